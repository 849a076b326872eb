"""What fastbuild does by a shorter way has the results of the long one."""

import pickle
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, ClassVar, NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from pelican.urlwrappers import Tag
from pelican.utils import SafeDatetime
from pelican.utils import strftime as stock_strftime

from plugins.fastbuild.articles import Hung, RevivedArticle, having, revive, with_links_in_fields
from plugins.fastbuild.markdown import split
from plugins.fastbuild.rows import Once, put_together, take_apart
from plugins.fastbuild.shortcuts import shortcuts
from plugins.fastbuild.state import Source

PIECES = st.sampled_from(
    [
        "%Y",
        "%m",
        "%d",
        "%H",
        "%M",
        "%S",
        "%-d",
        "%b",
        "%a",
        "%x",
        "%G",
        "%V",
        "%j",
        "%%",
        "年",
        "-",
        " ",
        "{0}",
        "}",
    ]
)
MOMENTS = st.datetimes(timezones=st.none() | st.timezones()).map(
    lambda moment: SafeDatetime(*moment.timetuple()[:6], tzinfo=moment.tzinfo, fold=moment.fold)
)


@given(MOMENTS, st.lists(PIECES, max_size=8).map("".join))
def test_a_moment_is_shown_as_pelican_shows_it(moment: SafeDatetime, form: str) -> None:
    with shortcuts():
        assert moment.strftime(form) == str(stock_strftime(moment, form))


@given(
    st.lists(st.sampled_from(["{slug}", "{name}", "{{", "}}", "tag/", ".html"])).map("".join),
    st.text("ab 甲"),
)
def test_the_address_of_a_tag_is_that_of_pelican(form: str, name: str) -> None:
    settings = {"TAG_URL": form, "SLUGIFY_USE_UNICODE": True}

    def addresses() -> list[str]:
        named, told = Tag(name, settings), Tag(name, settings)
        told.slug = "another"
        return [named.url, told.url]

    stock = addresses()
    with shortcuts():
        assert addresses() == stock


VALUES: Any = st.one_of(
    st.text(max_size=300),
    MOMENTS,
    st.lists(st.text(max_size=5)),
    st.none(),
    st.integers(),
    st.dictionaries(st.text(), st.text()),
)


class Named(NamedTuple):
    """A tuple that plugins hang on articles."""

    words: Any
    others: Any


PLAIN = st.text("ab", max_size=2) | st.sampled_from([0, 1, True, False, 0.0, -0.0, 1.0, None, b"a"])
TUPLES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3).map(tuple) | st.builds(Named, inner, inner), max_leaves=8
)


@given(st.lists(TUPLES | st.lists(st.integers(), max_size=1).map(lambda unhashable: (unhashable,))))
def test_values_of_which_equal_ones_become_one_show_what_they_showed(values: list[Any]) -> None:
    once = Once()
    assert [repr(once(value)) for value in values] == [
        repr(value) for value in values
    ]  # -0.0 is not 0.0, nor True 1


def test_equal_tuples_of_text_become_one() -> None:
    once = Once()
    first, second = (once(Named(("a", ("b", "c")), 1)) for _ in range(2))
    assert first.words is second.words
    assert first.words is once(("a", ("b", "c")))


@given(
    st.dictionaries(st.text("abcd_", min_size=1), VALUES),
    st.dictionaries(st.text("abcd_", min_size=1), VALUES),
    st.sampled_from([timedelta(0), timedelta(seconds=1)]),
)
def test_metadata_are_put_together_as_they_were(own: Any, other: Any, later: timedelta) -> None:
    shown = {
        name: value.replace(tzinfo=None) + later
        if isinstance(value, SafeDatetime) and value.year < 9000
        else value
        for name, value in own.items()
    }
    article = SimpleNamespace(**{**own, "metadata": {**shown, **other}, "_content": "text"})
    row, rest = take_apart(article, Once())  # type: ignore[arg-type]
    found = put_together(row, pickle.loads(pickle.dumps(rest)))["metadata"]
    assert list(found.items()) == list(article.metadata.items())
    assert [type(value) for value in found.values()] == [type(value) for value in article.metadata.values()]
    assert all(value is not row.get(name) for name, value in found.items() if type(value) is list)


