"""What a template can see, found in its own syntax tree and those of all that it extends, includes and imports."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any, NamedTuple

import jinja2.ext
from jinja2 import BytecodeCache, Environment, Template, meta, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.runtime import Context, Macro
from jinja2.utils import _PassArg

from .files import digest
from .kept import Kept

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
        told = self._told(name)
        undeclared = frozenset(told.resolved) - self.environment.globals.keys() - {"fragment"}
        names, parts = set(undeclared), {name: told.parts[name] for name in told.parts.keys() & undeclared}
        if None in told.others or None in told.fragments or self._is_given_the_context(told):
            names.add(EVERYTHING)
        alike = frozenset(fragment[0] for fragment in told.fragments if fragment and not fragment[1])
        sight = Sight(frozenset(names), parts, alike)
        for other in filter(None, told.others):
            sight |= self.of(other)
        for fragment, given in filter(None, told.fragments):
            if given:  # it is seen like an include
                sight |= self.of(fragment).without(given)
        return sight

    def _told(self, name: str) -> "Told":
        """What its compiled form says; of one that another generator of code has compiled, what its text does."""
        environment, loader = self.environment, self.environment.loader
        assert loader is not None
        if told := environment.get_template(name).root_render_func.__globals__.get(_TOLD):
            return Told(*told)
        tree = environment.parse(loader.get_source(environment, name)[0])
        return _told(tree)._replace(resolved=tuple(meta.find_undeclared_variables(tree)))

    def _is_given_the_context(self, told: "Told") -> bool:
        """Whether a function, filter or test that is used there takes the whole context as an argument."""
        known = self.environment
        used = ((known.filters, told.filters), (known.tests, told.tests), (known.globals, told.names))
        functions = (of[name] for of, names in used for name in names if of.get(name) is not None)
        return any(map(_takes_context, functions))


class Told(NamedTuple):
    """What the text of a template says of what it sees, whatever there is in its environment."""

    parts: dict[str, frozenset[str]]
    """See `Sight`."""
    others: tuple[str | None, ...]
    """Templates that it is made of; None for one whose name is computed."""
    fragments: tuple[tuple[str, tuple[str, ...]] | None, ...]
    """Those that it shows as fragments, and the names of what these are given; None for what cannot be known."""
    filters: tuple[str, ...]
    tests: tuple[str, ...]
    names: tuple[str, ...]
    """All that are read."""
    resolved: tuple[str, ...] = ()
    """Those that it does not define itself."""


class TellingGenerator(CodeGenerator):
    """Compiles as Jinja does, and adds what it has seen by the way.

    To parse and go through a template once more takes as long as to compile it. What is compiled outlives the state.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._resolved: set[str] = set()

    def enter_frame(self, frame: Frame) -> None:
        """As `meta.find_undeclared_variables` does."""
        super().enter_frame(frame)
        loads = frame.symbols.loads.values()
        self._resolved.update(name for action, name in loads if action == VAR_LOAD_RESOLVE and name)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Jinja has the context call whatever is called, which may want to be given it. A fragment never does."""
        is_plain = not (self.environment.is_async or self.environment.sandboxed or forward_caller)
        if is_plain and node.args and self._is_fragment(node.node, frame):
            self.visit(node.node, frame)
            self.write("(")
            self.visit(node.args[0], frame)
            others = nodes.Call(node.node, node.args[1:], node.kwargs, node.dyn_args, node.dyn_kwargs)
            self.signature(others, frame)
            self.write(")")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    def _is_fragment(self, called: nodes.Node, frame: Frame) -> bool:
        """Whether it is the global function, and nothing of the same name."""
        if not isinstance(called, nodes.Name) or called.name != "fragment":
            return False
        load = frame.symbols.find_load(frame.symbols.ref(called.name))
        is_global = load is not None and load[0] == VAR_LOAD_RESOLVE
        return is_global and type(self.environment.globals.get(called.name)) in UNMARKED

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """All of it."""
        told = _told(node)  # before anything in it is made simpler
        super().visit_Template(node, frame)
        self.writeline(f"{_TOLD} = {tuple(told._replace(resolved=tuple(sorted(self._resolved))))!r}")


_TOLD = "fastbuild_told"
"""The name in compiled templates of `Told`."""


class Compiled(BytecodeCache):
    """What Jinja has compiled, kept for as long as it would compile the same again, in whatever folder the templates stand.

    Jinja's own cache asks whether the text is the same, and stands where it stood, and fails over a file that is broken off.
    But options of the environment are part of what is compiled, and so is what filters and tests say of constants.
    """

    def __init__(self, folder: Path, made_with: bytes) -> None:
        self._kept, self._made_with = Kept(folder), made_with

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is kept of the template of this name, if it was made of all this; messages name the file that is there now."""
        options = repr([value for value in vars(environment).values() if isinstance(value, _OPTION)])
        made_of = digest(source, self._made_with, options, *sorted(environment.extensions)).hex()
        bucket = Bucket(environment, self.get_cache_key(name), made_of)
        self.load_bytecode(bucket)
        if bucket.code is not None and filename is not None:
            bucket.code = bucket.code.replace(co_filename=filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """As Jinja asks for it."""
        if kept := self._kept.load(_COMPILED, bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As Jinja asks for it."""
        self._kept.save(_COMPILED, bucket.key, bucket.bytecode_to_string())


_COMPILED = "templates"
"""Its folder."""

_OPTION = str | bool | None


def _told(tree: nodes.Template) -> Told:
    """All but the names that are resolved."""
    found: defaultdict[type, list[Any]] = defaultdict(list)
    for node in tree.find_all((nodes.Call, nodes.Filter, nodes.Getattr, nodes.Name, nodes.Test)):
        found[type(node)].append(node)
    return Told(
        _parts(found[nodes.Getattr], found[nodes.Filter], found[nodes.Name]),
        tuple(meta.find_referenced_templates(tree)),
        tuple(_fragments(found[nodes.Call])),
        _sorted(node.name for node in found[nodes.Filter]),
        _sorted(node.name for node in found[nodes.Test]),
        _sorted(node.name for node in found[nodes.Name] if node.ctx == "load"),
    )


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _fragments(calls: Iterable[nodes.Call]) -> Iterator[tuple[str, tuple[str, ...]] | None]:
    for call in calls:
        if isinstance(call.node, nodes.Name) and call.node.name == "fragment":
            name = call.args[0].value if call.args and isinstance(call.args[0], nodes.Const) else None
            if name is None or call.dyn_args or call.dyn_kwargs:
                yield None
            else:
                yield name, tuple(keyword.key for keyword in call.kwargs)


def _parts(
    attributes: Iterable[nodes.Getattr], filters: Iterable[nodes.Filter], names: Iterable[nodes.Name]
) -> dict[str, frozenset[str]]:
    """Names that stand nowhere but before an attribute or `|length`, with what is read of them."""
    seen: defaultdict[str, list[str]] = defaultdict(list)
    for node in attributes:
        if isinstance(node.node, nodes.Name):
            seen[node.node.name].append(node.attr)
    for filtered in filters:
        if isinstance(filtered.node, nodes.Name) and filtered.name in {"length", "count"}:
            seen[filtered.node.name].append(LENGTH)
    used = Counter(node.name for node in names)
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
