"""Rule: only samples name samples; a real record would lose what it names in production, where samples are left out."""

from collections.abc import Iterator

from plugins.newsroom.article import Article
from plugins.newsroom.problem import Message, error
from plugins.newsroom.registries import Registries
from plugins.sources.manuscript import Manuscript
from plugins.sources.text import Found


def check(manuscript: Manuscript, registries: Registries) -> Iterator[Found]:
    """Yield an error for each sample branch, project or person that a real article names."""
    article = manuscript.article
    if article is None or article.sample:
        return
    for field, registry, id_ in _named(article):
        record = registries.context[registry][id_]
        if record.sample:
            yield manuscript.line_of(field), _sample(record.name.zh, record.name.en)
    for credit in manuscript.signed.credits:
        found = registries.people.find(credit.name)
        if found and all(person.sample for person in found):
            field = credit.role if credit.role in article.names else "byline"
            yield manuscript.line_of(field), _sample(found[0].name.zh, found[0].name.en)


def _named(article: Article) -> Iterator[tuple[str, str, str]]:
    """The field, the registry and the id of each record that may be a sample."""
    if article.branch is not None:
        yield "branch", "branches", article.branch
    yield from (("project", "projects", id_) for id_ in article.project)
    for field in ("branches", "partners"):
        yield from ((field, "branches", id_) for id_ in getattr(article, field, ()))


def _sample(zh: str, en: str) -> Message:
    return error(
        "names-a-sample",
        f"“{zh}”是示例，真实稿件不能用",
        f"“{en}” is a sample; a real story cannot name it",
        ("改写真实的记录，或给这篇加上 sample: true", "name a real record, or add sample: true here"),
    )
