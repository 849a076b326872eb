"""Pages of articles are planned together: jobs are made of those alone that may have to be rendered, hardly any as a rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import Any, NamedTuple

from .build import Build
from .jobs import UNKNOWN, PageJob, Shared, with_given
from .outputs import Outputs
from .prints import ANY, Unknown
from .state import key_in

GIVEN = ("article", "category", "blog")
"""What Pelican gives the page of an article."""

_ALONE = ("article",)
"""What most templates of articles see of that."""

Page = tuple[str, Any, Shared, str | None]
"""The name of a page, its article, what it sees of the context, and the source of the article, if that has been revived."""


def given(article: Any) -> dict[str, Any]:
    """What Pelican gives the page of an article: the values of `GIVEN`."""
    return {"article": article, "category": getattr(article, "category", None), "blog": True}


def _may_show(rows: Set[str], told: set[str], article: Mapping[str, Any]) -> bool:
    """Whether an article (its attributes) may show others that have come, gone or changed in `rows`: because it links to
    them, is translated by them, or by something that was set, if it is none of `told`.
    """
    late, links = article.get("fastbuild_late", ()), article["fastbuild_source"].links
    if not late and not links:
        return False
    translations = (other.__dict__.get("fastbuild_path") for other in article["translations"])
    return not told.issuperset(late) or not rows.isdisjoint(chain(*links, translations))


class _Planned(NamedTuple):
    pages: Sequence[Page]
    shared: Sequence[Shared]
    """Of all these pages."""
    localsiteurl: Any
    relative_urls: bool


class ArticlePages:
    """Those of one build; `watched` is whether a plugin looks at each file that is written."""

    def __init__(self, build: Build, site: Outputs, watched: bool) -> None:
        self._build, self._site, self._watched = build, site, watched
        self._planned: list[_Planned] = []
        self._doubtful: list[tuple[str, Shared]] = []
        """Pages whose keys were not seen to begin with what they share with others."""

    def add(
        self, pages: Sequence[Page], shared: Sequence[Shared], localsiteurl: Any, relative_urls: bool
    ) -> None:
        """Plan pages, in the order of the site; `localsiteurl` is that of the context."""
        self._planned.append(_Planned(pages, shared, localsiteurl, relative_urls))

    def jobs(self, overridden: set[str]) -> Iterator[tuple[PageJob, float]]:
        """What may have to be rendered but for `overridden`, each with its place among the others, from 0 to 1."""
        known, same = self._site.known, self._site.same
        for planned in self._planned:
            for at, (name, article, shared, _) in self._looked_at(planned):
                if name in same and self._is_key(key_in(known[name]), shared, article):
                    continue
                self._doubtful.append((name, shared))
                if name not in overridden:
                    own = with_given(name, given(article), planned.localsiteurl, planned.relative_urls)
                    yield PageJob(name, shared, own), at / len(planned.pages)

    def articles(self) -> Iterator[Any]:
        """The articles of all pages."""
        return (page[1] for page in chain.from_iterable(planned.pages for planned in self._planned))

    def starts(self) -> dict[str, bytes]:
        """What the keys of all pages of a template begin with; called when all are written."""
        starts: dict[str, bytes] = {}
        for shared in chain.from_iterable(planned.shared for planned in self._planned):
            start = shared.key(self._build.prints)
            if starts.setdefault(shared.template.name, start) != start:
                starts[shared.template.name] = UNKNOWN
        for name, shared in self._doubtful:
            if not key_in(self._site.known[name]).startswith(starts[shared.template.name]):
                starts[shared.template.name] = UNKNOWN
        return {template: start for template, start in starts.items() if start}

    def _looked_at(self, planned: _Planned) -> Iterable[tuple[int, Page]]:
        """Pages with their numbers; where nothing but articles has changed, without those that are as the last build left
        them, and show none of these.
        """
        build, same = self._build, self._site.same
        changes, starts = build.changes, build.state.starts
        pages = enumerate(planned.pages)
        if (
            changes is None
            or self._watched
            or any(hung.others is None for hung in build.hung.values())
            or any(one.key(build.prints) != starts.get(one.template.name) for one in planned.shared)
        ):
            return pages
        changed = {None, ANY, *changes.texts, *changes.rows}
        changed.update([path for path, others in build.state.mixed.items() if not changed.isdisjoint(others)])
        changed.update(*[hung.others or () for hung in build.hung.values()])
        found = {at for at, page in pages if page[3] in changed or page[0] not in same}
        if changes.rows:
            told = {*build.hung, "translations"}
            found.update(
                at
                for at, (_, article, _, source) in enumerate(planned.pages)
                if source and _may_show(changes.rows.keys(), told, article.__dict__)
            )
        return [(at, planned.pages[at]) for at in sorted(found)]

    def _is_key(self, key: bytes, shared: Shared, article: Any) -> bool:
        """Whether it is that of the article's page, as `Keys` would make it, where that is plain to see."""
        if shared.own != _ALONE or self._watched:
            return False
        try:
            return bool(key == shared.key(self._build.prints) + self._build.prints.once(article))
        except (Unknown, RecursionError):
            return False
