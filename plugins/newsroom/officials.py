"""Officials (职务) whom stories name: their posts, and the days for which these are known."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ._late import late
from .fields import Line
from .model import Field, Model

_HAN = "一-鿿"
_TITLES = "书记|主任|部长|处长|局长|区长|市长|县长|镇长|乡长|省长|厅长|科长|主席|委员|秘书长|院长|校长|会长|队长|所长|站长|组长|常委"
_RUN_OF_HAN = late(rf"[{_HAN}、]{{0,20}}$")
_ENDS_WITH_A_TITLE = late(rf"(?:{_TITLES})$")
_OF_OFFICE = frozenset("省市区县乡镇村街道办事处局部厅院校委科组室党政府人大协纪常务副代第一二")
"""Characters that names of offices are made of: where one differs, another office is meant."""

_AREAS = frozenset("省市区县乡镇村街")
"""Where short forms begin: 区委书记."""


class Post(Model):
    """One post, with the first and the last day for which it is known."""

    zh: Line = Field(title="职务", description="全称，如 惠济区委书记；几个职务分几条写")
    valid_from: date | None = Field(default=None, title="起", description="已知任职的第一天")
    valid_to: date | None = Field(default=None, title="止", description="已知任职的最后一天")

    def is_known_on(self, day: date) -> bool:
        """Whether the post was certainly held on `day`."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


class Official(Model):
    """A person and the posts that are known."""

    name: Line = Field(title="姓名")
    posts: tuple[Post, ...] = Field(title="职务")
    source: Line = Field(title="依据", description="出自哪里")


class Mismatch(NamedTuple):
    """At `start` a text says `found` where the register says `right`."""

    start: int
    found: str
    right: str


class Officials:
    """All officials who are registered."""

    def __init__(self, officials: Iterable[Official] = ()) -> None:
        self.officials = tuple(officials)

    def wrong_posts(self, text: str, day: date) -> Iterator[Mismatch]:
        """Where a registered name stands behind another post than the register has for `day`.

        Short forms (书记黄钊) are right; of a day for which nothing is known nothing is said.
        """
        for at in self._names.finditer(text):
            before = _RUN_OF_HAN.search(text[max(at.start() - 20, 0) : at.start()])
            said = before[0] if before else ""
            posts = [post.zh for post in self._posts[at[0]] if post.is_known_on(day)]
            if posts and _ENDS_WITH_A_TITLE.search(said) and not any(_agree(said, post) for post in posts):
                yield Mismatch(at.start(), f"{said[-8:]}{at[0]}", f"{posts[0]}{at[0]}")

    def wrong_names(self, text: str, day: date) -> Iterator[Mismatch]:
        """Where a registered post stands before a name that differs from its holder's in one character."""
        for at in self._titles.finditer(text):
            held = {
                name
                for name, posts in self._posts.items()
                for p in posts
                if p.zh == at[0] and p.is_known_on(day)
            }
            for name in held:
                said = text[at.end() : at.end() + len(name)]
                differing = [(is_, should) for is_, should in zip(said, name, strict=False) if is_ != should]
                if len(held) == 1 and len(said) == len(name) and said[0] == name[0] and len(differing) == 1:
                    yield Mismatch(at.start(), at[0] + said, at[0] + name)

    @cached_property
    def _posts(self) -> dict[str, tuple[Post, ...]]:
        return {official.name: official.posts for official in self.officials}

    @cached_property
    def _names(self) -> "re.Pattern[str]":
        return re.compile("|".join(map(re.escape, self._posts)) or r"(?!)")

    @cached_property
    def _titles(self) -> "re.Pattern[str]":
        titles = {post.zh for posts in self._posts.values() for post in posts}
        return re.compile("|".join(map(re.escape, sorted(titles, key=lambda t: (-len(t), t)))) or r"(?!)")


def _agree(said: str, post: str) -> bool:
    """Whether `said` ends with `post`, or with a short form of it: where they part, no office is named."""
    shared = 0
    while shared < min(len(said), len(post)) and said[-1 - shared] == post[-1 - shared]:
        shared += 1
    if shared < 2 or shared in (len(said), len(post)):
        return shared >= 2
    begins_a_part = post[-1 - shared] in _OF_OFFICE | {"、"} or post[-shared] in _AREAS
    return begins_a_part and said[-1 - shared] not in _OF_OFFICE
