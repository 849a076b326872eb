"""`invoke new`: a story's first lines, by questions in a terminal or by flags; valid at once."""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.checks.run import check_content
from plugins.newsroom.article import ZONE, Article
from plugins.newsroom.byline import parse_byline
from plugins.newsroom.model import Refused
from plugins.newsroom.problem import Message, error, warning
from plugins.newsroom.punctuation import full_width
from plugins.newsroom.refusals import refusals
from plugins.newsroom.registries import Registries
from plugins.newsroom.registry import Listed, Registry
from plugins.newsroom.text import normalise
from plugins.sources.front_matter import write_fields
from plugins.sources.registries import read_registries
from plugins.sources.terminal import language

from . import telling
from .options import Misunderstood, read_moment
from .shelf import Shelf, read_shelf
from .suggesting import Told, slugs, suggest
from .writing import NotWritten, write_new

REQUIRED = ("title", "category")
"""Fields for which there is no default."""

FLAGS = {"towns": "--town", "topics": "--topic"}
"""Of fields whose flag has another name."""

Ask = Callable[[str], str]
"""Prints a prompt and returns what was typed, as `input` does: EOFError and KeyboardInterrupt end everything."""


@dataclass(slots=True)
class _Question:
    """What is asked for the field `name`. `choices` can also be answered by their numbers."""

    name: str
    zh: str
    en: str
    choices: Registry[Any] | None = None
    several: bool = False
    default: Callable[[], str] = field(default=lambda: "")
    is_suggested: bool = False
    """The default is only a suggestion, for somebody to look at."""


def main(
    given: Mapping[str, str],
    content: str = "content",
    ask: Ask | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(ZONE),
) -> int:
    """Write a story with the fields `given` (by their names in the schema, "" for none), and print its path.

    What is missing is asked for by `ask`, or in the terminal if there is one. Exit code 1 where nothing was written,
    2 for a field that is refused or missing.
    """
    root = Path(content)
    registries, problems = read_registries(root)
    if registries is None:
        print(*(problem.in_(language()) for problem in problems), sep="\n")
        return 1
    if ask is None and sys.stdin.isatty() and sys.stdout.isatty():
        ask = input
    desk = _Desk(registries, read_shelf(root), now, {name: text for name, text in given.items() if text})
    try:
        return _write(desk.fields(ask), root)
    except Misunderstood as failure:
        print(telling.message(failure.message, language()), file=sys.stderr)
        return 2
    except (EOFError, KeyboardInterrupt):
        print("\n" + telling.nothing_written(language()))
        return 1


def _write(fields: Mapping[str, Any], content: Path) -> int:
    path = f"news/{fields['date'][:4]}/{fields['date'][5:7]}/{fields['slug']}.md"
    try:
        write_new(content, {path: f"{write_fields(fields)}\n".encode()})
    except NotWritten as failure:
        print(telling.message(failure.message, language()))
        return 1
    shown = f"content/{path}"
    for problem in check_content(content).problems:
        if problem.path == shown:
            print(problem.in_(language()))
    print(shown)
    return 0


