"""Where a story is filed: what indexes need to know of it before they show it."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from pydantic import BaseModel

from .article import Article
from .byline import Byline
from .person import Role
from .registries import Registries


class Filing(NamedTuple):
    """A story as indexes file it. Small, so that a build can hold all of them and read the stories themselves later."""

    category: str
    towns: tuple[str, ...]
    topics: tuple[str, ...]
    signers: tuple[tuple[str, tuple[Role, ...]], ...]
    """Ids of the people who signed it, each with the roles; a name that nobody or several people have is left out."""
    order: int
    """Within one minute: the place on the printed page, 99 where that is not known."""
    aliases: tuple[str, ...]
    shown: bytes
    """Stands for the story's fields, its standfirst and the records that it names: equal as long as all are the same."""


class Filer:
    """Files stories under the records of `registries`."""

    def __init__(self, registries: Registries) -> None:
        self._registries = registries
        self._prints: dict[tuple[str, str], bytes] = {}

    def file(self, article: Article, byline: Byline, standfirst: str) -> Filing:
        """Where `article`, which is signed by `byline`, belongs."""
        people = self._registries.people
        roles: dict[str, dict[Role, None]] = {}
        for credit in byline.credits:
            if len(found := people.find(credit.name)) == 1:
                roles.setdefault(found[0].id, {})[credit.role] = None
        shown = blake2b(article.model_dump_json().encode("utf-8", "surrogatepass"), digest_size=16)
        shown.update(standfirst.encode("utf-8", "surrogatepass"))
        for kind, id_ in (*_named(article), *(("people", id_) for id_ in roles)):
            shown.update(self._print(kind, id_))
        return Filing(
            category=article.category,
            towns=tuple(dict.fromkeys(article.towns)),
            topics=tuple(dict.fromkeys(article.topics)),
            signers=tuple((id_, tuple(theirs)) for id_, theirs in roles.items()),
            order=(article.edition.order if article.edition else None) or 99,
            aliases=article.aliases,
            shown=shown.digest(),
        )

    def _print(self, kind: str, id_: str) -> bytes:
        """What stands for a record, in 16 bytes."""
        known = self._prints.get((kind, id_))
        if known is None:
            record: BaseModel = self._registries.context[kind][id_]
            known = blake2b(record.model_dump_json().encode(), digest_size=16).digest()
            self._prints[kind, id_] = known
        return known


def _named(article: Article) -> Iterator[tuple[str, str]]:
    """The records that `article` names, each by its registry and id."""
    yield "sections", article.category
    yield from (("places", id_) for id_ in article.towns)
    yield from (("topics", id_) for id_ in article.topics)
    yield from (("projects", id_) for id_ in article.project)
    if article.branch is not None:
        yield "branches", article.branch
