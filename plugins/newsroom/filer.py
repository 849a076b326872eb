"""Filing stories: which records of the registries a story belongs to."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from zlib import crc32

from .activity import Activity
from .article import Article
from .credit import Byline
from .filing import Filing
from .model import Model
from .person import Role
from .picture import Picture
from .registries import Registries


class Filer:
    """Files stories under the records of `registries`."""

    def __init__(self, registries: Registries) -> None:
        self._registries = registries
        self._prints: dict[tuple[str, str], bytes] = {}

    def file(
        self, article: Article, byline: Byline, standfirst: str, pictures: Iterable[Picture] = ()
    ) -> Filing:
        """Where `article`, which is signed by `byline` and has `pictures` in its text, belongs."""
        people = self._registries.people
        roles: dict[str, dict[Role, None]] = {}
        for credit in byline.credits:
            if len(found := people.find(credit.name)) == 1:
                roles.setdefault(found[0].id, {})[credit.role] = None
        shown = blake2b(repr(article).encode(), digest_size=16)
        shown.update(standfirst.encode("utf-8", "surrogatepass"))
        for kind, id_ in (*_named(article), *(("people", id_) for id_ in roles)):
            shown.update(self._print(kind, id_))
        order = article.edition.order if article.edition else None
        towns, topics = article.places, tuple(dict.fromkeys(article.topics))
        return Filing(
            category=article.category,
            towns=towns,
            topics=topics,
            subjects=(*(f"topic {id_}" for id_ in topics), *(f"town {id_}" for id_ in towns)),
            signers=tuple((id_, tuple(theirs)) for id_, theirs in roles.items()),
            rank=(-article.date.timestamp(), order or 99, article.slug),
            mark=crc32(article.slug.encode("utf-8", "surrogatepass")) >> 24,
            aliases=article.aliases,
            shown=shown.digest(),
            cover=(article.cover.file,) if article.cover else (),
            sample=article.sample,
            updated=article.updated,
            inside=tuple(dict.fromkeys(picture.file for picture in pictures)),
        )

    def _print(self, kind: str, id_: str) -> bytes:
        """What stands for a record, in 16 bytes."""
        known = self._prints.get((kind, id_))
        if known is None:
            record: Model = self._registries.context[kind][id_]
            known = blake2b(repr(record).encode(), digest_size=16).digest()
            self._prints[kind, id_] = known
        return known


def _named(article: Article) -> Iterator[tuple[str, str]]:
    """The records that `article` names, each by its registry and id."""
    yield "sections", article.category
    yield from (("places", id_) for id_ in article.places)
    yield from (("topics", id_) for id_ in article.topics)
    yield from (("projects", id_) for id_ in article.project)
    if article.branch is not None:
        yield "branches", article.branch
    if isinstance(article, Activity):
        yield from (("branches", id_) for id_ in (*article.branches, *article.partners))
