"""The rules: one a file. `invoke check` runs them, and the build insists on them.

A rule of one manuscript is `check(manuscript, registries) -> Iterator[Found]`; a rule of copy is given the manuscript's
`Proof`; a rule of the whole site is `check(folder, outlines, registries) -> Iterator[Problem]`. A new rule is a new
file, a line here, and a line for each of its codes in `catalogue.py`.
"""

from . import (
    back_dated,
    dead_links,
    empty_text,
    file_name,
    identity,
    markup,
    pictures,
    privacy,
    private_data,
    repeated_records,
    samples,
    settings,
    signatures,
    source_stories,
    stray_files,
    translations,
    unique_addresses,
    work_records,
)
from .copy import (
    alternatives,
    broken_paragraphs,
    doubled_words,
    half_width_marks,
    headline_length,
    links_to_nowhere,
    numbers,
    paired_marks,
    place_names,
    posts,
    protected_phrases,
    stray_spaces,
    summary_length,
    units,
)

MANUSCRIPT_RULES = (
    markup.check,
    empty_text.check,
    file_name.check,
    signatures.check,
    privacy.check,
    samples.check,
    work_records.check,
)
COPY_RULES = (
    headline_length.check,
    summary_length.check,
    alternatives.check,
    links_to_nowhere.check,
    place_names.check,
)
CHINESE_RULES = (
    half_width_marks.check,
    stray_spaces.check,
    paired_marks.check,
    doubled_words.check,
    broken_paragraphs.check,
    protected_phrases.check,
    posts.check,
    numbers.check,
    units.check,
)
"""Rules of copy that are asked of Chinese text alone."""

SITE_RULES = (
    unique_addresses.check,
    translations.check,
    dead_links.check,
    pictures.check,
    stray_files.check,
    private_data.check,
    back_dated.check,
    settings.check,
    source_stories.check,
    repeated_records.check,
)
PRODUCTION_RULES = (identity.check,)
