"""What a template can see, found in its own syntax tree and those of all that it extends, includes and imports."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

import jinja2.ext
from jinja2 import Environment, Template, meta, nodes
from jinja2.runtime import Context, Macro
from jinja2.utils import _PassArg

LENGTH = "|length"
"""Among the parts of a value that a template reads: how many there are in it."""

EVERYTHING = "*"
"""Among a template's names: it may see any value, because a name in it is computed or it is given the context."""


@dataclass(frozen=True)
class Sight:
    """What a template can see."""

    names: frozenset[str] = frozenset()
    """Variables that it may read, `EVERYTHING` among them if that cannot be known."""
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of those that it never reads as a whole: the attributes that it reads, and `LENGTH` (`articles|length`)."""
    fragments: frozenset[str] = frozenset()
    """Templates that it shows by `fragment("name")`: the same on every page of a build."""

    def __or__(self, other: "Sight") -> "Sight":
        names = self.names | other.names
        parts = {
            name: self.parts.get(name, frozenset()) | other.parts.get(name, frozenset())
            for name in names
            if not (self._reads_all_of(name) or other._reads_all_of(name))
        }
        return Sight(names, parts, self.fragments | other.fragments)

    def _reads_all_of(self, name: str) -> bool:
        return name in self.names and name not in self.parts

    def without(self, given: Collection[str]) -> "Sight":
        """The same where these names are given and not looked up."""
        parts = {name: seen for name, seen in self.parts.items() if name not in given}
        return Sight(self.names - set(given), parts, self.fragments)


@dataclass
class Sights:
    """The sights of one environment's templates, each worked out once."""

    environment: Environment
    _known: dict[str, Sight]
    """Kept between builds: templates, filters and globals belong to the environment that the store is for."""

    def of(self, name: str) -> Sight:
        """The sight of the template `name` with everything that it is made of."""
        if name not in self._known:
            self._known[name] = Sight()  # a template that includes itself sees nothing more by it
            self._known[name] = self._look(name)
        return self._known[name]

    def _look(self, name: str) -> Sight:
        loader = self.environment.loader
        assert loader is not None
        tree = self.environment.parse(loader.get_source(self.environment, name)[0])
        names = frozenset(meta.find_undeclared_variables(tree) - {"fragment"})
        sight = Sight(names, {name: seen for name, seen in _parts(tree).items() if name in names})
        if self._is_given_the_context(tree):
            sight |= Sight(frozenset({EVERYTHING}))
        for other in meta.find_referenced_templates(tree):
            sight |= self.of(other) if other is not None else Sight(frozenset({EVERYTHING}))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "fragment":
                sight |= self._fragment(call)
        return sight

    def _fragment(self, call: nodes.Call) -> Sight:
        """`fragment("name")` is the same everywhere; one with values is seen like an include."""
        name = call.args[0].value if call.args and isinstance(call.args[0], nodes.Const) else None
        if name is None or call.dyn_args or call.dyn_kwargs:
            return Sight(frozenset({EVERYTHING}))
        if not call.kwargs:
            return Sight(fragments=frozenset({name}))
        inner = self.of(name)
        return inner.without({keyword.key for keyword in call.kwargs})

    def _is_given_the_context(self, tree: nodes.Template) -> bool:
        """Whether a function, filter or test that is used here takes the whole context as an argument."""
        env = self.environment
        used = [
            *(env.filters.get(node.name) for node in tree.find_all(nodes.Filter)),
            *(env.tests.get(node.name) for node in tree.find_all(nodes.Test)),
            *(env.globals.get(node.name) for node in tree.find_all(nodes.Name) if node.ctx == "load"),
        ]
        return any(_takes_context(function) for function in used if function is not None)


def _parts(tree: nodes.Template) -> dict[str, frozenset[str]]:
    """Names that stand nowhere but before an attribute or `|length`, with what is read of them."""
    seen: defaultdict[str, list[str]] = defaultdict(list)
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name):
            seen[node.node.name].append(node.attr)
    for filtered in tree.find_all(nodes.Filter):
        if isinstance(filtered.node, nodes.Name) and filtered.name in {"length", "count"}:
            seen[filtered.node.name].append(LENGTH)
    used = Counter(node.name for node in tree.find_all(nodes.Name))
    return {name: frozenset(parts) for name, parts in seen.items() if used[name] == len(parts)}


def _takes_context(function: Any) -> bool:
    if getattr(function, "__module__", None) == jinja2.ext.__name__:
        return False  # gettext and its kin look for names that the tree shows
    return bool(_PassArg.from_obj(function) is _PassArg.context)


def globals_of(template: Template) -> dict[str, Any]:
    """A copy, made map by map: the `ChainMap` that holds them is asked for each name in turn."""
    found: dict[str, Any] = {}
    for names in reversed(_maps(template)):
        found.update(names)
    return found


def _maps(template: Template) -> Sequence[Mapping[str, Any]]:
    return getattr(template.globals, "maps", None) or (template.globals,)


def render(template: Template, values: dict[str, Any]) -> str:
    """What `template.render` does, without a copy of all values, which must hold the template's globals."""
    environment = template.environment
    context = environment.context_class(environment, values, template.name, template.blocks)
    context.globals_keys = set().union(*_maps(template))
    try:
        return environment.concat(template.root_render_func(context))
    except Exception:
        environment.handle_exception()


class FastContext(Context):
    """Jinja looks at whatever a template calls, and at its `__call__`, for a mark (`pass_context`).

    What is written in C, and a fragment, has none; of a function only it itself can have one; that of a macro is known.
    """

    def call(self, called: Any, /, *args: Any, **values: Any) -> Any:
        """As Jinja does."""
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind not in UNMARKED and (kind not in _FUNCTIONS or hasattr(called, _MARK)):
            return super().call(called, *args, **values)
        values.pop("_block_vars", None)
        values.pop("_loop_vars", None)
        try:
            return called(*args, **values)
        except StopIteration:
            return self.environment.undefined("what was called had nothing more to give")


UNMARKED: set[type] = {BuiltinFunctionType}
"""Kinds of functions that have no mark."""

_FUNCTIONS = {FunctionType, MethodType}

_MARK = "jinja_pass_arg"
