"""Rule: a record of work (活动记录) agrees with itself and with the register of branches.

No more people took part than could have; it was held before it was published, while its branches existed; nobody is
their own partner.
"""

from collections.abc import Iterator
from datetime import date

from plugins.newsroom.activity import Activity
from plugins.newsroom.branch import Branch
from plugins.newsroom.problem import Message, error
from plugins.newsroom.registries import Registries
from plugins.sources.manuscript import Manuscript
from plugins.sources.text import Found


def check(manuscript: Manuscript, registries: Registries) -> Iterator[Found]:
    """Yield an error for each contradiction."""
    activity = manuscript.activity
    if activity is None:
        return
    part, whole = activity.participants, activity.eligible
    if part and whole and part.quantity.is_certainly_more_than(whole.quantity):
        yield manuscript.line_of("participants"), _too_many(part.text, whole.text)
    if activity.day > activity.date.date():
        yield manuscript.line_of("held"), _not_yet_held(activity)
    for field, ids in (("branches", activity.branches), ("partners", activity.partners)):
        for id_ in ids:
            branch = registries.branches[id_]
            if not branch.existed_on(activity.day):
                yield manuscript.line_of(field), _not_there(branch, activity.day)
    for id_ in sorted(set(activity.branches) & set(activity.partners)):
        yield manuscript.line_of("partners"), _own_partner(registries.branches[id_])


def _too_many(part: str, whole: str) -> Message:
    return error(
        "more-than-eligible",
        f"参加人数 {part} 多于应到人数 {whole}",
        f"{part} took part, more than the {whole} who could have",
        (
            "核对两个数；外来的人不算在参加人数里",
            "check both numbers; guests are not counted among those who took part",
        ),
    )


def _not_yet_held(activity: Activity) -> Message:
    return error(
        "held-after-publication",
        f"活动日期 {activity.day} 在发布时间 {activity.date:%Y-%m-%d} 之后",
        f"It was held on {activity.day}, after it was published on {activity.date:%Y-%m-%d}",
        ("核对 held 和 date", "check held and date"),
    )


def _not_there(branch: Branch, day: date) -> Message:
    span = f"{branch.valid_from or '…'} – {branch.valid_to or '…'}"
    return error(
        "branch-not-there",
        f"{day} 还没有或已经没有“{branch.name.zh}”（{span}）",
        f"On {day} there was no “{branch.name.en}” ({span})",
        (
            "核对活动日期，或改正 content/data/branches.yaml 里的成立、撤销日期",
            "check the day, or correct the dates in content/data/branches.yaml",
        ),
    )


def _own_partner(branch: Branch) -> Message:
    return error(
        "own-partner",
        f"“{branch.name.zh}”既是记录的党支部，又是共建党组织",
        f"“{branch.name.en}” is both a branch of this record and its own partner",
        ("只在一处写它", "name it once"),
    )
