"""The canonical printed form of a byline. Private to `byline.py`, which says what it promises."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ._late import late
from ._marks import LABELS, STAFF, is_mark, mark_medium
from .credit import Credit

# Names that spaces alone keep apart; others need a 、 between them.
_PLAIN_NAME = late("[\u3400-\u9fff]{2,4}")


@dataclass(slots=True)
class _Group:
    """Credits that are printed behind the same labels: 记者/通讯员 张三."""

    labels: list[str]
    credits: list[Credit]

    @property
    def is_staff(self) -> bool:
        """Whether a scope stands before these credits."""
        return self.labels != [""] and self.credits[0].role in STAFF


def print_credits(credits: Sequence[Credit], scope: str | None) -> str:
    """记者 蔺洋 通讯员 景琦 文/图: the form that `parse_byline` reads back as the same credits and scope."""
    groups = _groups(credits)
    loose = scope is None and _can_be_loose(groups)
    parts = [_print_group(group, loose) for group in groups]
    if scope:
        parts.insert(_place_of_scope(groups), scope)
    return " ".join(parts)


def _place_of_scope(groups: Sequence[_Group]) -> int:
    """Before the staff at the end; but last, if no label stands before that."""
    place = len(groups)
    while place and groups[place - 1].is_staff:
        place -= 1
    return place if place and groups[place - 1].labels != [""] else len(groups)


def _groups(credits: Iterable[Credit]) -> list[_Group]:
    groups: list[_Group] = []
    for _, run in groupby(credits, lambda credit: (credit.label, credit.label and credit.role)):
        group = _Group([], list(run))
        group.labels = [group.credits[0].label]
        if _is_phrase(group.credits[0]):
            groups += (_Group(group.labels, [credit]) for credit in group.credits)
        elif groups and _share_labels(groups[-1], group):
            groups[-1].labels += group.labels
        else:
            groups.append(group)
    return groups


def _is_phrase(credit: Credit) -> bool:
    return "…" in credit.label or not credit.name


def _share_labels(left: _Group, right: _Group) -> bool:
    """Whether the same people did both: 记者/通讯员 张三. Marks are not shared: 文/图/张三 is one mark."""
    if any(is_mark(label) or not label for label in (left.labels[-1], *right.labels)):
        return False
    same = [c.name for c in left.credits] == [c.name for c in right.credits]
    alone = len(right.credits) == 1 and left.credits[0].medium == right.credits[0].medium
    plain = all(credit.medium is None for credit in (*left.credits, *right.credits))
    both_or_neither = (left.credits[0].role == "source") == (right.credits[0].role == "source")
    return same and (alone or plain) and both_or_neither and not _is_phrase(left.credits[0])


def _can_be_loose(groups: Sequence[_Group]) -> bool:
    """蔺洋 文 陈静 图: only when every name of several has its mark is it clear which is whose."""
    printed = [credit for group in groups for credit in group.credits]
    return len(printed) > 1 and all(
        credit.label and credit.medium and credit.medium not in LABELS and not is_mark(credit.label)
        for credit in printed
    )


def _print_group(group: _Group, loose: bool) -> str:
    first = group.credits[0]
    if _is_phrase(first):
        return first.label.replace("…", first.name)
    printed = [_print_name(credit, loose) for credit in group.credits]
    plain = all(_PLAIN_NAME.fullmatch(credit.name) for credit in group.credits)
    names = (" " if plain else "、").join(printed)
    return f"{_print_labels(group.labels)}{names}"


def _print_name(credit: Credit, loose: bool) -> str:
    own = mark_medium(credit.label) if is_mark(credit.label) else None
    if credit.medium is None or credit.medium == own:
        return credit.name
    return f"{credit.name} {credit.medium}" if loose else f"{credit.name}({credit.medium})"


def _print_labels(labels: Sequence[str]) -> str:
    label = "/".join(labels)
    if not label or label in LABELS or not is_mark(label):
        return f"{label} " if label else ""
    return f"{label}:" if "/" in label else f"{label}/"
