import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.sources.engines import render
from plugins.sources.foreign.inline_markdown import MARKS, Piece, escape, inline, visible

TEXTS = st.text(alphabet="中文字ab12 *_~`#<>&[]()!|\\-+.:=^{}“”。，;x/@\"'$?", max_size=24).map(
    lambda text: " ".join(text.split())
)
PIECES = st.lists(
    st.builds(
        Piece,
        st.text(alphabet="中文a1 *_~[!.。“”", min_size=1, max_size=5),
        st.sets(st.sampled_from(MARKS), max_size=2).map(frozenset),
        st.sampled_from(["", "", "https://example.org/a"]),
    ),
    max_size=5,
)


@pytest.mark.parametrize(
    "text",
    "2017-10-12 Q&A 3<5 5月1日-3日 100% [图] snake_case C# 1.3亿元 3.5 “两学一做” (一) 25/30 a+b=c @某人 A|B".split(
        " "
    ),
)
def test_what_no_engine_misreads_is_left_as_it_is(text: str) -> None:
    assert escape(f"见{text}等") == f"见{text}等"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("138****1234", r"138\*\*\*\*1234"),
        ("# 标题", r"\# 标题"),
        ("1. 标题", r"1\. 标题"),
        ("12) 标题", r"12\) 标题"),
        ("- 甲", r"\- 甲"),
        ("> 甲", r"\> 甲"),
        ("---", r"\---"),
        ("10~20人，30~40人", r"10\~20人，30\~40人"),
        ("<b>甲</b>", "&lt;b>甲&lt;/b>"),
        ("&nbsp;", "&amp;nbsp;"),
        ("[甲](乙)", r"\[甲](乙)"),
        ("![甲](乙)", r"\!\[甲](乙)"),
        ("[^1]", r"\[^1]"),
        ("_甲_", r"\_甲\_"),
        ("`甲`", r"\`甲\`"),
        (r"甲\*", r"甲\\\*"),
    ],
)
def test_what_is_markdown_by_accident_is_escaped(text: str, written: str) -> None:
    assert escape(text) == written
    assert visible(written) == text


@given(TEXTS)
def test_any_line_reads_as_the_same_words_in_one_paragraph(text: str) -> None:
    html = render(escape(text))
    assert visible(escape(text)) == text
    assert not text or (html.startswith("<p>") and html.count("<p>") == 1)


@given(TEXTS, TEXTS)
def test_two_lines_that_are_joined_read_as_the_same_words(first: str, second: str) -> None:
    """The drafts heal sentences that a column break had cut."""
    assert visible(escape(f"文{first}") + escape(second)) == f"文{first}{second}".strip()


@given(TEXTS)
def test_any_heading_reads_as_the_same_words(text: str) -> None:
    assert visible("## " + escape(text, at_start=False)) == text


@given(PIECES)
@example([Piece("_1_", href="https://example.org/a"), Piece("1")])
def test_marked_words_read_as_the_same_words(pieces: list[Piece]) -> None:
    words = "".join(piece.text for piece in pieces)
    pieces = [Piece("文"), *pieces]
    assert "".join(visible(inline(pieces)).split()) == "".join(f"文{words}".split())


@pytest.mark.parametrize(
    ("pieces", "markdown"),
    [
        ([Piece("注意：", frozenset({"strong"})), Piece("事项")], "**注意：**事项"),
        ([Piece("甲"), Piece(" 乙 ", frozenset({"em"})), Piece("丙")], "甲 *乙* 丙"),
        ([Piece("A.", frozenset({"strong"})), Piece("B")], "<strong>A.</strong>B"),
        ([Piece("看!"), Piece("甲", frozenset(), "https://a.org/")], r"看\![甲](https://a.org/)"),
        ([Piece("x"), Piece("2", frozenset({"sup"}))], "x<sup>2</sup>"),
        ([Piece("甲"), Piece("[^1]", note=True), Piece("乙*")], r"甲[^1]乙\*"),
    ],
)
def test_marks_are_written_as_the_guide_says(pieces: list[Piece], markdown: str) -> None:
    assert inline(pieces) == markdown
