"""Credits, and the byline that they make."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .person import Role

if TYPE_CHECKING:
    from .problem import Message


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
