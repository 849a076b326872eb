"""Rule: the picture that `cover` names is in `content/pictures/`."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from plugins.newsroom.problem import Problem, error
from plugins.newsroom.registries import Registries
from plugins.sources.manuscripts import Manuscript


def check(content: Path, manuscripts: Sequence[Manuscript], _: Registries) -> Iterator[Problem]:
    """Yield an error for each cover that is not a file there."""
    folder = content / "pictures"
    for manuscript in manuscripts:
        cover = manuscript.article.cover if manuscript.article else None
        if cover is None or (folder / cover).is_file():
            continue
        names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
        near = next(iter(get_close_matches(cover, names, n=1)), "")
        yield error(
            "missing-picture",
            f"content/pictures/ 里没有“{cover}”",
            f"There is no “{cover}” in content/pictures/",
            (near, near) if near else ("先放入图片，再写文件名", "put the picture there first"),
        ).at(manuscript.shown, manuscript.line_of("cover"))
