"""A record of work (活动记录): what a branch, or several together, did. It is an article, with figures."""

from datetime import date as Date
from typing import Annotated, Any

from .article import Article, Day
from .fields import as_list
from .model import After, Before, Field, refusal
from .printed import Headcount
from .references import BranchId, PlaceId
from .work import KINDS, Kind, Work


def _kind(value: Any) -> Any:
    """The id of a kind, or what editors call it."""
    return KINDS.get(value.strip(), value) if isinstance(value, str) else value


Branches = Annotated[tuple[BranchId, ...], Before(as_list)]


def _some(value: tuple[str, ...]) -> tuple[str, ...]:
    """Must: one at least."""
    if not value:
        raise refusal("too_few")
    return value


class Activity(Article):
    """`content/activities/YYYY/MM/<slug>.md`. Numbers that are not known stay empty."""

    kind: Annotated[Kind, Before(_kind)] = Field(
        title="类型",
        description="必填：theme-day 主题党日，study 学习，volunteer-service 志愿服务，visit 走访，meeting 会议",
    )
    branches: Annotated[Branches, After(_some)] = Field(
        title="记录的党支部", description="必填，一个或几个：党支部编号或名称"
    )
    partners: Branches = Field(default=(), title="共建党组织", description="一同参加的党组织，编号或名称")
    place: PlaceId | None = Field(default=None, title="地点", description="在哪个镇（街道）：编号或名称")
    held: Day | None = Field(default=None, title="活动日期", description="活动那一天；不写就是发布那一天")
    participants: Headcount | None = Field(
        default=None, title="参加人数", description="如 23人、30多名；不知道就不写"
    )
    eligible: Headcount | None = Field(default=None, title="应到人数", description="如 25人；不知道就不写")

    @property
    def folder(self) -> str:
        """Where it stands."""
        return "activities"

    @property
    def day(self) -> Date:
        """The day on which it was."""
        return self.held or self.date.date()

    @property
    def places(self) -> tuple[str, ...]:
        """Towns that it is filed under: those that it names, and where it was."""
        return tuple(dict.fromkeys((*self.towns, *((self.place,) if self.place else ()))))

    @property
    def work(self) -> Work:
        """What statistics count."""
        return Work(
            self.kind,
            self.day,
            tuple(dict.fromkeys(self.branches)),
            tuple(dict.fromkeys(self.partners)),
            self.place,
            self.participants.text if self.participants else None,
            self.eligible.text if self.eligible else None,
        )
