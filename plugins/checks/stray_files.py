"""Rule: what lies among the stories is a story; anything else would silently not be published."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.newsroom.problem import Problem, warning
from plugins.newsroom.registries import Registries
from plugins.sources.manuscripts import FOLDERS, Manuscript


def check(content: Path, manuscripts: Sequence[Manuscript], _: Registries) -> Iterator[Problem]:
    """Yield a warning for each file that is not Markdown."""
    known = {manuscript.path for manuscript in manuscripts}
    for folder in FOLDERS:
        for path in sorted((content / folder).rglob("*")):
            name = path.relative_to(content).as_posix()
            if path.is_file() and name not in known and not path.name.startswith("."):
                yield warning(
                    "not-a-story",
                    f"{path.name} 不是 .md 文件，不会发布",
                    f"{path.name} is not a .md file and will not be published",
                    (
                        "稿件存成 .md，图片放到 content/pictures/",
                        "save stories as .md, put pictures into content/pictures/",
                    ),
                ).at(f"content/{name}", 1)
