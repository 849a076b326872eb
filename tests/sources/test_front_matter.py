from hypothesis import given
from hypothesis import strategies as st

from plugins.sources.front_matter import Document, read_document, write_fields


def found(document: Document) -> list[tuple[int, str]]:
    return [(line, message.code) for line, message in document.fields.found]


def test_yaml_between_dashes_is_taken_apart_with_lines() -> None:
    document = read_document("---\ntitle: 甲\nslug: a\n---\n\n正文。\n")
    assert document.fields.value == {"title": "甲", "slug": "a"}
    assert document.fields.line_of(("slug",)) == 3
    assert (document.body, document.body_line) == ("\n正文。\n", 5)
    assert found(document) == []


def test_pelicans_classic_header_is_read_too() -> None:
    document = read_document("Title: 甲\nSlug: a\nSummary: 一\n  二\n\n正文。\n")
    assert document.fields.value == {"title": "甲", "slug": "a", "summary": "一 二"}
    assert (document.body, document.body_line) == ("正文。\n", 6)
    assert found(document) == []


def test_a_classic_header_ends_where_text_begins_even_without_a_blank_line() -> None:
    document = read_document("Title: 甲\n正文从这里开始。\n")
    assert document.fields.value == {"title": "甲"}
    assert (document.body, document.body_line) == ("正文从这里开始。\n", 2)


def test_a_full_width_colon_is_read_with_a_warning_in_both_styles() -> None:
    yaml = read_document("---\ntitle：甲：乙\nedition:\n  page：A5\n---\n")
    assert yaml.fields.value == {"title": "甲：乙", "edition": {"page": "A5"}}
    assert found(yaml) == [(2, "wide-colon"), (4, "wide-colon")]
    classic = read_document("Title：甲\n\n正文")
    assert classic.fields.value == {"title": "甲"}
    assert found(classic) == [(1, "wide-colon")]


def test_tabs_are_read_as_spaces_with_a_warning() -> None:
    document = read_document("---\ntitle:\t甲\nedition:\n\tpage: A5\n---\n")
    assert document.fields.value == {"title": "甲", "edition": {"page": "A5"}}
    assert found(document) == [(2, "tab"), (4, "tab")]


def test_front_matter_without_an_end_is_an_error() -> None:
    assert found(read_document("---\ntitle: 甲\n正文\n")) == [(1, "front-matter-not-closed")]
    assert read_document("---\ntitle: 甲\n---").fields.value == {"title": "甲"}


def test_a_file_without_fields_is_an_error() -> None:
    for text in ("", "正文。\n", "\n\n"):
        document = read_document(text)
        assert document.fields.value is None
        assert found(document) == [(1, "no-front-matter")]
    assert found(read_document("---\n- a\n---\n")) == [(2, "no-front-matter")]
    assert found(read_document("---\n---\n正文")) == [(2, "no-front-matter")]


def test_a_key_given_twice_is_an_error_in_both_styles() -> None:
    assert found(read_document("---\na: 1\na: 2\n---\n")) == [(3, "field-twice")]
    assert found(read_document("A: 1\na: 2\n\n")) == [(2, "field-twice")]


@given(st.text())
def test_taking_apart_never_raises_and_keeps_the_body(text: str) -> None:
    document = read_document(text)
    assert text.endswith(document.body)
    assert document.body_line >= 1


TEXTS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\u2028\u2029"),
    min_size=1,
    max_size=20,
)


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3), TEXTS)
def test_what_is_written_is_read_back(text: str, several: list[str], part: str) -> None:
    written = write_fields(
        {"title": text, "empty": "", "topics": several, "edition": {"paper": part, "page": text}}
    )
    document = read_document(f"{written}\n正文。\n")
    assert document.fields.found == []
    assert document.fields.value == {
        "title": text,
        "topics": several,
        "edition": {"paper": part, "page": text},
    }


def test_plain_words_are_written_without_quotes() -> None:
    assert write_fields({"title": "惠济区", "topics": ["a", "b"], "edition": {"order": "1"}}) == (
        "---\ntitle: 惠济区\ntopics: [a, b]\nedition: {order: 1}\n---\n"
    )
