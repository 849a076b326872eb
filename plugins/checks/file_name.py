"""Rule: an article stands at `news/YYYY/MM/<slug>.md`, its English twin beside it as `<slug>.en.md`; a record of work
likewise below `activities/`.
"""

from collections.abc import Iterator

from plugins.newsroom.problem import error, warning
from plugins.newsroom.registries import Registries
from plugins.sources.manuscript import Manuscript
from plugins.sources.text import Found


def check(manuscript: Manuscript, _: Registries) -> Iterator[Found]:
    """Yield an error where the name tells another language, a warning where it tells another slug or month."""
    publication = manuscript.publication
    if publication is None:
        return
    if manuscript.path.endswith(".en.md") != (publication.lang == "en"):
        yield (
            manuscript.line_of("lang"),
            error(
                "language-mismatch",
                f"文件名和 lang: {publication.lang} 说的语言不一样",
                f"The file's name and lang: {publication.lang} tell different languages",
                (
                    "英文稿叫 <slug>.en.md，中文稿叫 <slug>.md",
                    "English is <slug>.en.md, Chinese is <slug>.md",
                ),
            ),
        )
        return
    ending = ".en.md" if publication.lang == "en" else ".md"
    article = manuscript.article
    folder = f"{article.folder}/{article.date:%Y/%m}" if article else "pages"
    if manuscript.path != (place := f"{folder}/{publication.slug}{ending}"):
        yield (
            manuscript.line_of("slug"),
            warning(
                "file-name",
                f"文件放在 {manuscript.path}，和发布时间、网址名对不上",
                f"The file stands at {manuscript.path}, which does not fit its date and slug",
                (f"content/{place}", f"content/{place}"),
            ),
        )
