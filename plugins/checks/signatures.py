"""Rule: who signed a story is in the people register, and the printed byline says the same (docs/domain.md §3)."""

from collections.abc import Iterator

from plugins.newsroom.byline import parse_byline
from plugins.newsroom.person import Role
from plugins.newsroom.problem import Message, warning
from plugins.newsroom.registries import Registries
from plugins.sources.manuscript import Manuscript
from plugins.sources.text import Found


def check(manuscript: Manuscript, registries: Registries) -> Iterator[Found]:
    """Yield warnings: an unclear byline, a byline that differs from the fields, a name nobody registered."""
    article = manuscript.article
    if article is None:
        return
    for credit in manuscript.signed.credits:
        if credit.role == "source":  # an organisation, or nobody: 资料图片
            continue
        line = manuscript.line_of(credit.role if credit.role in article.names else "byline")
        if not (known := registries.people.find(credit.name)):
            yield line, _unknown(credit.name, registries)
        elif len(known) > 1:
            yield line, _ambiguous(credit.name, [person.id for person in known])
    if not article.byline:
        return
    line = manuscript.line_of("byline")
    yield from ((line, message) for message in manuscript.signed.messages)
    if article.names:
        parsed = parse_byline(article.byline, registries.people)
        for role, names in article.names.items():
            if (printed := parsed.names(role)) and set(printed) != set(names):
                yield line, _differs(role, printed, names)


def _unknown(name: str, registries: Registries) -> Message:
    zh, en = "在 content/data/people.yaml 里登记", "register the name in content/data/people.yaml"
    if near := registries.people.nearest(name):
        zh, en = f"是不是“{near.name.zh}”？新的署名{zh}", f"is it “{near.name.zh}”? If not, {en}"
    return warning(
        "unknown-person",
        f"人员名册里没有“{name}”，页面上不会有链接",
        f"“{name}” is not in the people register and will not be linked",
        (zh, en),
    )


def _ambiguous(name: str, ids: list[str]) -> Message:
    return warning(
        "ambiguous-person",
        f"名册里有几个“{name}”，页面上不会有链接",
        f"Several people are called “{name}”; the name will not be linked",
        (f"改写编号，其中一个：{'、'.join(ids)}", f"write one of the ids: {', '.join(ids)}"),
    )


def _differs(role: Role, printed: tuple[str, ...], names: tuple[str, ...]) -> Message:
    return warning(
        "byline-differs",
        f"署名原文里是“{'、'.join(printed)}”，{role} 里是“{'、'.join(names)}”",
        f"The byline says “{', '.join(printed)}”, {role} says “{', '.join(names)}”",
        ("核对报纸，改正其中一处", "compare with the paper and correct one of them"),
    )
