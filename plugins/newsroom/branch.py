"""Party organizations: committees, general branches and branches as a tree. Members are never listed (docs/domain.md §4)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Literal

from .fields import Flag
from .model import Field
from .problem import Message, error
from .references import PlaceId
from .registry import Record, Registry, Slug

Kind = Literal["committee", "working-committee", "general-branch", "branch"]
"""党委, 党工委, 党总支, 党支部."""

Sector = Literal["rural", "community", "office", "enterprise", "social-organization", "construction-site"]
"""The field (领域) that an organization works in: 农村, 社区, 机关, 企业, 社会组织, 建筑工地."""


class Branch(Record):
    """One organization of the tree, with the days on which it existed."""

    kind: Kind = Field(
        title="类别",
        description="committee 党委，working-committee 党工委，general-branch 党总支，branch 党支部",
    )
    parent: Slug | None = Field(default=None, title="上级", description="上级党组织的编号；最高一级不写")
    place: PlaceId | None = Field(
        default=None, title="镇街", description="所在镇（街道）的编号或名称；区直的不写"
    )
    sector: Sector | None = Field(
        default=None,
        title="领域",
        description="rural 农村，community 社区，office 机关，enterprise 企业，social-organization 社会组织，construction-site 建筑工地",
    )
    valid_from: date | None = Field(default=None, title="成立日期", description="不知道就不写")
    valid_to: date | None = Field(default=None, title="撤销日期", description="仍在就不写")
    sample: Flag = Field(
        default=False, title="示例", description="示例记录：页面上注明“示例”，正式发布时不输出"
    )

    def existed_on(self, day: date) -> bool:
        """Whether there was such an organization on `day`; an unknown end is open."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


class Tree:
    """Who is above and below whom. The registry must have no `faults`."""

    def __init__(self, branches: Registry[Branch]) -> None:
        self._branches = branches
        self._below: dict[str | None, list[Branch]] = defaultdict(list)
        for branch in branches:
            self._below[branch.parent].append(branch)

    def children(self, id_: str | None) -> tuple[Branch, ...]:
        """Those directly below, in the order of the register; of None, the highest."""
        return tuple(self._below[id_]) if id_ in self._below else ()

    def above(self, id_: str) -> tuple[Branch, ...]:
        """The path from the highest to the one directly above."""
        path: list[Branch] = []
        parent = self._branches[id_].parent
        while parent is not None:
            path.append(self._branches[parent])
            parent = path[-1].parent
        return tuple(reversed(path))

    def within(self, id_: str) -> Iterator[Branch]:
        """The organization itself and all below it, each before those below it."""
        waiting = [self._branches[id_]]
        while waiting:
            branch = waiting.pop()
            yield branch
            waiting.extend(reversed(self._below.get(branch.id, ())))


def faults(branches: Registry[Branch]) -> Iterator[tuple[str, str, Message]]:
    """What keeps the records from being a tree: the id, the field, and what is wrong with it.

    Must: every `parent` is in the register, nothing is above itself, nothing ends before it begins, a branch has
    nothing below it, a sample has only samples below it.
    """
    looped = _looped(branches)
    for branch in branches:
        if branch.valid_from and branch.valid_to and branch.valid_to < branch.valid_from:
            yield branch.id, "valid_to", _ends_first(branch.valid_from, branch.valid_to)
        if branch.parent is None:
            continue
        if branch.parent not in branches:
            yield branch.id, "parent", _unknown(branch.parent, branches.nearest(branch.parent))
        elif branch.id in looped:
            yield branch.id, "parent", _above_itself(branch)
        elif branches[branch.parent].kind == "branch":
            yield branch.id, "parent", _below_a_branch(branches[branch.parent])
        elif branches[branch.parent].sample and not branch.sample:
            yield branch.id, "parent", _below_a_sample(branches[branch.parent])


def _looped(branches: Registry[Branch]) -> set[str]:
    """The ids that are above themselves. Each is visited once."""
    looped: set[str] = set()
    done: set[str] = set()
    for branch in branches:
        path: dict[str, None] = {}
        id_: str | None = branch.id
        while id_ is not None and id_ in branches and id_ not in done and id_ not in path:
            path[id_] = None
            id_ = branches[id_].parent
        if id_ in path:
            walked = list(path)
            looped.update(walked[walked.index(id_) :])
        done.update(path)
    return looped


def _ends_first(begun: date, ended: date) -> Message:
    return error(
        "ends-before-it-begins",
        f"撤销日期 {ended} 早于成立日期 {begun}",
        f"It ends on {ended}, before it begins on {begun}",
        ("核对两个日期", "check the two dates"),
    )


def _unknown(parent: str, nearest: Branch | None) -> Message:
    near = f"{nearest.id}（{nearest.name.zh}）" if nearest else ""
    advice = (near, near) if near else ("先登记上级，再写它的编号", "register it first, then write its id")
    return error("unknown-branch", f"没有“{parent}”这个党组织", f"There is no branch “{parent}”", advice)


def _above_itself(branch: Branch) -> Message:
    return error(
        "branch-above-itself",
        f"“{branch.name.zh}”顺着上级往上，又回到它自己",
        f"The branches above “{branch.name.en}” lead back to it",
        ("改正其中一个 parent；最高一级不写 parent", "correct one of the parents; the highest has none"),
    )


def _below_a_branch(parent: Branch) -> Message:
    return error(
        "below-a-branch",
        f"“{parent.name.zh}”是党支部，下面不再设党组织",
        f"“{parent.name.en}” is a branch; nothing is below a branch",
        ("parent 写党委、党工委或党总支", "name a committee or a general branch as parent"),
    )


def _below_a_sample(parent: Branch) -> Message:
    return error(
        "names-a-sample",
        f"“{parent.name.zh}”是示例，真实的党组织不能归它",
        f"“{parent.name.en}” is a sample; a real organization cannot be below it",
        ("改写真实的上级", "name a real organization as parent"),
    )
