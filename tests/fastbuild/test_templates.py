"""A template shows by fastbuild's context and shortcuts what it shows by Jinja's own."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import (
    DictLoader,
    Environment,
    StrictUndefined,
    UndefinedError,
    pass_context,
    pass_environment,
    pass_eval_context,
)
from jinja2.runtime import Context

from plugins.fastbuild.shortcuts import shortcuts
from plugins.fastbuild.templates import FastContext, globals_of, render


@pass_context
def of_context(context: Context, word: str) -> str:
    """What a template sees under a name, loops too."""
    return f"{context.resolve(word)}"


@pass_environment
def of_environment(environment: Environment) -> str:
    """Whether texts are escaped at all."""
    return str(environment.autoescape)


@pass_eval_context
def of_evaluation(evaluation: Any, word: str) -> str:
    """Whether they are here."""
    return f"{word}{evaluation.autoescape}"


class Caller:
    """Has methods with and without marks, and can be called itself."""

    @pass_context
    def __call__(self, context: Context) -> str:
        return of_context(context, "x")

    @pass_context
    def marked(self, context: Context) -> str:
        """Is given the context."""
        return of_context(context, "x")

    def plain(self, *args: Any, **kwargs: Any) -> str:
        """Is not."""
        return f"<{args}{kwargs}>"


def _nothing_more() -> Any:
    raise StopIteration


CALLS = [
    "{{ plain('<b>', a=1) }}",
    "{{ len([1, 2]) }}",
    "{% for x in [7, 8] %}{{ of_context('x') }}{{ caller() }}{{ caller.marked() }}{{ caller.plain(x) }}{% endfor %}",
    "{{ of_environment() }}{{ of_evaluation('<') }}",
    "{% autoescape false %}{{ of_evaluation('<') }}{{ shown('<') }}{% endautoescape %}",
    "{{ shown('<') }}{{ shown(word='&') }}{{ shown() }}",
    "{% call shown('a') %}{{ x }}{% endcall %}",
    "{% for x in [1] %}{{ shown(x) }}{% endfor %}{{ given('a', 'b', c='d') }}",
    "[{{ none_more() }}]",
    "{{ dict(a=1).a }}{{ type('a')('b') }}",
]
MACROS = (
    "{% macro shown(word='none') %}[{{ word }}{{ caller() if caller else '' }}]{% endmacro %}"
    "{% macro given() %}{{ varargs }}{{ kwargs }}{% endmacro %}"
)


@pytest.mark.parametrize("autoescape", [True, False])
@pytest.mark.parametrize("call", CALLS)
def test_what_is_called_is_given_what_jinja_gives_it(call: str, autoescape: bool) -> None:
    page = "{% from 'macros' import shown, given with context %}" + call

    def said(context: type[Context]) -> str:
        environment = Environment(loader=DictLoader({"macros": MACROS, "page": page}), autoescape=autoescape)
        environment.context_class = context
        environment.globals.update(
            plain=Caller().plain,
            len=len,
            type=type,
            caller=Caller(),
            of_context=of_context,
            of_environment=of_environment,
            of_evaluation=of_evaluation,
            none_more=_nothing_more,
        )
        return environment.get_template("page").render(x="outside")

    stock = said(Context)
    with shortcuts():
        assert said(FastContext) == stock


@pytest.mark.parametrize(
    "call", ["{{ shown(1, 2, 3) }}", "{{ shown(other=1) }}", "{{ absent() }}", "{{ 1() }}"]
)
def test_what_cannot_be_called_so_fails_as_in_jinja(call: str) -> None:
    def failure(context: type[Context]) -> Exception:
        environment = Environment(loader=DictLoader({"page": MACROS + call}))
        environment.context_class = context
        with pytest.raises((TypeError, UndefinedError)) as raised:
            environment.get_template("page").render()
        return raised.value

    stock, ours = failure(Context), failure(FastContext)
    assert (type(ours), str(ours)) == (type(stock), str(stock))


class Keyed(dict[str, Any]):
    """A dictionary with an attribute."""

    b = "attribute"


WORDS = st.sampled_from(["a", "b", "items", "get", "__class__", "missing"])
OBJECTS = st.dictionaries(WORDS, st.integers() | st.none()).flatmap(
    lambda known: st.sampled_from(
        [known, Keyed(known), defaultdict(int, known), SimpleNamespace(**known), [*known], None, "text"]
    )
)


@given(OBJECTS, WORDS)
def test_an_attribute_is_what_jinja_finds(value: Any, word: str) -> None:
    environment = Environment(undefined=StrictUndefined)
    stock = environment.getattr(value, word)
    with shortcuts():
        found = environment.getattr(value, word)
    assert type(found) is type(stock)
    if isinstance(stock, StrictUndefined):
        assert str(found._undefined_message) == str(stock._undefined_message)
    else:
        assert repr(found) == repr(stock)


def test_a_template_belongs_to_its_environment_and_loader() -> None:
    """An overlay begins with the attributes of its environment."""
    environment = Environment(loader=DictLoader({"page": "{{ x }}"}), auto_reload=False)
    with shortcuts():
        first = environment.get_template("page")
        escaping = environment.overlay(autoescape=True)
        assert environment.get_template("page") is first
        assert escaping.get_template("page").render(x="<") == "&lt;"
        assert first.render(x="<") == "<"
        assert escaping.get_template("page") is not first
        environment.loader = DictLoader({"page": "other"})
        assert environment.get_template("page").render() == "other"


def test_a_template_that_changes_is_read_again_where_that_is_asked_for() -> None:
    pages = {"page": "old"}
    environment = Environment(loader=DictLoader(pages))
    with shortcuts():
        assert environment.get_template("page").render() == "old"
        pages["page"] = "new"
        assert environment.get_template("page").render() == "new"


@pytest.mark.parametrize("by", [shortcuts, nullcontext])
def test_a_template_sees_globals_of_its_own_and_of_its_environment(by: Callable[[], Any]) -> None:
    said = "{{ a }}{{ b }}{{ c }}"
    environment = Environment(
        loader=DictLoader({"page": said, "part": said, "outer": "{% include 'part' %}"})
    )
    environment.globals.update(a=1, b=1)
    with by():
        template = environment.get_template("page", globals={"b": 2, "c": 2})
        assert globals_of(template) == dict(template.globals)
        assert render(template, globals_of(template) | {"c": 3}) == template.render(c=3) == "123"
        outer = environment.get_template("outer")
        assert render(outer, globals_of(outer) | {"c": 3}) == outer.render(c=3) == "113"


def test_a_failure_in_a_template_tells_its_line() -> None:
    environment = Environment(loader=DictLoader({"page": "\n\n{{ 1 / 0 }}"}))
    with pytest.raises(ZeroDivisionError) as raised:
        render(environment.get_template("page"), {})
    at = raised.traceback[-1]
    assert (str(at.path), at.lineno + 1) == ("<template>", 3)
