"""Parallel and incremental building for any Pelican site, by Pelican's own seams. See README.md beside this file.

Knows nothing of what a site is about: name it in PLUGINS, and every build writes only what has changed.
"""

import atexit
import gc
import sys
from logging import getLogger
from pathlib import Path
from typing import Any

from blinker import Signal
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from pelican import ArticlesGenerator, PagesGenerator, signals

from .build import Build
from .copies import copied_files
from .foresight import foresight
from .fragments import Fragments
from .pages import make_pages_generator
from .shortcuts import shortcuts
from .sources import forget_texts, make_generator
from .store import Store
from .templates import Compiled, FastContext, Sights, TellingGenerator
from .why import Reason
from .writer import FastWriter, FlushGenerator, Report

logger = getLogger(__name__)

finished = Signal("sent when a build has ended well, with its `report` (writer.py, Report)")

WORTH_A_SEARCH = 2000
"""Articles that earlier builds of a process may have left in its memory."""


def _attach(pelican: Any) -> None:
    """Run every build of this Pelican with what the last one knew."""
    if sys.modules[__name__] not in pelican.plugins:
        return  # another site in the same process, which has not asked for us
    run, generators, make_writer = pelican.run, pelican._get_generator_classes, pelican._get_writer

    def fast_generators() -> list[type]:
        """Pelican's list, with the generators that read replaced, and the flush before files are copied."""
        build, make = pelican.settings["FASTBUILD"], _GENERATORS
        *others, static = (make[kind](build) if kind in make else kind for kind in generators())
        return [*others, FlushGenerator, static]

    def fast_writer() -> Any:
        return pelican.settings["FASTBUILD"].writer

    def fast_run() -> None:
        settings = pelican.settings
        store = settings.get("FASTBUILD_STORE") or Store(settings)
        with _without_collecting(), shortcuts(), store.alone():
            ahead = foresight(settings)
            build = settings["FASTBUILD"] = Build.start(settings, store)
            build.foresight = ahead
            try:
                if build.is_idle() and not settings.get("FASTBUILD_PAUSE"):
                    logger.info("fastbuild: nothing has changed")
                    finished.send(pelican, report=_report_of_nothing(build))
                    return
                build.prepare()
                build.make_writer = make_writer
                if ahead and build.gone:
                    ahead.begin(build)
                run()
                writer = build.writer
                writer.prune(copied_files(settings, build.context))
                build.finish()
                finished.send(pelican, report=writer.report())
            finally:
                forget_texts()
                _without_collecting.left += len(build.state.sources)
                del settings["FASTBUILD"]
                build.close()

    pelican.run, pelican._get_generator_classes, pelican._get_writer = fast_run, fast_generators, fast_writer


_GENERATORS = {ArticlesGenerator: make_generator, PagesGenerator: make_pages_generator}
"""What makes the generators that are used in the place of Pelican's."""


def _report_of_nothing(build: Build) -> Report:
    outputs, asked = build.state.outputs, build.settings.get("FASTBUILD_WHY")
    why = (Reason("same" if asked in outputs else "unplanned"),) if asked else ()
    return Report(0, 0, len(outputs), 0, 0, why)


class _without_collecting:
    """No search for garbage while a site is built: what is read stays until the end."""

    left = 0
    """The articles of earlier builds of this process (`pelican --autoreload`), to which garbage belongs."""

    def __enter__(self) -> None:
        if _without_collecting.left >= WORTH_A_SEARCH:
            gc.collect()  # what is old is hardly ever looked at: each build would be added to the ones before
            _without_collecting.left = 0
        self.collecting = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self.collecting:
            gc.freeze()
            gc.unfreeze()  # what was made meanwhile is old now: the next search does not begin with all of it
            gc.enable()


def _writer(pelican: Any) -> type[FastWriter] | None:
    return FastWriter if "FASTBUILD" in pelican.settings else None


def _install(generator: Any) -> None:
    """Give templates `fragment`."""
    build: Build | None = generator.settings.get("FASTBUILD")
    if build is None:
        return
    build.context = generator.context
    if build.fragments is None:
        sights = Sights(generator.env, build.state.sights)
        build.fragments = Fragments(sights, generator.context, build)
    generator.env.globals["fragment"] = build.fragments
    generator.env.auto_reload = False  # templates are read once a build
    if generator.env.context_class is Context:
        generator.env.context_class = FastContext
    if generator.env.code_generator_class is CodeGenerator:
        generator.env.code_generator_class = TellingGenerator
    generator.env.bytecode_cache = Compiled(Path(generator.settings["CACHE_PATH"]), build.compiled_with)


def _read_markdown(readers: Any) -> None:
    """`FASTBUILD_MARKDOWN = True` reads Markdown by comrak, unless another plugin brought a reader of its own."""
    if readers.settings.get("FASTBUILD_MARKDOWN"):
        from .markdown import ComrakReader

        for extension in ComrakReader.file_extensions:
            readers.reader_classes[extension] = ComrakReader


def register() -> None:
    """Called by Pelican."""
    atexit.register(gc.freeze)  # a process that ends need not look for garbage in all that was read
    signals.initialized.connect(_attach)
    signals.get_writer.connect(_writer)
    signals.generator_init.connect(_install)
    signals.readers_init.connect(_read_markdown)
