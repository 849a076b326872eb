"""Rule: what lies among the stories is a story; anything else would silently not be published."""

from collections.abc import Iterator, Sequence
from posixpath import basename

from plugins.newsroom.problem import Problem, warning
from plugins.newsroom.registries import Registries

from .outline import Folder, Outline


def check(content: Folder, _: Sequence[Outline], __: Registries) -> Iterator[Problem]:
    """Yield a warning for each file that is not Markdown."""
    for path in content.strays:
        name = basename(path)
        yield warning(
            "not-a-story",
            f"{name} 不是 .md 文件，不会发布",
            f"{name} is not a .md file and will not be published",
            (
                "稿件存成 .md，图片放到 content/pictures/",
                "save stories as .md, put pictures into content/pictures/",
            ),
        ).at(f"content/{path}", 1)
