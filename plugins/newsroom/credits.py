"""Credits, and who signed a story: the names in its fields, or else in its printed byline."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from .person import People, Role

if TYPE_CHECKING:
    from .article import Article
    from .problem import Message

LABELS: dict[Role, str] = {
    "reporter": "记者",
    "correspondent": "通讯员",
    "photographer": "摄影",
    "editor": "责任编辑",
}
"""What is printed before a name that was given in a field."""


@dataclass(frozen=True)  # without slots: pages load thousands, and pickle sets slots one by one
class Credit:
    """One name in one role.

    `label` is what was printed: 本报记者. In a set phrase about pictures … stands for the name
    (图片由…提供). A name that bears only a mark (文/蔺洋) has the mark for its label; a name that
    only the registry explains (惠组宣) has none. 资料图片 is a credit without a name.
    `medium` is the mark that belongs to this name: 文, 图, 摄.
    """

    role: Role
    label: str
    name: str
    medium: str | None = None


@dataclass(frozen=True)
class Byline:
    """Credits in printed order, what the byline stands for as a whole (文/图), and what is unclear."""

    credits: tuple[Credit, ...] = ()
    scope: str | None = None
    messages: "tuple[Message, ...]" = ()

    def names(self, role: Role) -> tuple[str, ...]:
        """All names in one role, as printed and in printed order."""
        return tuple(credit.name for credit in self.credits if credit.role == role and credit.name)

    def printed(self) -> str:
        """The canonical form. Parsed again (with the same registry) it has the same credits and scope."""
        from ._print import print_credits  # pages have no use for it

        return print_credits(self.credits, self.scope)

    def __str__(self) -> str:
        return self.printed()


def signed(article: "Article", people: People) -> Byline:
    """The credits of `article`, role by role: the names in its fields, or else those of its printed byline.

    Names from a byline alone stay in its order. The byline also tells the scope (文/图).
    """
    from .byline import parse_byline  # what reads one is not needed where stories are only shown

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
