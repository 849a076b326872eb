"""Parts of pages that are rendered once: `fragment("nav.html")`, `fragment("card.html", article=article)`."""

from collections.abc import Mapping
from types import NoneType
from typing import Any

from markupsafe import Markup

from .build import Build
from .files import short
from .jobs import PageJob, SharedValues
from .templates import UNMARKED, Sights
from .texts import Aside


class Fragments:
    """What `fragment` is in templates: the text of another one, rendered once a build, or once a value.

    The text of a fragment without values belongs to the key of every page that shows it. One with values is kept for later
    builds: a list that has moved shows the cards that it showed before.
    """

    def __init__(self, sights: Sights, context: Mapping[str, Any], build: Build) -> None:
        self.environment = sights.environment
        self.context = context
        self._build = build
        self._shared = SharedValues(lambda template: sights.of(template.name))
        self._made: dict[Any, tuple[Any, Any]] = {}
        self._aside: Aside | None = None
        """Where this process puts what is to be kept."""
        self._new: dict[bytes, Any] = {}
        """What it has put there."""

    def __call__(self, name: str, **values: Any) -> Any:
        said: list[Any] = [name]
        for word, value in values.items():
            kind = value.__class__
            # Text and numbers are told from others by what they are, all else by which object it is.
            said += (word, kind, value) if kind in _EQUAL else (word, id(value))
        key = tuple(said)
        known = self._made.get(key)
        if known is None:
            text = self._text(name, values)
            if self.environment.autoescape:
                text = Markup(text)
            known = self._made[key] = (values, text)  # the values are kept, so that their ids stay theirs
        return known[1]

    def _text(self, name: str, values: dict[str, Any]) -> str:
        template = self.environment.get_template(name)
        job = PageJob(name, self._shared.of(template, self.context, values), values)
        if not values or not self._aside or not (key := job.key(self._build.prints)):
            return job.text()
        if (kept := self._build.store.fragment(key := short(key))) is not None:
            return kept.decode()
        text = job.text()
        self._new[key] = self._aside.put(text.encode())
        return text

    def keep(self, aside: Aside) -> None:
        """Called by a process before it renders pages."""
        self._aside, self._new = aside, {}

    def taken(self) -> dict[bytes, Any]:
        """Called when it has: where the texts stand that are to be kept, by their keys."""
        if self._aside:
            self._aside.flush()
        self._aside = None
        return self._new


_EQUAL = {str, int, bool, NoneType}

UNMARKED.add(Fragments)
