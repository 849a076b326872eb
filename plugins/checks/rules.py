"""The rules of one manuscript: one a file. `invoke check` runs them, and the build insists on them.

Such a rule is `check(manuscript, registries) -> Iterator[Found]`; a rule of copy is given the manuscript's `Proof`. A new
rule is a new file, a line here or in `site_rules.py`, and a line for each of its codes in `catalogue.py`.
"""

from . import (
    empty_text,
    file_name,
    markup,
    privacy,
    samples,
    signatures,
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
