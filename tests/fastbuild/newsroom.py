"""Builds in this process, many a second: of a small site with its own content and theme."""

import logging
import shutil
import sys
from datetime import UTC, datetime
from inspect import isfunction
from pathlib import Path
from typing import Any

from blinker import Signal
from pelican import Pelican, signals
from pelican.settings import read_settings

from plugins.fastbuild import finished
from plugins.fastbuild.store import Store
from plugins.fastbuild.writer import Report
from tests.desk import ROOT, Desk, compiled_before

NOW = datetime(2020, 1, 1, tzinfo=UTC)
"""The moment of every build, unless a test says otherwise."""


_EXTENSION = "extension_of_a_test"

_SHOWN = """{%% extends "!theme/%s.html" %%}
{%% macro shown(picture) %%}{%% if picture %%}<i>{{ picture.address }} {{ picture.width }}x{{ picture.height }}
{{ picture.alt }}|{{ picture.caption }}|{{ picture.credit }}|{{ picture.focus }}</i>{%% endif %%}{%% endmacro %%}
{%% block main %%}{{ super() }}%s{%% endblock %%}
"""
_PICTURES = {
    "article": """{{ shown(article.layout.view.cover) }}
        {% for part in article.content|parts if part is number %}
        {{ shown(article.layout.view.pictures[part]) }}{% endfor %}""",
    "page": "{% for part in page.content|parts if part is number %}{{ shown(page.pictures[part]) }}{% endfor %}",
    "section": "{% for entry in layout.listing.entries %}{{ shown(entry.picture) }}{% endfor %}",
}
"""What a site that shows pictures adds to templates of the theme, whatever the theme itself shows of them."""


class Site(Desk):
    """A newsroom with a theme of its own, that can be built again and again."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder
        self.theme = folder / "theme"
        shutil.copytree(ROOT / "theme", self.theme)
        self.settings: dict[str, Any] = {"FASTBUILD_NOW": NOW}
        self.plugin("def register(): pass")

    def show_pictures(self) -> None:
        """Pages of stories, lists of sections and pages show everything that is known of pictures."""
        templates = self.folder / "templates"
        templates.mkdir()
        for name, text in _PICTURES.items():
            (templates / f"{name}.html").write_text(_SHOWN % (name, text), encoding="utf-8")
        self.settings["THEME_TEMPLATES_OVERRIDES"] = [str(templates)]

    def plugin(self, code: str) -> None:
        """The code of a plugin of the site's own."""
        path = self.folder / "extensions" / f"{_EXTENSION}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(code, encoding="utf-8")

    def run(self, output: str, cache: str, **settings: Any) -> dict[str, bytes]:
        """One build; the files of the site."""
        _forget_extension()  # its code may be another one now
        sys.dont_write_bytecode = True  # and as long as before, in the same second
        # What a build says of its warnings is no part of what is compared.
        logging.getLogger("pelican").setLevel(logging.CRITICAL)
        override = {
            "PATH": str(self.content),
            "THEME": str(self.theme),
            "OUTPUT_PATH": str(self.folder / output),
            "CACHE_PATH": str(self.folder / cache),
            "PLUGIN_PATHS": [str(self.folder / "extensions")],
            "PLUGINS": [
                "plugins.reading",
                "plugins.languages",
                "plugins.pictures",
                "plugins.indexes",
                "plugins.partywork",
                "plugins.head",
                "plugins.search",
                "plugins.fastbuild",
                _EXTENSION,
            ],
            **self.settings,
            **settings,
        }
        with compiled_before(self.folder / cache, *self._compiled_from(settings)):
            Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=override)).run()
        return self.files(output)

    def files(self, output: str) -> dict[str, bytes]:
        """What is in an output folder."""
        root = self.folder / output
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    def incremental(self, **settings: Any) -> dict[str, bytes]:
        """A build that knows the last one."""
        return self.run("output", "cache", **settings)

    def store(self) -> Store:
        """What these builds know, for a process that stays (`FASTBUILD_STORE`)."""
        folders = {"CACHE_PATH": str(self.folder / "cache"), "OUTPUT_PATH": str(self.folder / "output")}
        return Store(read_settings(str(ROOT / "pelicanconf.py"), override=folders))

    def reported(self, **settings: Any) -> Report:
        """What such a build says of itself."""
        reports: list[Report] = []

        def keep(_: Any, report: Report) -> None:
            reports.append(report)

        with finished.connected_to(keep):
            self.incremental(**settings)
        return reports[0]

    def clean(self, **settings: Any) -> dict[str, bytes]:
        """A build that knows nothing, into a new folder.

        Only what Jinja has compiled of the same templates, with the same plugins and settings, is there.
        """
        for folder in ("clean", "clean-cache"):
            shutil.rmtree(self.folder / folder, ignore_errors=True)
        return self.run("clean", "clean-cache", **settings)

    def _compiled_from(self, settings: dict[str, Any]) -> tuple[Any, Any]:
        """All that a template is compiled from."""
        given = {**self.settings, **settings}.items()
        folders = (self.theme / "templates", self.folder / "templates", self.folder / "extensions")
        files = ((path, folder) for folder in folders for path in folder.rglob("*.*") if path.is_file())
        texts = sorted((str(path.relative_to(folder)), path.read_bytes()) for path, folder in files)
        return [(name, value) for name, value in given if not name.startswith("FASTBUILD_")], texts


def _forget_extension() -> None:
    """What it has connected would stay until garbage is looked for, in builds of other sites too."""
    module = sys.modules.pop(_EXTENSION, None)
    own = [value for value in vars(module).values() if isfunction(value)] if module else []
    for signal in vars(signals).values():
        if isinstance(signal, Signal):
            for function in own:
                signal.disconnect(function)
