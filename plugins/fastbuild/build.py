"""One run of Pelican: what it starts from, and what it leaves for the next."""

import datetime
import marshal
import os
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from logging import getLogger
from typing import Any, NamedTuple

from blinker import Signal
from pelican.contents import Article

from .articles import Hung, RevivedArticle
from .environment import environment_of, files_digest
from .files import Files, Stamp, digest, scan
from .inputs import Inputs, look, scan_inputs
from .jobs import outlives_the_environment
from .outputs import left_behind
from .prints import Prints
from .state import State, Table, differing, key_in, stamp_in
from .store import Store
from .workers import Later, OnCall, cores, wanted

logger = getLogger(__name__)


class Behind(Exception):
    """A build that has paused cannot catch up with what has changed: it has to begin again."""


class Changes(NamedTuple):
    """All that has changed since the last build, if it is nothing but sources of articles."""

    texts: frozenset[str] = frozenset()
    """Those of which nothing but the text is another one."""
    rows: Mapping[str, Mapping[str, Any] | None] = {}
    """The others, with what their small attributes were; None for one that has come."""

    @property
    def only_texts(self) -> bool:
        """Whether nothing has changed but texts."""
        return not self.rows


renewing = Signal(
    "sent with the settings before articles are read again whose texts have changed, with their `paths`"
)


helping = Signal(
    "sent with the settings when a build that follows another one begins. Who hears it may return an `OnCall`: a process "
    "that is to help later, and is alerted if an input has come or changed"
)


