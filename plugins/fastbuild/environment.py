"""What every page depends on: versions, settings, the code of plugins, the theme."""

import os
import sys
import sysconfig
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from .files import Files, digest
from .prints import Prints, Unknown

_OURS = {
    "FASTBUILD",
    "FASTBUILD_IDLE",
    "FASTBUILD_NOW",
    "FASTBUILD_PAUSE",
    "FASTBUILD_STORE",
    "FASTBUILD_WHY",
    "FASTBUILD_WORKERS",
    "DEBUG",
    "OUTPUT_PATH",
    "CACHE_PATH",
    "PATH",
    "THEME",
    "PLUGIN_PATHS",
    "PORT",
    "BIND",
}
"""Settings that hold a state of this build, its moment (which is asked article by article), decide only whether there is one
or how many work on it, or the place on this machine where files stand."""


class Environment(NamedTuple):
    """Two digests, equal on two machines that would build the same."""

    whole: bytes
    but_theme: bytes
    """What templates are compiled with, whatever they say."""


def environment_of(settings: Mapping[str, Any], files: Files, paths: Mapping[str, str]) -> Environment:
    """The environment of a build with these settings.

    `paths` are its files: a name that is the same on every machine, and where each stands here.
    """
    theme = {name: path for name, path in paths.items() if name.startswith((_THEME, _OVERRIDE))}
    others = {name: path for name, path in paths.items() if name not in theme}
    installed = map(str.encode, _installed())
    but_theme = digest(sys.version.encode(), *installed, *_settings(settings), files_digest(files, others))
    return Environment(digest(but_theme, files_digest(files, theme)), but_theme)


_THEME, _OVERRIDE = "theme", "override"
"""What names of templates begin with."""


def files_digest(files: Files, paths: Mapping[str, str]) -> bytes:
    """The digest of the files of the environment."""
    return digest(*(part for name in sorted(paths) for part in (name, files.digest(paths[name], name))))


def version(package: str) -> str:
    """The version of an installed package, as `importlib.metadata` tells it, which takes longer to import than to ask."""
    for installed in _installed():
        name, _, rest = installed.partition("-")
        if name.lower() == package and rest.endswith(_INFO):
            return rest.removesuffix(_INFO)
    from importlib import metadata

    return metadata.version(package)


_INFO = ".dist-info"


def _installed() -> Iterator[str]:
    """Every installed package with its version, as the names of its folders tell them; faster than to ask it."""
    for folder in sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}):
        names = os.listdir(folder) if os.path.isdir(folder) else ()
        yield from sorted(name for name in names if name.endswith((_INFO, ".egg-info")))


def _settings(settings: Mapping[str, Any]) -> Iterator[bytes]:
    prints = Prints()
    for name, value in sorted(settings.items()):
        if name in _OURS:
            continue
        yield name.encode()
        try:
            yield prints.of(value)
        except (Unknown, RecursionError):
            yield f"{type(value).__module__}.{type(value).__qualname__}".encode()


def environment_files(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every file of the environment: a name that is the same on every machine, and where it stands here."""
    static = {os.path.join(settings["THEME"], path) for path in settings["THEME_STATIC_PATHS"]}
    for name, path in _tree(_THEME, settings["THEME"]):
        if not any(path.startswith(folder + os.sep) for folder in static):
            yield name, path
    for number, folder in enumerate(settings.get("THEME_TEMPLATES_OVERRIDES", ())):
        yield from _tree(f"{_OVERRIDE} {number}", folder)
    for path in settings.get("FASTBUILD_INPUTS", ()):
        yield from _tree(f"input {os.path.basename(path)}", path)
    packages = list(_packages(settings["PLUGINS"]))
    for name, folder in packages:
        yield from ((file, path) for file, path in _tree(f"package {name}", folder) if path.endswith(".py"))
    known = tuple(folder + os.sep for _, folder in packages)
    yield from _project_code(known, settings.get("FASTBUILD_STARTERS", ()))


def _tree(name: str, root: str) -> Iterator[tuple[str, str]]:
    if os.path.isfile(root):
        yield name, root
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        for file in names:
            path = os.path.join(folder, file)
            yield f"{name}/{os.path.relpath(path, root)}", path


_INSTALLED = tuple(
    sysconfig.get_path(kind) + os.sep for kind in ("stdlib", "platstdlib", "purelib", "platlib")
)


def _packages(plugins: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """The code of plugins, imported or not yet: of one that was not installed, all of the package it belongs to."""
    packages = set()
    for plugin in plugins:
        name = plugin if isinstance(plugin, str) else plugin.__name__
        for module in filter(None, map(sys.modules.get, (name, f"pelican.plugins.{name}"))):
            installed = str(getattr(module, "__file__", "")).startswith(_INSTALLED)
            packages.add(module.__name__ if installed else module.__name__.partition(".")[0])
    for name in sorted(packages):
        yield from ((name, folder) for folder in getattr(sys.modules.get(name), "__path__", ()))


def _project_code(known: tuple[str, ...], starters: Collection[str]) -> Iterator[tuple[str, str]]:
    """Every other imported module that was not installed: settings, and what they import."""
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if name in starters or not path:
            continue
        if path.endswith(".py") and not path.startswith(_INSTALLED + known):
            yield f"module {name}", path
