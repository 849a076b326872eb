"""The rules: one a file. `invoke check` runs them, and the build insists on them.

A rule of one manuscript is `check(manuscript, registries) -> Iterator[Found]`; a rule of the whole site is
`check(folder, outlines, registries) -> Iterator[Problem]`. A new rule is a new file and a line here.
"""

from . import (
    dead_links,
    empty_text,
    file_name,
    identity,
    markup,
    pictures,
    repeated_records,
    samples,
    signatures,
    source_stories,
    stray_files,
    translations,
    unique_addresses,
    work_records,
)

MANUSCRIPT_RULES = (
    markup.check,
    empty_text.check,
    file_name.check,
    signatures.check,
    samples.check,
    work_records.check,
)
SITE_RULES = (
    unique_addresses.check,
    translations.check,
    dead_links.check,
    pictures.check,
    stray_files.check,
    source_stories.check,
    repeated_records.check,
)
PRODUCTION_RULES = (identity.check,)
