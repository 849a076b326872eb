"""What is to be written: a page, a feed or a file of a plugin's own, and the key of what it shows."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from logging import getLogger
from operator import is_
from typing import Any, ClassVar, Protocol

from pelican.utils import get_relative_path, path_to_url

from .files import digest
from .prints import Prints, Unknown
from .templates import EVERYTHING, LENGTH, Sight, globals_of, render

logger = getLogger(__name__)

UNKNOWN = b""
"""The key of what cannot be keyed."""

PART = 16
"""Bytes of each part of a key."""

MADE, DERIVED = digest("made"), digest("derived")
"""The first parts of the keys of files that a plugin makes, and of those that are made of others (`derived.py`)."""

COSTLY = 100
"""How many pages a file is worth that a plugin makes itself: a picture takes longer than to start a process."""


GIVEN = ("output_file", "localsiteurl")
"""What every page is given beside what its generator gives it."""


def with_given(name: str, own: dict[str, Any], localsiteurl: Any, relative_urls: bool) -> dict[str, Any]:
    """What the page `name` is given: `own`, which belongs to it alone, and `GIVEN`."""
    own["output_file"], own["localsiteurl"] = name, localsiteurl
    if relative_urls:
        own["SITEURL"] = own["localsiteurl"] = path_to_url(get_relative_path(name))
    return own


class Job(Protocol):
    """A file to be written."""

    name: str
    weight: ClassVar[int]
    """About how many pages could be rendered meanwhile."""

    def key(self, prints: Prints) -> bytes:
        """What tells that it shows the same as before: parts of 16 bytes, of which the first says what they are."""
        ...

    def render(self) -> bytes:
        """What is to be written."""
        ...


@dataclass(eq=False)
class Shared:
    """What many pages of one template see alike: the values that they take from the context."""

    template: Any
    sight: Sight
    own: tuple[str, ...]
    """What each page is given of its own, of all that the template sees."""
    values: dict[str, Any]
    """What they take from the context."""
    absent: frozenset[str]
    """What the template asks for and the context does not have."""

    def __post_init__(self) -> None:
        self._key: bytes | None = None
        self.made: dict[str, bytes] = {}
        """What the key was made of (`parts`)."""
        self._names, self._seen = tuple(self.values), tuple(self.values.values())
        self.sees_everything = EVERYTHING in self.sight.names

    @cached_property
    def all_values(self) -> dict[str, Any]:
        """Globals of the template, and what pages take from the context."""
        return globals_of(self.template) | self.values

    def forget_key(self) -> None:
        """What the values show has changed."""
        self._key = None

    def is_still(self, context: Mapping[str, Any]) -> bool:
        """Whether the context still has the same values."""
        if self.sees_everything:
            return False
        return context.keys().isdisjoint(self.absent) and all(
            map(is_, self._seen, map(context.get, self._names))
        )

    def parts(self, prints: Prints) -> dict[str, bytes]:
        """What pages see alike, by name. Raises `Unknown`."""
        made = {"": digest(self.template.name)}
        for word in sorted(self.values):
            made[word] = self.part(word, self.values[word], prints)
        for word in sorted(self.absent & self.template.globals.keys()):
            made[word] = prints.once(self.template.globals[word])
        for name in sorted(self.sight.fragments):
            made[f"fragment {name}"] = digest(str(self.template.globals["fragment"](name)))
        return made

    def part(self, word: str, value: Any, prints: Prints) -> bytes:
        """What the template sees of a value."""
        parts = self.sight.parts.get(word)
        if parts is not None and (len(parts) == 1 or type(value) is dict):
            if type(value) is dict and not any(hasattr(dict, name) for name in parts):
                seen = (
                    prints.once(value[name]) if name in value else b"" for name in sorted(parts - {LENGTH})
                )
                return digest(str(len(value)), *seen)
            if parts == {LENGTH} and hasattr(value, "__len__"):
                return digest(str(len(value)))
        return prints.once(value)

    def key(self, prints: Prints) -> bytes:
        """The first two parts of the keys of all pages: what the others are, and what they see alike."""
        known = self._key
        if known is None:
            try:
                self.made = self.parts(prints)
                known = digest(self.template.name, *self.own) + digest(
                    *(p for pair in self.made.items() for p in pair)
                )
            except (Unknown, RecursionError) as unknown:
                logger.debug("fastbuild: %s cannot be keyed: %s", self.template.name, unknown)
                known = UNKNOWN
            self._key = known
        return known


class SharedValues:
    """The `Shared` of all templates, of which each is made once as long as the context has the same values."""

    def __init__(self, sight_of: Callable[[Any], Sight]) -> None:
        self._sight_of = sight_of
        self._known: dict[Any, Shared] = {}
        self._steady: set[int] | None = None
        """While nobody can change the context: the ids of those that have been compared with it."""

    @contextmanager
    def steady(self) -> Iterator[None]:
        """While this lasts, nobody changes the context: what was compared with it once still has its values."""
        self._steady = set()
        try:
            yield
        finally:
            self._steady = None

    def of(self, template: Any, context: Mapping[str, Any], own: Mapping[str, Any]) -> Shared:
        """What pages of `template` that are given `own` see of `context`."""
        key = (id(template), *own)
        known = self._known.get(key)
        if known is not None and self._steady and id(known) in self._steady:
            return known
        if known is None or not known.is_still(context):
            known = self._known[key] = self._make(template, context, own)
        if self._steady is not None:
            self._steady.add(id(known))
        return known

    def forget_keys(self) -> None:
        """What the values show has changed."""
        for shared in self._known.values():
            shared.forget_key()

    def all_parts(self, prints: Prints) -> dict[bytes, dict[str, bytes]]:
        """What the second parts of keys are made of."""
        made = {}
        for shared in self._known.values():
            if key := shared.key(prints):
                made[key[PART : 2 * PART]] = shared.made
        return made

    def _make(self, template: Any, context: Mapping[str, Any], own: Mapping[str, Any]) -> Shared:
        sight = self._sight_of(template)
        names = context.keys() if EVERYTHING in sight.names else sight.names - own.keys()
        values = {name: context[name] for name in names if name in context}
        mine = tuple(sorted(sight.names & own.keys()))
        return Shared(template, sight, mine, values, frozenset(names - values.keys()))


@dataclass(eq=False, slots=True)
class PageJob:
    """A page of a template."""

    weight: ClassVar[int] = 1
    name: str
    shared: Shared
    own: dict[str, Any]

    def key(self, prints: Prints) -> bytes:
        """See `Job`."""
        own = self.own_key(prints)
        start = UNKNOWN if own is None else self.shared.key(prints)
        return start + own if own is not None and start else UNKNOWN

    def own_key(self, prints: Prints) -> bytes | None:
        """The parts of the key that tell what the page is given of its own; None if that cannot be told."""
        shared, own = self.shared, self.own
        if shared.sees_everything:
            return None
        try:
            return b"".join([shared.part(word, own[word], prints) for word in shared.own])
        except (Unknown, RecursionError) as unknown:
            logger.debug("fastbuild: %s cannot be keyed: %s", self.name, unknown)
            return None

    def render(self) -> bytes:
        """See `Job`."""
        return self.text().encode()

    def text(self) -> str:
        """The same, as text."""
        return render(self.shared.template, {**self.shared.all_values, **self.own})


_FEED_WORDS = ("SITENAME", "SITESUBTITLE", "SITEURL", "FEED_DOMAIN")
"""What Pelican's Writer takes from the context for a feed."""