@dataclass
class Build:
    """Shared by the reader and the writer of one run. `now` is the moment by which all of it is decided."""

    settings: Any
    store: Store
    state: State
    output: Later[dict[str, Stamp]]
    """The files of the site before the build, which a child is looking at."""
    inputs: Inputs
    workers: int
    now: datetime.datetime
    began_ns: int
    """When the inputs were looked at."""
    environment: dict[str, str]
    """The files of the environment, and where they stand."""
    scout: OnCall[dict[str, Stamp]] | None
    """Of a build that will pause: looks at the files of the site once more, when it is called."""
    compiled_with: bytes = b""
    """The digest of the environment but for the theme: what templates are compiled with."""
    prints: Prints = field(default_factory=Prints)
    ahead: list[datetime.datetime] = field(default_factory=list)
    """The dates of articles that lie in the future."""
    read: list[str] = field(default_factory=list)
    """The sources that were read, because they are new or have changed."""
    former: dict[str, str] = field(default_factory=dict)
    """Where articles were whose source has changed or is gone, by its path."""
    renewed: set[int] = field(default_factory=set)
    """The ids of articles whose texts have changed during a pause."""
    reasons: list[str] = field(default_factory=list)
    """What has changed in the environment, so that everything is built anew."""
    inputs_changed: list[str] = field(default_factory=list)
    """Which of `FASTBUILD_SOURCE_INPUTS` have changed, so that all articles are read anew."""
    changed: bool = False
    """Whether the environment is another than that of the last build."""
    changes: Changes | None = None
    """What has changed; None where that cannot be told, or plugins may look at texts (`FASTBUILD_LATE_TEXTS`)."""
    hung: dict[str, Hung] = field(default_factory=dict)
    """What plugins hang on articles when it is asked for, by its name."""
    context: Any = None
    """Pelican's, which all generators share."""
    fragments: Any = None
    """Parts of pages that are rendered once (`fragments.py`)."""
    make_writer: Callable[[], Any] = lambda: None
    """Pelican's own way to a writer."""
    revival: Any = None
    """Loads articles (`sources.py`)."""
    steady: Callable[[], AbstractContextManager[None]] = nullcontext
    """While it is entered, nobody changes the context that pages are given."""
    children: list[Later[Any]] = field(default_factory=list)
    """What processes are at work on, beside `output` and `scout`."""
    foresight: Any = None
    """Plans what can be foreseen (`foresight.py`)."""
    source_inputs: list[str] = field(default_factory=list)
    """What all sources are read with (`FASTBUILD_SOURCE_INPUTS`), in order."""
    notes: dict[str, Any] = field(default_factory=dict)
    """What plugins note for the next build of all inputs together, by names of their own. Nothing is left of it when `memory`
    is dropped as a whole; else whoever has noted something decides whether it still holds (`changed_files`)."""
    _notes_before: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def start(cls, settings: Any, store: Store) -> "Build":
        """Load what the last build knew; trust none of it if the environment is another one."""
        root, coding = os.path.abspath(settings["OUTPUT_PATH"]), (marshal.dumps, marshal.loads)
        saved = store.saved_ns()
        helpers = [made for _, made in helping.send(settings) if made] if saved else []
        began = time.time_ns()
        looked = Later(lambda: look(settings, saved, helpers), *coding, is_apart=bool(saved))
        output = Later(lambda: scan(root), *coding, gives_way=True)
        scout = OnCall(lambda _: scan(root), *coding) if settings.get("FASTBUILD_PAUSE") else None
        state = store.load()
        seen, paths = looked.result()
        inputs = Inputs(settings, seen, state)
        now = settings.get("FASTBUILD_NOW") or datetime.datetime.now(datetime.UTC)
        build = cls(settings, store, state, output, inputs, wanted(settings), now, began, paths, scout)
        build.children += helpers
        environment, build.compiled_with = environment_of(settings, inputs.files, paths)
        if state.environment != environment:
            if state.environment:
                build.reasons = _changed(state.files, inputs.files.used)
                shown = ", ".join(build.reasons[:3]) or "settings or versions"
                logger.info("fastbuild: everything is built anew, because of: %s", shown)
            build._forget(environment)
        return build

    def _forget(self, environment: bytes) -> None:
        """Everything that was made in another environment; that it was made is still known."""
        state = self.state
        self.changed = True
        state.environment = environment
        for table in (
            *(state.sights, state.listed, state.parts, state.sources, state.memory, state.groups),
            *(state.readings, state.starts, state.mixed, state.notes),
        ):
            table.clear()
        self.store.forget_fragments()
        for name, output in state.outputs.items():
            if (key := key_in(output)) and not outlives_the_environment(key):
                dict.__setitem__(state.outputs, name, output.removesuffix(key))
                state.outputs.touched.add(name)

    def prepare(self) -> None:
        """Called if there is something to build. If what sources are read with has changed, all are read anew."""
        state = self.state
        if self.inputs.has_links:
            state.listed.clear()
        folders = tuple(f"content/{path}" for path in self.settings.get("FASTBUILD_SOURCE_INPUTS", ()))
        shared = sorted(name for name in self.inputs if folders and name.startswith(folders))
        self.source_inputs = shared
        reading = digest(*(part for name in shared for part in (name, self.inputs.digest(name))))
        if state.reading != reading:
            if state.reading:
                self.inputs_changed = [
                    name
                    for name in shared
                    if self.state.files.get(name, (b"", b""))[1] != self.inputs.digest(name)
                ]
            state.reading = reading
            for table in (state.sources, state.memory, state.readings, state.notes):
                table.clear()
        self.notes, self._notes_before = dict(state.notes), dict(state.notes)
        # If this build does not end well, `memory` is not what it was when they were made.
        dict.clear(state.notes)

    def catch_up(self) -> Later[dict[str, Stamp]]:
        """After a pause before anything was written: read what has changed meanwhile. Raises `Behind`.

        Only articles whose text is all that has changed: everything else may have been used already. Returns what looks at
        the files of the site once more.
        """
        assert self.scout is not None
        self.scout.call(b"")  # first, since it looks while we do
        self.began_ns, inputs = time.time_ns(), dict(scan_inputs(self.settings))
        changed = differing(inputs, self.inputs)
        if self.inputs.has_links or inputs.keys() != self.inputs.keys() or not self.store.is_current():
            raise Behind
        if any(date <= datetime.datetime.now(datetime.UTC) for date in self.ahead):
            raise Behind
        self.inputs.update(inputs)
        before = files_digest(self.files, self.environment)
        for name in (*changed, *self.environment):
            self.files.used.pop(name, None)
        if files_digest(self.files, self.environment) != before:
            raise Behind
        paths = [name.removeprefix("content/") for name in changed if name.startswith("content/")]
        if len(paths) < len(changed) or any(path not in self.state.sources for path in paths):
            raise Behind
        renewing.send(self.settings, paths=paths)
        for path in paths:
            article = self.revival.renew(path)
            if article is None:
                raise Behind
            self.renewed.add(id(article))
        self.prints = Prints()
        self.workers = max(self.workers - 1, 1)  # the scout has a core
        return self.scout

    @property
    def files(self) -> Files:
        """What is known of the bytes of inputs, and of the environment's files."""
        return self.inputs.files

    @cached_property
    def writer(self) -> Any:
        """Plans the files of the site, and writes them. Pelican asks for it when all is read; a plugin may do so earlier."""
        return self.make_writer()

    @cached_property
    def memory(self) -> Table:
        """What a plugin remembers of files below `PATH`, by their path; an entry is dropped when its file changes.

        All are when code, settings or `FASTBUILD_SOURCE_INPUTS` change.
        """
        return self.inputs.still_true(self.state.memory)

    @cached_property
    def lasting_memory(self) -> Table:
        """The same, but kept when code, settings or inputs change: for what follows from the bytes of a file alone.

        What is remembered has to tell by which code it was found out.
        """
        return self.inputs.still_true(self.state.lasting)

    @cached_property
    def readings(self) -> Table:
        """What readers have made of pages that are as they were, by the paths of their sources."""
        return self.inputs.still_true(self.state.readings)

    @property
    def waits(self) -> bool:
        """Whether this build plans everything, and then waits until something has changed (`FASTBUILD_PAUSE`)."""
        return bool(self.settings.get("FASTBUILD_PAUSE"))

    def has_a_core_to_spare(self) -> bool:
        """Whether one core has little to do while pages are planned: most of them are what they were."""
        is_anew = self.changed or self.inputs_changed or self.waits
        return cores() > 1 and self.workers > 1 and not is_anew

    @cached_property
    def changed_inputs(self) -> list[str] | None:
        """`changed_files`, if nothing else decides what is to be built; None for a build that waits: when it goes on, more may
        have changed.
        """
        return None if self.waits or self.is_another_hour else self.changed_files

    @cached_property
    def is_another_hour(self) -> bool:
        """Whether the clock alone may have brought an article since the last build or, set back, taken one away."""
        due, moment = self.state.due, self.state.moment
        return (due is not None and self.now >= due) or (moment is not None and self.now < moment)

    @cached_property
    def changed_files(self) -> list[str] | None:
        """The inputs that are not what they were for the last build, or have come or gone; None if all may be others."""
        is_anew = self.changed or self.inputs_changed or self.inputs.has_links
        return None if is_anew else self.inputs.changed()

    @cached_property
    def gone(self) -> frozenset[str]:
        """The sources of articles that are gone, if nothing else has changed since the last build."""
        changed = self.changed_inputs or ()
        paths = {name.removeprefix("content/") for name in changed if name not in self.inputs}
        is_all = len(paths) == len(changed) and paths <= self.state.sources.keys()
        return frozenset(paths if is_all else ())

    def hang(
        self, name: str, contents: Collection[Any], make: Callable[[Any], Any], others: Collection[str] | None
    ) -> None:
        """Give all articles among `contents` an attribute that `make` makes when it is asked for.

        `others` are the sources of those, beside the changed ones, for which it may be another one than in the last build;
        None if it may be for all.
        """
        self.hung[name] = Hung(make, others)
        foreign = set()
        for kind in set(map(type, contents)):
            if issubclass(kind, RevivedArticle):
                kind.fastbuild_learn((name,))
            elif issubclass(kind, Article):
                foreign.add(kind)
        for article in [content for content in contents if type(content) in foreign]:
            setattr(article, name, make(article))

    def address(self, path: str) -> str | None:
        """Where the article of a source is."""
        known = self.context["generated_content"].get(path)
        return str(known.save_as) if known is not None else None

    def is_idle(self) -> bool:
        """Whether nothing has changed at all since the last build ended well, neither what it read nor what it wrote.

        Asked only of a site that says (`FASTBUILD_IDLE`) that nothing but files and the dates of its articles decide.
        """
        state = self.state
        if (
            not self.settings.get("FASTBUILD_IDLE")
            or self.changed
            or self.inputs.has_links
            or self.inputs != state.inputs
            or self.is_another_hour
        ):
            return False
        there = self.output.result()
        if len(there) > len(state.outputs) + len(state.copies) and left_behind(there):
            return False  # they are removed
        written = ((name, stamp_in(output)) for name, output in state.outputs.items())
        return all(seen and there.get(name) == seen for name, seen in (*written, *state.copies.items()))

    def finish(self) -> None:
        """Keep what this build knows."""
        state = self.state
        state.moment, state.due = self.now, min(self.ahead, default=None)
        self.inputs.keep(self.began_ns)
        for memory in (state.memory, state.lasting, state.readings):
            if not self.inputs.vouch_for(memory):
                self.notes.clear()  # they may be made of what was there for a moment
        if any(self.inputs[name] and not self.inputs.has_not_moved(name) for name in self.source_inputs):
            state.reading = b""  # the same, for all that was read
        dict.update(state.notes, self._notes_before)
        state.notes.become(self.notes)
        state.files.become(self.files.used)
        self.store.save(state)

    def close(self) -> None:
        """Let go of files and children."""
        for child in (self.output, self.scout, self.foresight, *self.children):
            if child:
                child.forget()
        self.store.close()
        if "writer" in vars(self):
            self.writer.site.close()
            del self.writer  # which holds this build


def _changed(before: Table, now: dict[str, tuple[Stamp, bytes]]) -> list[str]:
    """The files of the environment that are other files now, or gone."""
    names = [name for name, known in now.items() if name not in before or before[name][1] != known[1]]
    gone = [name for name in before if name not in now and not name.startswith("content/")]
    return sorted(names) + sorted(gone)
