"""Rule: the picture that `cover` names is in `content/pictures/`."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from plugins.newsroom.problem import Problem, error
from plugins.newsroom.registries import Registries

from .outline import Folder, Outline


def check(content: Folder, outlines: Sequence[Outline], _: Registries) -> Iterator[Problem]:
    """Yield an error for each cover that is not a file there."""
    folder = content.path / "pictures"
    for outline in outlines:
        cover = outline.cover
        if cover is None or (folder / cover).is_file():
            continue
        names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
        near = next(iter(get_close_matches(cover, names, n=1)), "")
        yield error(
            "missing-picture",
            f"content/pictures/ 里没有“{cover}”",
            f"There is no “{cover}” in content/pictures/",
            (near, near) if near else ("先放入图片，再写文件名", "put the picture there first"),
        ).at(outline.shown, outline.line_of("cover"))