@dataclass(eq=False, slots=True)
class FeedJob:
    """A feed of Pelican's."""

    weight: ClassVar[int] = 1
    name: str
    make: Callable[[], Any]
    """Makes the feed."""
    said: tuple[Any, ...]
    """Its kind, address and title."""
    elements: list[Any]
    """The articles in it."""
    context: Mapping[str, Any]

    def key(self, prints: Prints) -> bytes:
        """See `Job`."""
        values = [self.context.get(word) for word in _FEED_WORDS]
        try:
            return digest("feed") + prints.once((*self.said, values)) + prints.once(self.elements)
        except (Unknown, RecursionError) as unknown:
            logger.debug("fastbuild: %s cannot be keyed: %s", self.name, unknown)
            return UNKNOWN

    def render(self) -> bytes:
        """See `Job`."""
        text = StringIO()
        self.make().write(text, "utf-8")
        return text.getvalue().encode()


@dataclass(eq=False, slots=True)
class MadeJob:
    """A file that a plugin makes itself: a picture in another size, say."""

    weight: ClassVar[int] = COSTLY
    name: str
    made_of: bytes
    """Stands for everything that it is made of."""
    make: Callable[[], bytes]

    def key(self, prints: Prints) -> bytes:
        """See `Job`."""
        return MADE + digest(self.made_of)

    def render(self) -> bytes:
        """See `Job`."""
        return self.make()


def outlives_the_environment(key: bytes) -> bool:
    """Whether this is the key of a file that is made of nothing but what its plugin has told."""
    return key.startswith((MADE, DERIVED))
