"""Why a file was rendered, or was not: what a build can say of one of its outputs."""

import os
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .derived import DerivedJob
from .files import read
from .jobs import PART, UNKNOWN, Job, MadeJob, PageJob
from .state import Output, key_in


class Reason(NamedTuple):
    """One reason. `what` is a file, a template or a value, as the kind says."""

    kind: str
    """
    `unplanned` no page has this name; `same` nothing that it shows has changed; `new` it was not there before;
    `environment` a file or a setting (`what`, empty for settings and versions) that every page depends on has
    changed; `input` a file that all articles are read with has changed; `lost` the file was gone; `touched` it was changed by somebody else; `unkeyed` it shows something that
    cannot be compared; `template` it is made of another template now; `context` a value that many pages see has
    changed; `source` the page's own source was read anew; `value` a value of its own has changed; `shows` it
    names an article whose source was read anew or is gone; `made` a plugin makes it of something else now; `derived`
    it is made of another file of the site (`what`), of which the reasons that follow are.
    """
    what: str = ""


class Why:
    """Looks at one output before and after it is written."""

    def __init__(self, writer: Any, name: str) -> None:
        self.writer, self.name = writer, name
        self.reasons: list[Reason] = []
        self.has_looked = False
        """Whether `before` was called."""
        self.derived: tuple[Why, bytes, str] | None = None
        """Of a file that is made of another: why that is rendered, the key of before, and what else is to be said."""

    def before(self, jobs: Mapping[str, Job | None], keys: Mapping[str, bytes]) -> None:
        """What can be said before it is rendered. `keys` has those of files that are."""
        self.text, self.has_looked = self._text(), True
        job, key = jobs.get(self.name), keys.get(self.name)
        if isinstance(job, DerivedJob):
            self._begin_derived(job, jobs, keys)
        elif self.name not in jobs:
            self.reasons = [Reason("unplanned")]
        elif job is None or key is None:
            self.reasons = [Reason("same")]
        else:
            self.reasons = list(dict.fromkeys(self._reasons(job, key)))

    def after(self) -> None:
        """What the new text says: which articles that have changed it names."""
        if self.derived:
            self.reasons = list(self._reasons_derived(*self.derived))
        elif self.reasons[0].kind not in {"unplanned", "same", "new", "environment", "made"}:
            texts, told = self.text + self._text(), {reason.what for reason in self.reasons}
            shown = (path for path, address in self._changed_articles() if address.encode() in texts)
            self.reasons += [Reason("shows", path) for path in dict.fromkeys(shown) if path not in told]

    def _begin_derived(
        self, job: DerivedJob, jobs: Mapping[str, Job | None], keys: Mapping[str, bytes]
    ) -> None:
        site = self.writer.site
        other = Why(self.writer, job.source)
        other.before(jobs, keys)
        packed = site.known.get(self.name)
        known = Output.of(packed) if packed else None
        is_there = self.name in site.there
        state = "same" if site.is_untouched(self.name) else "touched" if is_there else "lost"
        self.derived = other, known.key if known else UNKNOWN, state if known and known.digest else "new"

    def _reasons_derived(self, other: "Why", before: bytes, state: str) -> Iterator[Reason]:
        _, made_of, source = _parts(key_in(self.writer.site.known[self.name]))
        if state == "new" or len(_parts(before)) != 3:
            yield Reason("new")
            return
        if before[PART : 2 * PART] != made_of:
            yield Reason("made")
        if before[2 * PART :] != source:
            other.after()
            yield Reason("derived", other.name)
            yield from other.reasons
        elif state != "same" or before[PART : 2 * PART] == made_of:
            yield Reason(state)

    def _reasons(self, job: Job, key: bytes) -> Iterator[Reason]:
        build = self.writer.build
        known = self.writer.site.known.get(self.name)
        output = Output.of(known) if known else None
        if output is None or not output.digest:
            yield Reason("new")
        elif isinstance(job, MadeJob) and output.key not in (UNKNOWN, key):
            yield Reason("made")
        elif build.changed:
            yield from (Reason("environment", name) for name in build.reasons or [""])
        elif self.name not in self.writer.site.there:
            yield Reason("lost")
        elif key == UNKNOWN or output.key == UNKNOWN:
            yield Reason("unkeyed")
        elif key == output.key:
            yield Reason("touched")
        else:
            yield from (Reason("input", name) for name in build.inputs_changed)
            yield from self._differences(job, _parts(output.key), _parts(key))

    def _differences(self, job: Job, before: list[bytes], now: list[bytes]) -> Iterator[Reason]:
        if not isinstance(job, PageJob) or before[0] != now[0] or len(before) != len(now):
            yield Reason("template", job.shared.template.name if isinstance(job, PageJob) else self.name)
            return
        if before[1] != now[1]:
            old = self.writer.build.state.parts.get(before[1], {})
            new = job.shared.made
            yield from (Reason("context", word) for word in new if word and old.get(word) != new[word])
        for word, was, is_now in zip(job.shared.own, before[2:], now[2:], strict=True):
            if was != is_now:
                path: str = getattr(job.own[word], "fastbuild_path", "")
                read_anew = path in self.writer.build.read
                yield Reason("source", path) if read_anew else Reason("value", word)

    def _changed_articles(self) -> Iterator[tuple[str, str]]:
        """The sources that were read anew or are gone, each with the addresses that its article had and has."""
        build = self.writer.build
        for path, address in build.former.items():
            yield path, address
        for path in build.read:
            if address := build.address(path):
                yield path, address

    def _text(self) -> bytes:
        path = os.path.join(self.writer.site.root, self.name)
        return read(path) if os.path.isfile(path) else b""


def _parts(key: bytes) -> list[bytes]:
    return [key[start : start + PART] for start in range(0, len(key), PART)]
