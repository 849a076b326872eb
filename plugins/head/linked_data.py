"""JSON-LD: what a page is about, in the words of schema.org.

Tests hold classes and properties to a copy of its definitions.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from plugins.indexes.views import ArticleView, Frame, Link, Signer
from plugins.languages.interface import TAGS
from plugins.newsroom import addresses
from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article, Edition
from plugins.newsroom.person import AUTHORS
from plugins.newsroom.site import Site
from plugins.newsroom.text import LANGS, Lang, unbroken
from plugins.partywork.open_data import LICENCE
from plugins.partywork.views import Download
from plugins.pictures.views import PictureView
from plugins.reading.links import Links

Node = dict[str, Any]

_MEDIA = {"csv": "text/csv", "json": "application/json"}


class LinkedData:
    """Nodes of schema.org. Addresses have a host where it is known, as canonical links do."""

    def __init__(self, site: Site, links: Links) -> None:
        self._site = site
        self._absolute = lru_cache(maxsize=10_000)(links.absolute)
        self._websites = {lang: self._make_website(lang) for lang in LANGS}
        self._organizations = {lang: self._make_organization(lang) for lang in LANGS}

    # -- the site and its pages

    def publisher(self, lang: Lang) -> tuple[Node, Node]:
        """The site as a whole, and who publishes it; what nobody has told is left out."""
        site = self._site
        organization = self._organizations[lang]
        if site.sponsor:
            organization = organization | {
                "parentOrganization": {"@type": "Organization", "name": site.sponsor}
            }
        whole = self._websites[lang] | {
            "description": site.description.in_(lang),
            "inLanguage": [TAGS[known] for known in LANGS],
            "publisher": {"@id": organization["@id"]},
        }
        return whole, organization

    def page(self, frame: Frame, is_list: bool) -> Node:
        """A page that is no story."""
        address = self._absolute(frame.address)
        return {
            "@type": "CollectionPage" if is_list else "WebPage",
            "@id": address,
            "url": address,
            "name": frame.title,
            **_if_any(description=frame.description),
            "inLanguage": TAGS[frame.lang],
            "isPartOf": self._websites[frame.lang],
        }

    def breadcrumbs(self, frame: Frame, trail: Iterable[Link]) -> Node:
        """The pages above this one, from the home page down, and this one, which has no link."""
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": link.text,
                    "item": {"@id": self._absolute(frame.address if link.address is None else link.address)},
                }
                for position, link in enumerate(trail, 1)
            ],
        }

    def _make_website(self, lang: Lang) -> Node:
        home = self._absolute(addresses.listing("", lang))
        return {"@type": "WebSite", "@id": f"{home}#website", "url": home, "name": self._site.name.in_(lang)}

    def _make_organization(self, lang: Lang) -> Node:
        home = self._absolute("")
        name = self._site.name.in_(lang)
        return {"@type": "Organization", "@id": f"{home}#publisher", "url": home, "name": name}

    # -- stories

    def article(self, frame: Frame, record: Article, view: ArticleView) -> Node:
        """A story; a record of work is an article, but no news."""
        address = self._absolute(frame.address)
        is_news = not isinstance(record, Activity)
        return {
            "@type": "NewsArticle" if is_news else "Article",
            "@id": f"{address}#article",
            "url": address,
            "mainEntityOfPage": address,
            "headline": frame.title,
            **_if_any(alternativeHeadline=unbroken(record.subtitle or ""), description=frame.description),
            "inLanguage": TAGS[frame.lang],
            "datePublished": record.date.isoformat(),
            "dateModified": (record.updated or record.date).isoformat(),
            "articleSection": view.section.text,
            **self._people(frame.lang, view.signers),
            "publisher": self._organizations[frame.lang],
            **self._about(view),
            **_if_any(image=list(self._images(view))),
            **(_print(record) if is_news else {}),
            "isPartOf": [self._websites[frame.lang], *_issue(record.edition)],
            **self._translations(frame, is_news),
            **_if_any(sourceOrganization=_organization_named(record.source)),
            "isAccessibleForFree": True,
        }

    def _people(self, lang: Lang, signers: tuple[Signer, ...]) -> Node:
        """Who wrote it (the publisher, where nobody signed), who took pictures and who edited it."""
        authors = list(self._named(signers, AUTHORS))
        return {
            "author": authors or [{"@id": self._organizations[lang]["@id"]}],
            **_if_any(
                contributor=list(self._named(signers, {"photographer"})),
                editor=[one for one in self._named(signers, {"editor"}) if one["@type"] == "Person"],
            ),
        }

    def _named(self, signers: tuple[Signer, ...], roles: Iterable[str]) -> Iterator[Node]:
        """Those with one of `roles`, each once."""
        for signer in dict.fromkeys(one._replace(role="author") for one in signers if one.role in roles):
            node = {"@type": "Organization" if signer.is_collective else "Person", "name": signer.name}
            yield node | _if_any(url=self._absolute(signer.address) if signer.address else "")

    def _about(self, view: ArticleView) -> Node:
        return _if_any(
            about=[self._linked("Thing", link) for link in (*view.topics, *view.projects)],
            contentLocation=[self._linked("Place", link) for link in view.places],
            keywords=[link.text for link in (*view.topics, *view.places)],
        )

    def _linked(self, kind: str, link: Link) -> Node:
        url = self._absolute(link.address) if link.address else ""
        return {"@type": kind, "name": link.text, **_if_any(url=url)}

    def _images(self, view: ArticleView) -> Iterator[Node]:
        """The cover in each of its sizes, the one that every program reads first; other pictures as they stand."""
        if view.cover:
            yield self._image(view.cover, view.cover.address, view.cover.width)
            for source in view.cover.sources:
                for variant in source.variants:
                    image = self._image(view.cover, variant.address, variant.width)
                    yield image | {"encodingFormat": source.type}
        yield from (self._image(picture, picture.address, picture.width) for picture in view.pictures)

    def _image(self, picture: PictureView, address: str, width: int) -> Node:
        return {
            "@type": "ImageObject",
            "url": self._absolute(address),
            "width": width,
            "height": max(round(width * picture.height / picture.width), 1),
            **_if_any(
                caption=picture.caption or picture.alt,
                creditText=picture.credit,
            ),
        }

    def _translations(self, frame: Frame, is_news: bool) -> Node:
        """The same story in other languages: it is written in Chinese where there is a Chinese one."""
        kind = "NewsArticle" if is_news else "Article"
        others = [
            {
                "@type": kind,
                "@id": f"{self._absolute(one.address)}#article",
                "url": self._absolute(one.address),
                "inLanguage": one.hreflang,
            }
            for one in frame.alternates
            if one.hreflang not in (TAGS[frame.lang], "x-default")
        ]
        if frame.lang == LANGS[0]:
            return _if_any(workTranslation=others)
        return _if_any(translationOfWork=next(iter(others), None))

    # -- party work

    def event(self, frame: Frame, name: str, day: date) -> Node:
        """A theme Party day: a whole day, everywhere in the district."""
        return {
            "@type": "Event",
            "@id": f"{self._absolute(frame.address)}#{day:%Y-%m}",
            "name": name,
            "startDate": day.isoformat(),
            "endDate": day.isoformat(),
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": self._district(frame.lang),
        }

    def dataset(self, frame: Frame, one: Download) -> Node:
        """A table of open data, with its files."""
        return {
            "@type": "Dataset",
            "@id": f"{self._absolute(frame.address)}#{one.files[0].text.partition('.')[0]}",
            "name": one.name,
            "description": one.about,
            "license": LICENCE,
            "isAccessibleForFree": True,
            "creator": self._organizations[frame.lang],
            "spatialCoverage": self._district(frame.lang),
            "distribution": list(self._downloads(one.files)),
        }

    def _downloads(self, files: Iterable[Link]) -> Iterator[Node]:
        for file in files:
            media = _MEDIA.get(file.text.partition(".")[2])  # not the schema of a file
            if media and file.address:
                url = self._absolute(file.address)
                yield {"@type": "DataDownload", "encodingFormat": media, "contentUrl": url}

    def _district(self, lang: Lang) -> Node:
        name = self._site.district.in_(lang)
        return {"@type": "AdministrativeArea", "name": name, "address": name}


def _print(record: Article) -> Node:
    """Where it stood in the newspaper, and how it began there."""
    edition = record.edition or Edition()
    return _if_any(
        dateline=record.dateline,
        printEdition=_edition_name(edition),
        printPage=edition.page,
        printSection=edition.page_name,
    )


def _edition_name(edition: Edition) -> str:
    day = edition.date.isoformat() if edition.date else ""
    return " ".join(part for part in (edition.paper, day) if part)


def _issue(edition: Edition | None) -> Iterator[Node]:
    """The issue of the newspaper that a story was printed in."""
    if edition and edition.paper:
        published = edition.date.isoformat() if edition.date else ""
        paper = {"@type": "Newspaper", "name": edition.paper}
        yield {"@type": "PublicationIssue", **_if_any(datePublished=published), "isPartOf": paper}


def _organization_named(name: str | None) -> Node | None:
    return {"@type": "Organization", "name": name} if name else None


def _if_any(**properties: Any) -> Node:
    """Those that say something."""
    return {name: value for name, value in properties.items() if value}
