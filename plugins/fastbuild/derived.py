"""Files that are made of other files of the site: what is made of which, and what making them takes."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from time import process_time
from typing import ClassVar, Protocol

from .files import digest, read
from .jobs import DERIVED, Job
from .outputs import Outputs, Written
from .prints import Prints
from .state import Output


class Derivation(Protocol):
    """Makes further files of files of the site, each of one: another edition of a page, say."""

    made_of: bytes
    """Stands for everything else that such a file is made of, code and versions too."""

    def name_of(self, source: str) -> str | None:
        """The name of the file that is made of `source`; None if there is none. Decided by the name alone."""
        ...

    def prepare(self) -> None:
        """Called before processes are started that make files: what is large and the same for all is loaded here."""
        ...

    def make(self, source: str, data: bytes) -> bytes:
        """What is to be in it; `data` are the bytes of `source`."""
        ...


@dataclass(eq=False, slots=True)
class DerivedJob:
    """A file that is made of another one of the site."""

    weight: ClassVar[int] = 1
    name: str
    source: str
    """The name of the other one."""
    derivation: Derivation
    made_of: bytes
    """The digest of what `derivation` is made of."""
    site: Outputs

    def key(self, prints: Prints) -> bytes:
        """See `Job`; the other file is there already."""
        return self.key_of(Output.of(self.site.known[self.source]).digest)

    def key_of(self, source: bytes) -> bytes:
        """Its key, if `source` is the digest of the other file."""
        return DERIVED + self.made_of + source

    def render(self) -> bytes:
        """See `Job`."""
        return self.make(read(os.path.join(self.site.root, self.source)))

    def make(self, data: bytes) -> bytes:
        """What is to be written, of the bytes of the other file."""
        return self.derivation.make(self.source, data)


class Derived:
    """Those of one build."""

    def __init__(self, site: Outputs) -> None:
        self.made = 0
        """How many were made."""
        self.seconds = 0.0
        """Of a processor, that this took; of all processes together when these have ended."""
        self._site = site
        self._derivations: list[tuple[Derivation, bytes]] = []
        """Each with the digest of what it is made of."""
        self._jobs: dict[str, list[DerivedJob]] = {}
        """What is made of a file, by the file's name."""

    def add(self, derivation: Derivation) -> None:
        """Have files made by it, too."""
        self._derivations.append((derivation, digest(derivation.made_of)))

    # -- planning

    def candidates(self, sources: Collection[str]) -> Iterator[DerivedJob]:
        """What derivations have names for, of these files; whoever plans files decides whether the name is free."""
        for derivation, made_of in self._derivations:
            for source in sources:
                if name := derivation.name_of(source):
                    yield DerivedJob(name, source, derivation, made_of, self._site)

    def plan(self, job: DerivedJob) -> None:
        """Make this one when the other is written."""
        self._jobs.setdefault(job.source, []).append(job)

    def of(self, source: str) -> Sequence[DerivedJob]:
        """What is planned to be made of a file."""
        return self._jobs.get(source, ())

    # -- writing

    def prepare(self, jobs: Iterable[Job]) -> None:
        """Prepare what may have files to make when `jobs` are written."""
        each = ((job,) if isinstance(job, DerivedJob) else self.of(job.name) for job in jobs)
        for derivation in dict.fromkeys(job.derivation for job in chain.from_iterable(each)):
            derivation.prepare()

    def write(self, job: DerivedJob, key: bytes, make: Callable[[], bytes]) -> Written:
        """Write one, as `make` makes it."""
        began = process_time()
        data = make()
        self.seconds += process_time() - began
        known, written = self._site.put(job.name, data)
        return job.name, key, written, *known

    def follow(self, source: str, data: bytes, seen: bytes) -> Iterator[Written]:
        """Write what is made of a file that was just rendered; `data` are its bytes, and `seen` is their digest."""
        for job in self.of(source):
            key = job.key_of(seen)
            if not self._site.is_done(job.name, key):
                yield self.write(job, key, partial(job.make, data))

    def count(self, files: Iterable[Written], seconds: float) -> None:
        """All processes have ended: these are the files that they wrote, and what making derived ones took so far."""
        self.made += sum(key.startswith(DERIVED) for _, key, *_ in files)
        self.seconds = seconds
