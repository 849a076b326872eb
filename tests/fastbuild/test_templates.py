"""A template shows by fastbuild's context and shortcuts what it shows by Jinja's own."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
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
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from pelican import signals

from plugins.fastbuild import templates
from plugins.fastbuild.shortcuts import shortcuts
from plugins.fastbuild.templates import (
    EVERYTHING,
    FastContext,
    Sights,
    TellingGenerator,
    globals_of,
    render,
)

from .newsroom import Site


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


TEMPLATES = {
    "plain": "{{ a }}{{ b.c }}{{ b.d }}{{ e|length }}{% for f in g %}{{ f.h }}{{ f }}{% endfor %}{{ f }}",
    "macros": "{% macro m(x, y=z) %}{{ x }}{{ y }}{{ w }}{% endmacro %}{{ m(1) }}{% set v = u %}{{ v }}",
    "made of others": "{% extends 'plain' %}{% import 'macros' as n %}{% block p %}{% include 'plain' %}{% endblock %}",
    "of a computed one": "{% include q %}",
    "fragments": "{{ fragment('plain') }}{{ fragment('macros', w=1, u=r) }}",
    "a computed fragment": "{{ fragment(q) }}",
    "given the context": "{{ 'x'|of_context }}",
    "calls one that is": "{{ seen('x') }}",
    "not any more": "{{ 'x'|upper }}{% if a is defined %}{{ 1 + 2 }}{% endif %}",
}


def _environment(**changes: Any) -> Environment:
    environment = Environment(loader=DictLoader(TEMPLATES))
    environment.filters["of_context"] = environment.globals["seen"] = of_context
    for name, value in changes.items():
        setattr(environment, name, value)
    return environment


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_compiled_template_tells_what_its_text_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    by_its_text = Sights(_environment(), {}).of(name)
    telling = _environment(code_generator_class=TellingGenerator)
    monkeypatch.setattr(telling, "parse", None)  # it need not be parsed
    assert Sights(telling, {}).of(name) == by_its_text


def test_what_is_compiled_is_understood_by_the_environment_of_now() -> None:
    telling = _environment(code_generator_class=TellingGenerator)
    assert EVERYTHING in Sights(telling, {}).of("calls one that is").names
    telling.globals["seen"] = str.upper
    assert EVERYTHING not in Sights(telling, {}).of("calls one that is").names
    telling.globals["a"] = 1
    assert "a" not in Sights(telling, {}).of("not any more").names
    del telling.globals["a"]
    assert "a" in Sights(telling, {}).of("not any more").names


def test_templates_of_the_theme_tell_what_their_texts_say(tmp_path: Path) -> None:
    environments: list[Environment] = []

    def note(generator: Any) -> None:
        environments.append(generator.env)

    site = Site(tmp_path)
    site.story("story-a")
    with signals.generator_init.connected_to(note):
        site.incremental()
    telling = environments[0]
    names = [name for name in telling.list_templates() if name.startswith("!theme/")]
    quiet = telling.overlay()
    quiet.code_generator_class, quiet.bytecode_cache = CodeGenerator, None
    assert len(names) > 30
    assert {name: Sights(telling, {}).of(name) for name in names} == {
        name: Sights(quiet, {}).of(name) for name in names
    }


FRAGMENT = """{{ fragment('a', x=1) }}{% for y in [1] %}{{ fragment('b', x=y) }}{{ fragment('c', *[y], **{'x': 2}) }}{% endfor %}
{% macro m(fragment) %}{{ fragment('local') }}{% endmacro %}{{ m(plain) }}
{% macro n() %}{{ fragment('in a macro', caller=1) }}{% endmacro %}{{ n() }}
{% set ns = namespace(fragment=plain) %}{{ ns.fragment('attribute') }}
{% block body %}{{ fragment('in a block', lambda_=1) }}{% endblock %}"""


def test_a_fragment_is_called_as_jinja_calls_it_and_nothing_else_is_taken_for_one() -> None:
    shown = []
    for kind in (CodeGenerator, TellingGenerator):
        environment = _environment(code_generator_class=kind)
        environment.globals["plain"] = Caller().plain
        calls: list[Any] = []

        def noting(*args: Any, calls: list[Any] = calls, **kwargs: Any) -> str:
            calls.append((args, kwargs))
            return str(len(calls))

        environment.globals["fragment"] = noting
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(templates, "UNMARKED", {type(noting)})
            template = environment.from_string(FRAGMENT)
            shown.append((template.render(), calls))
    assert shown[0] == shown[1]
    assert len(shown[0][1]) == 5
