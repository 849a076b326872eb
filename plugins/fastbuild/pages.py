"""Reading pages: they are made anew by each build, of what their reader made of their source as long as it is the same."""

import os
from contextlib import suppress
from typing import Any

from pelican.generators import PagesGenerator

from .build import Build
from .pickles import dump


def make_pages_generator(build: Build) -> type[PagesGenerator]:
    """A `PagesGenerator` that keeps what it reads. Pelican makes one of it a run."""

    class FastPagesGenerator(PagesGenerator):  # type: ignore[misc]
        """Pages are few: all but reading is as Pelican does it."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            # Pelican asks here before it reads, and tells what was read.
            self.readers.get_cached_data, self.readers.cache_data = self._kept, self._keep

        def _kept(self, path: str, default: Any) -> Any:
            known = build.readings.get(self._name(path))
            return build.store.loader.load(known) if known else default

        def _keep(self, path: str, made: Any) -> None:
            with suppress(Exception):  # what cannot be pickled is read anew
                build.readings[self._name(path)] = dump(made)

        def _name(self, path: str) -> str:
            return os.path.relpath(path, self.path).replace(os.sep, "/")

    return FastPagesGenerator
