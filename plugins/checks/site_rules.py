"""The rules of the whole site: one a file, each `check(folder, outlines, registries) -> Iterator[Problem]`.

They need no manuscripts, and a build that reads none imports no others (`rules.py`).
"""

from . import (
    attachments,
    back_dated,
    dead_links,
    identity,
    pictures,
    repeated_records,
    settings,
    source_stories,
    stray_files,
    translations,
    unique_addresses,
)

TYING_RULES = (
    unique_addresses.check,
    translations.check,
    dead_links.check,
    source_stories.check,
    repeated_records.check,
)
"""Those by which one manuscript decides what is wrong with another: what they compare stands in ties.py, too."""

OTHER_RULES = (
    pictures.check,
    stray_files.check,
    attachments.check,
    back_dated.check,
    settings.check,
)
PRODUCTION_RULES = (identity.check,)

RULES_OF_ONE = (dead_links.check, pictures.check)
"""Those that can say something of a manuscript that comes and is tied to no other one."""
