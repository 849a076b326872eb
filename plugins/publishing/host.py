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

UNNEEDED = frozenset({"docutils", "pygments", "markdown", "watchfiles"})
"""reStructuredText, the code in it, Pelican's own reader of Markdown (ours is another one), and `pelican --autoreload`."""


class _Anything(type):
    """Makes classes that have every attribute: each can be a base, an option or a function that is called."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Anything(name, (_StandIn,), {})


class _StandIn(metaclass=_Anything):
    def __init__(self, *_: object, **__: object) -> None:
        pass


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        return getattr(_StandIn, name)


class _Finder:
    """Finds an empty module for each of some packages."""

    def __init__(self, packages: frozenset[str]) -> None:
        self._packages = packages

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        mine = name.partition(".")[0] in self._packages
        return ModuleSpec(name, self, is_package=True) if mine else None  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


@contextmanager
def _without(packages: frozenset[str]) -> Iterator[None]:
    """While this lasts, others stand in for the modules of these packages; not for one that was imported before."""
    finder = _Finder(packages - sys.modules.keys())
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name, module in sys.modules.items() if isinstance(module, _Module)]:
            del sys.modules[name]


with _without(UNNEEDED):
    import pelican  # noqa: F401
