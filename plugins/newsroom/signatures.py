"""Who signed a story: the names in its fields, or else in its printed byline."""

from typing import get_args

from .article import Article
from .byline import parse_byline
from .credit import Byline, Credit
from .person import People, Role

LABELS: dict[Role, str] = {
    "reporter": "记者",
    "correspondent": "通讯员",
    "photographer": "摄影",
    "editor": "责任编辑",
}
"""What is printed before a name that was given in a field."""


def signed(article: Article, people: People) -> Byline:
    """The credits of `article`, role by role: the names in its fields, or else those of its printed byline.

    Names from a byline alone stay in its order. The byline also tells the scope (文/图).
    """
    printed = parse_byline(article.byline, people) if article.byline else Byline()
    given = article.names
    if not given:
        return printed
    credits = [Credit(role, LABELS[role], name, None) for role, names in given.items() for name in names]
    credits += [credit for credit in printed.credits if credit.role not in given]
    return Byline(tuple(sorted(credits, key=_rank)), printed.scope, printed.messages)


_ORDER = {role: rank for rank, role in enumerate(get_args(Role))}


def _rank(credit: Credit) -> int:
    return _ORDER[credit.role]
