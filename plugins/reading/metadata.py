"""A manuscript → what Pelican makes an `Article` or `Page` of."""

from functools import cached_property
from typing import Any

from pelican.contents import Category

from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article, Publication
from plugins.newsroom.filer import Filer
from plugins.newsroom.text import unbroken
from plugins.sources.manuscript import Manuscript
from plugins.sources.markup import excerpt, to_html


class Reading:
    """That of one build."""

    def __init__(self, settings: Any) -> None:
        self.settings = settings

    def read(self, manuscript: Manuscript) -> tuple[str, dict[str, Any]]:
        """HTML that is safe to publish, and Pelican's metadata."""
        assert manuscript.publication is not None  # with an error, the build has ended
        html = to_html(manuscript.body, self.settings.get("MARKDOWN_ENGINE", "comrak"))
        return html, self._metadata(manuscript, manuscript.publication, html)

    @cached_property
    def _filer(self) -> Filer:
        return Filer(self.settings["CHECKED"].registries)

    def _metadata(self, manuscript: Manuscript, publication: Publication, html: str) -> dict[str, Any]:
        standfirst = publication.summary or excerpt(html)
        metadata = {
            "title": unbroken(publication.title),
            "slug": publication.slug,
            "lang": publication.lang,
            "status": publication.status,
            "twin_key": publication.slug,
            "record": publication,
            "standfirst": standfirst,
            "body_pictures": manuscript.pictures,
        }
        if isinstance(publication, Article):
            metadata |= self._article_metadata(publication, manuscript, standfirst)
        return metadata

    def _article_metadata(self, article: Article, manuscript: Manuscript, standfirst: str) -> dict[str, Any]:
        left_out = article.sample and self.settings.get("PRODUCTION", False)
        metadata = {
            "date": article.date,
            "category": Category(article.category, self.settings),
            "twin_key": article.twin_key,
            "signed": manuscript.signed,
            "folder": article.folder,  # an address begins with it
            "work": article.work if isinstance(article, Activity) else None,
            "filing": self._filer.file(article, manuscript.signed, standfirst, manuscript.pictures),
        }
        return metadata | ({"status": "skip"} if left_out else {})
