"""Pelican, imported without what it needs for things that a build of ours never does.

A third of what a build with one edited story takes is imports. Whoever imports one of these packages afterwards gets it.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

gc.set_threshold(100_000)  # what is imported stays: looking for garbage in it takes a tenth of the time

READERS = "docutils", "pygments", "markdown"
"""reStructuredText, the code in it, and Pelican's own reader of Markdown; ours is another one."""

OPTIONS = "watchfiles", "multiprocessing", "pelican.server"
"""`pelican --autoreload` and `--listen`."""

OUTPUT = "feedgenerator", "rich"
"""Feeds, which are templates here, and what Pelican prints: what we say is in outcome.py and words.py."""

DATES = "dateutil.parser"
"""Reads dates, which are dates here before Pelican sees them; its package loads it when Pelican asks for it after all."""

UNNEEDED = frozenset({*READERS, *OPTIONS, *OUTPUT, DATES, "importlib.metadata"})
"""Packages and modules; the last one tells which version of Pelican this is."""

PLUGINS_OF_PYDANTIC = "pydantic.plugin._loader"
"""Asks every package that is installed whether it is one; we use none. Where a later version has no such module, this does
nothing."""


class _Anything(type):
    """Makes classes that have every attribute: each can be a base, an option or a function that is called."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Anything(name, (_StandIn,), {})


class _StandIn(metaclass=_Anything):
    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        return getattr(_StandIn, name)


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        return getattr(_StandIn, name)


class _Finder:
    """Finds an empty module for each of some modules, and for what is in them."""

    def __init__(self, modules: frozenset[str]) -> None:
        self._modules, self._inside = modules, tuple(f"{name}." for name in modules)

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        mine = name in self._modules or name.startswith(self._inside)
        return ModuleSpec(name, self, is_package=True) if mine else None  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


@contextmanager
def _without(modules: frozenset[str]) -> Iterator[None]:
    """While this lasts, others stand in for these modules; not for one that was imported before."""
    finder = _Finder(modules - sys.modules.keys())
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name, module in sys.modules.items() if isinstance(module, _Module)]:
            del sys.modules[name]
            package, _, module_name = name.rpartition(".")
            if package in sys.modules:
                delattr(sys.modules[package], module_name)


with _without(UNNEEDED):
    import pelican  # noqa: F401

_none = ModuleType(PLUGINS_OF_PYDANTIC)
vars(_none)["get_plugins"] = tuple
sys.modules.setdefault(PLUGINS_OF_PYDANTIC, _none)