class _Desk:
    """One story while its fields are collected."""

    def __init__(
        self, registries: Registries, shelf: Shelf, now: Callable[[], datetime], given: dict[str, Any]
    ) -> None:
        self.registries, self.shelf, self.now, self.said = registries, shelf, now, given

    def fields(self, ask: Ask | None) -> dict[str, Any]:
        """The fields in the order of the file. Raises `Misunderstood`, EOFError, KeyboardInterrupt."""
        missing = [name for name in REQUIRED if name not in self.said]
        if missing and ask is None:
            raise Misunderstood(_missing(missing))
        found: dict[str, Any] = {}
        for question in self._questions():
            answer = self._answer(question, ask if missing else None)
            found[question.name] = self.said[question.name] = answer
        return found | {"status": "" if found["status"] == "published" else found["status"]}

    def _answer(self, question: _Question, ask: Ask | None) -> Any:
        """What a flag says, or the terminal, or the default. A mistake in a flag is told, and asked about if it can be."""
        if question.name in self.said:
            try:
                return self._taken(question, self.said[question.name])
            except Misunderstood as failure:
                if ask is None:
                    raise
                print(telling.message(failure.message, language()))
        if ask is not None:
            return self._asked(question, ask)
        return self._taken(question, "" if question.is_suggested else question.default())

    def _questions(self) -> list[_Question]:
        registries, said = self.registries, self.said
        return [
            _Question("title", "标题", "Title"),
            _Question("kicker", "引题（眉题）", "Kicker"),
            _Question("subtitle", "副题", "Subtitle"),
            _Question("date", "发布时间", "Date", default=lambda: f"{self.now():%Y-%m-%d %H:%M}"),
            _Question(
                "category", "栏目", "Section", registries.sections, default=self._section, is_suggested=True
            ),
            _Question(
                "byline", "署名，如 记者 姓名 通讯员 姓名 文/图", "Byline, such as 记者 name 通讯员 name"
            ),
            _Question(
                "towns",
                "镇街",
                "Towns",
                registries.places,
                several=True,
                default=self._towns,
                is_suggested=True,
            ),
            _Question(
                "topics",
                "专题",
                "Topics",
                registries.topics,
                several=True,
                default=self._topics,
                is_suggested=True,
            ),
            _Question("slug", "网址名", "Slug", default=lambda: self._free_slug(str(said["title"]))),
            _Question(
                "status",
                "状态：draft 草稿，published 发布",
                "Status: draft, published",
                default=lambda: "draft",
            ),
        ]

    def _asked(self, question: _Question, ask: Ask) -> Any:
        default = question.default()
        for line in self._choices(question):
            print(line)
        label = question.en if language() == "en" else question.zh
        while True:
            answer = ask(f"{label} [{default}]: " if default else f"{label}: ").strip()
            try:
                return self._taken(question, answer or default)
            except Misunderstood as failure:
                print(telling.message(failure.message, language()))

    def _choices(self, question: _Question) -> list[str]:
        records: Sequence[Listed] = list(question.choices or ())
        return [f"  {number}. {record.name.in_(language())}" for number, record in enumerate(records, 1)]

    def _taken(self, question: _Question, answer: str) -> Any:
        """The value of a field as it is written; the schema decides. Raises `Misunderstood`."""
        if not answer:
            if question.name in REQUIRED:
                raise Misunderstood(_missing([question.name]))
            return ""
        if question.name == "date":
            return f"{read_moment(answer):%Y-%m-%d %H:%M}"
        if question.name == "slug" and answer in self.shelf.slugs:
            raise Misunderstood(self._slug_taken(answer))
        if question.choices is not None:
            words = re.split(r"[\s、,，;；]+", answer.strip()) if question.several else [answer]
            ids = [self._chosen(question, word) for word in words if word]
            return tuple(dict.fromkeys(ids)) if question.several else ids[0]
        value = " ".join(answer.split())
        if question.name in ("title", "kicker", "subtitle", "byline"):
            value = full_width(normalise(value) if question.name == "byline" else value)
        self._validate(question.name, value)
        if question.name == "byline":
            self._look_at_names(value)
        return value

    def _chosen(self, question: _Question, word: str) -> str:
        """The id of a record that was named by number, id or name."""
        records: list[Listed] = list(question.choices or ())
        if word.isdecimal():
            if not 1 <= int(word) <= len(records):
                raise Misunderstood(_no_such_number(word, len(records)))
            return records[int(word) - 1].id
        assert question.choices is not None
        found = question.choices.find(word)
        self._validate(question.name, word)
        return str(found[0].id)

    def _validate(self, name: str, value: str) -> None:
        """Must: what the schema asks of this field."""
        least = {"title": "标题", "slug": "a", "date": "2017-10-12 08:00"}
        least["category"] = next(iter(self.registries.sections)).id
        try:
            Article.model_validate({**least, name: value}, context=self.registries.context)
        except Refused as failure:
            _, message = next(iter(refusals(Article, failure)))
            raise Misunderstood(message) from None

    def _look_at_names(self, byline: str) -> None:
        """Names may be new: they are told, not refused."""
        people = self.registries.people
        read = parse_byline(byline, people)
        for message in read.messages:
            print(telling.message(message, language()))
        for credit in read.credits:
            if credit.name and credit.role != "source" and not people.find(credit.name):
                print(telling.message(self._unknown(credit.name), language()))

    def _unknown(self, name: str) -> Message:
        near = self.registries.people.nearest(name)
        register = (
            "新的署名请登记到 content/data/people.yaml",
            "register a new name in content/data/people.yaml",
        )
        return warning(
            "unknown-person",
            f"人员名册里没有“{name}”",
            f"“{name}” is not in the people register",
            (f"是不是“{near.name.zh}”？{register[0]}", f"is it “{near.name.zh}”? Else {register[1]}")
            if near
            else register,
        )

    def _told(self) -> Told:
        above = " ".join(str(self.said.get(name) or "") for name in ("kicker", "title", "subtitle"))
        return Told(above, "", "")

    def _section(self) -> str:
        suggestion = suggest(self._told(), self.registries)
        return self.registries.sections[suggestion.section].name.zh if suggestion.section_sure else ""

    def _towns(self) -> str:
        return "、".join(
            self.registries.places[id_].name.zh for id_ in suggest(self._told(), self.registries).towns
        )

    def _topics(self) -> str:
        return "、".join(
            self.registries.topics[id_].name.zh for id_ in suggest(self._told(), self.registries).topics
        )

    def _free_slug(self, title: str) -> str:
        return next(slug for slug in slugs(title, self.registries) if slug not in self.shelf.slugs)

    def _slug_taken(self, slug: str) -> Message:
        free = self._free_slug(str(self.said["title"]))
        return error(
            "duplicate-slug",
            f"网址名“{slug}”已经有稿件用了",
            f"The slug “{slug}” is taken",
            (free, free),
        )


def _no_such_number(word: str, last: int) -> Message:
    return error(
        "bad-number", f"没有第 {word} 项", f"There is no number {word}", (f"1 到 {last}", f"1 to {last}")
    )


def _missing(names: Sequence[str]) -> Message:
    flags = " ".join(FLAGS.get(name, f"--{name}") for name in names)
    return error(
        "missing-field",
        f"还缺 {flags}",
        f"Missing: {flags}",
        (
            "加上它们，或在终端里运行 invoke new，逐项回答",
            "add them, or run invoke new in a terminal and answer",
        ),
    )
