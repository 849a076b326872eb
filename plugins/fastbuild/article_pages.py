"""Pages of articles are planned together: jobs are made of those alone that may have to be rendered, hardly any as a rule."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from .build import Build
from .jobs import PageJob, Shared, with_given
from .outputs import Outputs
from .prints import Unknown

GIVEN = ("article", "category", "blog")
"""What Pelican gives the page of an article."""

_ALONE = ("article",)
"""What most templates of articles see of that."""

Page = tuple[str, Any, Shared]
"""The name of a page, its article, and what it sees of the context."""


def given(article: Any) -> dict[str, Any]:
    """What Pelican gives the page of an article: the values of `GIVEN`."""
    return {"article": article, "category": getattr(article, "category", None), "blog": True}


class _Planned(NamedTuple):
    pages: Sequence[Page]
    localsiteurl: Any
    relative_urls: bool


class ArticlePages:
    """Those of one build; `watched` is whether a plugin looks at each file that is written."""

    def __init__(self, build: Build, site: Outputs, watched: bool) -> None:
        self._build, self._site, self._watched = build, site, watched
        self._planned: list[_Planned] = []

    def add(self, pages: Sequence[Page], localsiteurl: Any, relative_urls: bool) -> None:
        """Plan pages, in the order of the site; `localsiteurl` is that of the context."""
        self._planned.append(_Planned(pages, localsiteurl, relative_urls))

    def jobs(self, overridden: set[str]) -> Iterator[tuple[PageJob, float]]:
        """What may have to be rendered but for `overridden`, each with its place among the others, from 0 to 1."""
        known, same = self._site.known, self._site.same
        for pages, local, relative in self._planned:
            settled = overridden | self._of_other_texts(pages)
            for at, (name, article, shared) in enumerate(pages):
                if name in settled or (name in same and self._is_key(known[name][0], shared, article)):
                    continue
                yield (
                    PageJob(name, shared, with_given(name, given(article), local, relative)),
                    at / len(pages),
                )

    def articles(self) -> Iterator[Any]:
        """The articles of all pages."""
        return (article for _, article, _ in chain.from_iterable(planned.pages for planned in self._planned))

    def _of_other_texts(self, pages: Sequence[Page]) -> set[str]:
        """Where nothing but texts has changed: those that are as the last build left them, and show none of these."""
        build, known, same = self._build, self._site.known, self._site.same
        if not build.only_texts or self._watched:
            return set()
        changed = {None, *build.former, *build.state.mixed}
        return {
            name
            for name, article, shared in pages
            if name in same
            and article.__dict__.get("fastbuild_path") not in changed
            and (start := shared.key(build.prints))
            and known[name][0].startswith(start)
        }

    def _is_key(self, key: bytes, shared: Shared, article: Any) -> bool:
        """Whether it is that of the article's page, as `Keys` would make it, where that is plain to see."""
        if shared.own != _ALONE or self._watched:
            return False
        try:
            return bool(key == shared.key(self._build.prints) + self._build.prints.once(article))
        except (Unknown, RecursionError):
            return False