@given(
    st.lists(st.sampled_from(["Title: 一", "Tags: a", "    more", "", " ", "text", "    code", "a:b"])).map(
        "\n".join
    )
)
def test_header_and_text_are_those_of_python_markdown(text: str) -> None:
    from markdown import Markdown

    reference = Markdown(extensions=["meta"])
    rest = "\n".join(reference.preprocessors["meta"].run(text.split("\n")))
    header, found = split(text)
    assert header == reference.Meta  # type: ignore[attr-defined]
    assert found.rstrip("\n") == rest.rstrip("\n")


NAMES = st.sets(st.sampled_from("abc"))


@given(NAMES, NAMES, NAMES, NAMES)
def test_an_import_sees_the_globals_that_jinja_lets_it_see(
    shared: set[str], importing: set[str], imported: set[str], late: set[str]
) -> None:
    """Some are of the environment, some of one template alone, some come when both are loaded."""

    def shown() -> list[str]:
        said = "{% macro said() %}{{ a }}{{ b }}{{ c }}{% endmacro %}"
        page = "{% from 'macro' import said %}{{ said() }} {{ a }}{{ b }}{{ c }}"
        environment = Environment(loader=DictLoader({"macro": said, "page": page}), autoescape=True)
        environment.globals.update((name, f"{name}0") for name in shared)
        environment.get_template("macro", globals={name: f"{name}1" for name in imported})
        template = environment.get_template("page", globals={name: f"{name}2" for name in importing})
        before = template.render()
        environment.globals.update((name, f"{name}3") for name in late)
        return [before, template.render(), template.render()]

    stock = shown()
    with shortcuts():
        assert shown() == stock


class Hanging(RevivedArticle):
    """Of a build in which a plugin hangs something on articles."""

    fastbuild_hung: ClassVar[Any] = {"hung": Hung(lambda article: "made", None)}
    fastbuild_revival: ClassVar[Any] = SimpleNamespace(rest=lambda path, source: {"far": 1}, loaded=[])


Hanging.fastbuild_learn(("hung",))  # as `Build.hang` does


class Foreign:
    """An article that was not revived."""

    near = "of the class"


@given(st.lists(st.sampled_from("rfs"), max_size=6), st.sampled_from(["near", "far", "hung", "set", "none"]))
def test_of_many_articles_is_told_which_have_an_attribute(kinds: list[str], name: str) -> None:
    articles: list[Any] = []
    for kind in kinds:
        source = Source(b"", (), False, {"near": 1}, (), b"", ("far",))
        articles.append(Foreign() if kind == "f" else revive(Hanging, "", "a.md", source))
        if kind == "s":
            articles[-1].set = True
    found = having(articles, name)
    assert [any(one is other for other in found) for one in articles] == [
        hasattr(one, name) for one in articles
    ]


def test_an_attribute_is_there_if_it_is_in_the_row_can_be_loaded_or_made_and_was_not_deleted() -> None:
    article, other = (
        revive(Hanging, "", path, Source(b"", (), False, {"near": 1}, (), b"", names))
        for path, names in (("a.md", ("far",)), ("b.md", ("elsewhere",)))
    )
    assert not hasattr(Hanging, "far")
    assert (article.near, article.hung, article.far) == (1, "made", 1)
    assert not hasattr(article, "elsewhere")
    assert not hasattr(other, "far")
    del article.far
    assert not hasattr(article, "far")
    article.far = 2
    assert article.far == 2


def test_links_in_fields_are_looked_for_where_there_may_be_some() -> None:
    plain, marked, loaded, set_ = (
        revive(Hanging, "", path, Source(b"", (), path == "marked", {}, (), b"", ("far",)))
        for path in ("plain", "marked", "loaded", "set")
    )
    assert loaded.far == 1
    set_._summary = "见{filename}/a.md"
    foreign: Any = Foreign()
    articles = [plain, marked, loaded, set_, foreign]
    assert with_links_in_fields(articles) == [marked, loaded, set_, foreign]
