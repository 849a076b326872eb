"""Bylines: who wrote a story and took its pictures, read from the words that were printed.

The rules are in docs/domain.md §3. `_marks.py` cuts a byline into labels, marks and names, `_names.py`
knows where a name ends; this module says what belongs to what. What cannot be known becomes a
message, never a guess, and nothing that was printed is lost: every word is in a credit, in the
scope or quoted by a message. (A dateline in front is left to `parse_dateline`.)
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ._late import late
from ._marks import (
    LABELS,
    SEPARATORS,
    STAFF,
    Token,
    has_label,
    mark_medium,
    mark_role,
    name_chunks,
    starts_label,
    starts_prose,
    tokens,
)
from ._names import Name, read_names
from ._print import print_credits
from .credit import Byline, Credit
from .dateline import parse_dateline
from .person import People, Role
from .problem import Message, warning
from .text import normalise

_BRACKETED = late(r"\s*\([^()]*\)(?:\s*\([^()]*\))*")
_AFTER_DATELINE = late(rf"[{SEPARATORS}]|$|记者|通讯员|见习记者|实习")
# How closely a mark holds on to what stands on one side of it.
_HOLD = {"": 3, ":": 3, "/": 2, "(": 2, " ": 1, "、": 0, ",": 0}


def parse_byline(text: str, people: People | None = None) -> Byline:
    """The credits of a text that claims to be a byline; never raises.

    `people` is asked where print leaves names unclear: 张三李四王五 is split when its names cover
    it in exactly one way, and a name without any label has the role it has there. Sentences that
    begin like bylines (记者获悉) have no credits. After a bracket at the start (本报讯（记者 张三）…)
    comes the story: it is quoted in a message, not read.
    """
    claimed, story = _without_story(_without_dateline(normalise(text)))
    if starts_prose(claimed):
        return Byline(messages=_not_understood([claimed]))
    reader = _Reader(tokens(claimed), people)
    reader.read()
    return reader.byline(story)


def canonical_form(byline: Byline) -> str:
    """As a newspaper prints it. Parsed again (with the same registry) it has the same credits and scope."""
    return print_credits(byline.credits, byline.scope)


def split_names(text: str, people: People | None = None) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """The names in a front matter field (`reporter: 蔺洋、王伟`), by the same rules as in a byline."""
    names = read_names(name_chunks(normalise(text)), people)
    messages = [_glued(name.text) for name in names.found if name.glued]
    return tuple(name.text for name in names.found), (*messages, *_not_understood(names.unknown))


def _without_dateline(text: str) -> str:
    if starts_label(text):
        return text
    dateline, rest = parse_dateline(text)
    # 本报讯网 is a site, not a dateline: after one comes a space, a bracket or a label.
    return rest if dateline and _AFTER_DATELINE.match(rest) else text


def _without_story(text: str) -> tuple[str, str]:
    """The bracketed credits that `text` begins with, and the story after them; or all of it."""
    bracketed = _BRACKETED.match(text)
    if bracketed is None or not has_label(bracketed.group()):
        return text, ""
    rest = text[bracketed.end() :].strip()
    first = next(iter(tokens(rest[:80])), None)
    is_story = first is not None and (first.kind == "names" or starts_prose(rest))
    return (bracketed.group(), rest) if is_story else (text, "")


def _not_understood(words: Iterable[str]) -> tuple[Message, ...]:
    """One message that quotes everything that no rule could place."""
    zh, en = "、".join(f"“{word}”" for word in words), ", ".join(f'"{word}"' for word in words)
    if not zh:
        return ()
    return (
        warning(
            "byline-not-understood",
            f"署名里看不懂的文字：{zh}",
            f"Not understood in the byline: {en}",
            ("写成“记者 姓名 通讯员 姓名 文/图”", "write it as “记者 name 通讯员 name 文/图”"),
        ),
    )


def _glued(name: str) -> Message:
    return warning(
        "byline-glued-names",
        f"“{name}”可能是几个姓名连在一起",
        f'"{name}" may be several names run together',
        (
            "在姓名之间加空格或顿号；确是一个姓名就登记到人员表",
            "put a space or 、 between the names; register it when it is one name",
        ),
    )


@dataclass(slots=True)
class _Head:
    """What governs the names after it: a label, or a mark in the place of one."""

    role: Role
    label: str
    medium: str | None = None
    is_phrase: bool = False


def _head_of_mark(mark: str) -> _Head:
    """文/蔺洋: the mark is the label, and says what was done."""
    return _Head(mark_role(mark), mark, mark_medium(mark))


@dataclass(slots=True)
class _Draft:
    """A credit while its byline is being read; `head` is None until something says what it is for."""

    head: _Head | None
    name: Name
    medium: str | None = None


@dataclass(slots=True)
class _Trail:
    """A mark behind names. `bound` to the last of them (蔺洋/文, 蔺洋(文)), or loose (蔺洋 文)."""

    marks: list[str]
    drafts: list[_Draft]
    bound: bool
    token: int
    position: int

    @property
    def text(self) -> str:
        return "/".join(self.marks)


@dataclass(slots=True)
class _Reader:
    """One pass over the tokens of a byline."""

    tokens: Sequence[Token]
    people: People | None
    drafts: list[_Draft] = field(default_factory=list)
    heads: list[_Head] = field(default_factory=list)
    unnamed: bool = False
    pending: list[_Draft] = field(default_factory=list)
    trails: list[_Trail] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def read(self) -> None:
        """Drafts, and the marks behind them, from the tokens."""
        for index, token in enumerate(self.tokens):
            if token.kind == "names":
                self._names(token, index)
            elif token.kind == "phrase":
                self._phrase(token)
            elif token.kind == "label" or self._leads(index):
                self._head(token)
            else:
                self._mark(token, index)
        self._drop_unnamed()

    def byline(self, story: str) -> Byline:
        """The result, once everything has been read."""
        scope = self._scope()
        for trail in self.trails:
            self._apply(trail)
        credits = tuple(self._credits())
        if scope and not credits and mark_role(scope) == "source":
            credits, scope = (Credit("source", scope, ""),), None
        glued = dict.fromkeys(draft.name.text for draft in self.drafts if draft.name.glued and draft.head)
        unknown = [*self.unknown, story] if story else self.unknown
        return Byline(credits, scope, (*map(_glued, glued), *_not_understood(unknown)))

    def _next(self, index: int) -> Token | None:
        return self.tokens[index + 1] if index + 1 < len(self.tokens) else None

    def _names(self, token: Token, index: int) -> None:
        names = read_names(token.chunks, self.people, self._are_suppliers(index))
        self.unknown += names.unknown
        heads: Sequence[_Head | None] = self.heads or (None,)
        added = [_Draft(head, name) for head in heads for name in names.found]
        self.unnamed = self.unnamed and not added
        self.drafts += added
        self.pending += added

    def _are_suppliers(self, index: int) -> bool:
        """Whether the names at `index` supplied pictures: 供图：惠济区委宣传部, 惠济区委宣传部 供图."""
        if self.heads:
            return all(head.role == "source" for head in self.heads)
        following = self._next(index)
        return bool(
            following and following.kind == "mark" and following.role == "source"
        ) and not self._leads(index + 1)

    def _phrase(self, token: Token) -> None:
        self.drafts.append(_Draft(_Head(token.role, token.text, is_phrase=True), Name(token.name)))
        self.pending = []

    def _head(self, token: Token) -> None:
        shared = self.unnamed and token.glue in ("/", "、")
        if not shared:
            self._drop_unnamed()
            self.heads = []
        label = _Head(token.role, token.text)
        self.heads.append(label if token.kind == "label" else _head_of_mark(token.text))
        self.unnamed = True

    def _drop_unnamed(self) -> None:
        if self.unnamed:
            self.unknown += [head.label for head in self.heads]
        self.unnamed = False

    def _leads(self, index: int) -> bool:
        """Whether a mark belongs to the names after it: it holds on to the closer side."""
        token, following = self.tokens[index], self._next(index)
        if following is None or following.kind != "names":
            return self._shares_label(token, following)
        if index == 0 or self.tokens[index - 1].kind != "names":
            return True
        before, after = _HOLD[token.glue], _HOLD[following.glue]
        leading = self.tokens[0].kind == "mark" or token.text in LABELS
        return after > before or (after == before and leading)

    def _shares_label(self, token: Token, following: Token | None) -> bool:
        """摄影/记者 张三: a label that is also a mark, beside another label for the same name."""
        beside_label = following is not None and following.kind == "label" and following.glue == "/"
        return beside_label and token.text in LABELS

    def _mark(self, token: Token, index: int) -> None:
        bound = token.glue in ("/", "(", ":") and bool(self.pending)
        before = self.trails[-1] if self.trails else None
        if before and before.token == index - 1 and not (bound or before.bound):
            before.marks.append(token.text)
            before.token = index
        elif not bound and self._is_unclear(index):
            self.unknown.append(token.text)
        else:
            last = [draft for draft in self.pending if draft.name is self.pending[-1].name]
            drafts = last if bound else self.pending
            self.trails.append(_Trail([token.text], drafts, bound, index, len(self.drafts)))
        self.pending = []

    def _is_unclear(self, index: int) -> bool:
        """Whether a mark between names (蔺洋 文 陈静) has no second one to tell which it belongs to."""
        following = self._next(index)
        if following is None or following.kind != "names":
            return False
        second = self._next(index + 1)
        return second is None or second.kind != "mark"

    def _scope(self) -> str | None:
        """The only loose mark, when it stands behind the credits of the story or before all names."""
        loose = [trail for trail in self.trails if not trail.bound]
        if len(loose) != 1:
            return None
        (trail,) = loose
        if not trail.drafts and self.drafts and self.drafts[-1].head is None:
            return None
        if trail.drafts:
            after = self.drafts[trail.position :]
            story_goes_on = any(draft.head is None or draft.head.role not in STAFF for draft in after)
            if story_goes_on or all(draft.head is None for draft in trail.drafts):
                return None
        self.trails.remove(trail)
        return trail.text

    def _apply(self, trail: _Trail) -> None:
        """Gives a mark to its names; to a name without a label it also gives the role."""
        if not trail.drafts:
            self.unknown.append(trail.text)
        for draft in trail.drafts:
            if draft.head is None:
                draft.head = _head_of_mark(trail.text)
            else:
                draft.medium = trail.text

    def _credits(self) -> Iterator[Credit]:
        """The credits; names without label or mark only before all others, and only if registered."""
        labelled = False
        for draft in self.drafts:
            head = draft.head if draft.head or labelled else self._registered(draft.name.text)
            if head is None:
                self.unknown.append(draft.name.text)
                continue
            labelled = labelled or (bool(head.label) and not head.is_phrase)
            yield Credit(head.role, head.label, draft.name.text, draft.medium or head.medium)

    def _registered(self, name: str) -> _Head | None:
        """A collective name such as 惠组宣 signs without a label: the registry has its role."""
        roles = {person.role for person in self.people.find(name)} if self.people else set()
        return _Head(roles.pop(), "") if len(roles) == 1 else None
