"""Key projects (重点项目) and the batches in which they are started. What was not published stays empty."""

from collections.abc import Iterable, Iterator
from datetime import date as Date
from itertools import pairwise
from typing import Annotated, Literal, get_args

from .fields import Flag, as_list
from .model import Before, Field, Model
from .printed import Amount, Money, Printed
from .problem import Message, error
from .quantity import Quantity, total
from .references import BatchId, PlaceId
from .registry import Record, Slug
from .text import Text

Stage = Literal["started", "building", "structure", "completed"]
"""开工, 建设, 主体完工, 竣工."""

STAGES: tuple[Stage, ...] = get_args(Stage)

Investment = tuple[Quantity | None, int, int]


class Batch(Record):
    """Projects whose start was announced together (批次), and what was published of them as a whole."""

    start: Date | None = Field(default=None, title="开工日期", description="集中开工那天；没有公布就不写")
    projects: Amount | None = Field(
        default=None, title="项目数", description="公布的项目数，如 5个；没有公布就不写"
    )
    total: Money | None = Field(default=None, title="总投资", description="整批的总投资，如 7亿元")
    annual: Money | None = Field(default=None, title="年度投资", description="整批的年度投资，如 1.3亿元")
    story: Slug | None = Field(default=None, title="出处", description="报道它的稿件的 slug")


class Step(Model):
    """A stage that a project has reached."""

    stage: Stage = Field(
        title="阶段", description="started 开工，building 建设中，structure 主体完工，completed 竣工"
    )
    date: Date | None = Field(default=None, title="日期", description="到达这一阶段的日期；没有公布就不写")
    story: Slug | None = Field(default=None, title="出处", description="报道这一步的稿件的 slug")


class Project(Record):
    """A key project. Leaders and contacts are posts, never names of people (docs/domain.md §4)."""

    batch: BatchId | None = Field(default=None, title="批次", description="batches.yaml 里的编号或名称")
    places: Annotated[tuple[PlaceId, ...], Before(as_list)] = Field(
        default=(), title="镇街", description="所在镇（街道）的编号或名称；没有公布就不写"
    )
    kind: Text | None = Field(default=None, title="类别", description="如安置房建设；没有公布就不写")
    total: Money | None = Field(default=None, title="总投资", description="带单位，如 2亿元；没有公布就不写")
    annual: Money | None = Field(default=None, title="年度投资", description="带单位；没有公布就不写")
    leading_group: Text | None = Field(default=None, title="领导小组", description="没有公布就不写")
    leader: Text | None = Field(default=None, title="区级责任领导", description="写职务，不写姓名")
    unit: Text | None = Field(default=None, title="责任单位", description="没有公布就不写")
    contact: Text | None = Field(default=None, title="责任人", description="写职务，不写姓名")
    steps: tuple[Step, ...] = Field(default=(), title="进度", description="到达的阶段，从早到晚")
    sample: Flag = Field(
        default=False, title="示例", description="示例记录：页面上注明“示例”，正式发布时不输出"
    )

    @property
    def reached(self) -> int:
        """How many stages are behind it, 0 where none is known."""
        return STAGES.index(self.steps[-1].stage) + 1 if self.steps else 0


def faults(project: Project) -> Iterator[tuple[tuple[str | int, ...], Message]]:
    """What is wrong with the history of a project: where it stands in the record, and what.

    Must: stages follow each other, and so do the dates that are known.
    """
    for number, (before, after) in enumerate(pairwise(project.steps), 1):
        if STAGES.index(after.stage) <= STAGES.index(before.stage):
            yield ("steps", number, "stage"), _backwards(before.stage, after.stage)
    dated = [(number, step.date) for number, step in enumerate(project.steps) if step.date]
    for (_, before_day), (number, after_day) in pairwise(dated):
        if after_day < before_day:
            yield ("steps", number, "date"), _before(before_day, after_day)


def known_total(amounts: Iterable[Printed | None]) -> Investment:
    """The sum of the amounts that were published, how many they are, and of how many in all."""
    amounts = list(amounts)
    known = [amount.quantity for amount in amounts if amount]
    return total(known), len(known), len(amounts)


def _backwards(before: Stage, after: Stage) -> Message:
    return error(
        "stages-backwards",
        f"阶段倒退：{before} 之后是 {after}",
        f"The stages run backwards: {after} after {before}",
        (f"按先后写：{'、'.join(STAGES)}，每个只写一次", f"in this order, each once: {', '.join(STAGES)}"),
    )


def _before(before: Date, after: Date) -> Message:
    return error(
        "stages-backwards",
        f"日期倒退：{after} 在前一步的 {before} 之前",
        f"The dates run backwards: {after} is before the step of {before}",
        ("核对两个日期", "check the two dates"),
    )
