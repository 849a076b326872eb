"""Prints that are made ahead know which articles they are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plugins.fastbuild.articles import RevivedArticle, revive
from plugins.fastbuild.prints import Prints, TracedPrints
from plugins.fastbuild.state import Source

COUNT = 4


@dataclass(frozen=True)
class Frozen:
    inside: Any


@dataclass
class Changeable:
    inside: Any


def article(number: int) -> RevivedArticle:
    return revive(RevivedArticle, "/", f"{number}.md", source(number, b"before"))


def source(number: int, text: bytes) -> Source:
    return Source(b"%d %s" % (number, text), (), False, {"title": f"第{number}篇"}, (), b"", ())


def values(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Of numbers of articles and text; `alive` puts the articles in."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.lists(inner, max_size=3).map(tuple),
            st.dictionaries(st.text("党群", max_size=2), inner, max_size=3),
            st.builds(Frozen, inner),
            st.builds(Changeable, inner),
        ),
        max_leaves=8,
    )


def alive(value: Any, articles: list[RevivedArticle]) -> Any:
    if isinstance(value, int):
        return articles[value]
    if isinstance(value, list | tuple):
        return type(value)(alive(part, articles) for part in value)
    if isinstance(value, dict):
        return {name: alive(part, articles) for name, part in value.items()}
    return type(value)(alive(value.inside, articles)) if isinstance(value, Frozen | Changeable) else value


def neighbours(articles: list[RevivedArticle], pairs: Iterable[tuple[int, int]]) -> None:
    for one, other in pairs:
        articles[one].related = [*getattr(articles[one], "related", ()), articles[other]]


NUMBERS = st.integers(0, COUNT - 1)


@given(
    st.lists(values(st.one_of(NUMBERS, st.text("稿件", max_size=3))), min_size=1, max_size=4),
    st.lists(st.tuples(NUMBERS, NUMBERS), max_size=4),
    NUMBERS,
)
def test_a_print_that_was_not_made_of_an_article_is_the_same_when_that_has_changed(
    drawn: list[Any], pairs: list[tuple[int, int]], changed: int
) -> None:
    articles = [article(number) for number in range(COUNT)]
    neighbours(articles, pairs)
    shown = [alive(value, articles) for value in drawn]
    ahead = TracedPrints()
    made = [ahead.traced(partial(ahead.once, value)) for value in shown]
    plain = Prints()
    assert [print_ for print_, _ in made] == [plain.once(value) for value in shown]
    vars(articles[changed])["fastbuild_source"] = source(changed, b"after")
    now = Prints()
    for value, (print_, read) in zip(shown, made, strict=True):
        assert (print_ == now.once(value)) == (id(articles[changed]) not in read)
