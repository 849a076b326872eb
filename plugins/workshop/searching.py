"""Does search find what is there, and nothing else? Its script is asked under Node, and compared with plain reading.

What is compared with is written anew here, on purpose: it shares no code with plugins/search or with its script.
"""

import json
import re
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from opencc import OpenCC

from plugins.checks.run import check_content
from plugins.newsroom import addresses
from plugins.newsroom.article import Article
from plugins.newsroom.registries import Registries
from plugins.newsroom.signatures import signed
from plugins.newsroom.text import Lang, unbroken
from plugins.sources.markup import to_html

from .draws import Draws

SCRIPT = Path("theme/static/js/search.js")
FIELDS = ("q", "section", "town", "topic", "kind", "year", "sort")


class Answer(NamedTuple):
    """What the script finds: addresses in its order, and what it cost."""

    addresses: tuple[str, ...]
    promised: int
    """How many it says there are, before it has read more than the first of them."""
    is_sure: bool
    """Whether that is all it says, or "at most"."""
    first_bytes: int
    """Loaded until the first results are shown."""
    all_bytes: int


def ask(
    index: Path, questions: Iterable[dict[str, Any]], script: Path = SCRIPT, texts: Path | None = None
) -> list[Answer]:
    """Ask the script, which finds its files in the folder `index`; those with texts in `texts`, if that is another one.

    `fresh` in a question forgets all that was loaded before, `alone` all but what is loaded once; `briefly` asks for
    the first results only.
    """
    lines = "".join(json.dumps({**dict.fromkeys(FIELDS, ""), **asked}) + "\n" for asked in questions)
    command = ["node", str(Path(__file__).with_name("ask.mjs")), str(index), str(texts or index), str(script)]
    run = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", check=True)
    return [_answer(json.loads(line)) for line in run.stdout.splitlines()]


def _answer(said: dict[str, Any]) -> Answer:
    if "error" in said:
        raise RuntimeError(said["error"])
    first = said["first"] or {"found": 0, "left": 0, "sure": True}
    return Answer(
        tuple(said["addresses"]), first["found"] + first["left"], first["sure"], said["bytes"], said["all"]
    )


class Story(NamedTuple):
    """A story in one language, as a reader of its manuscript knows it."""

    address: str
    text: str
    """Every field that is searched, a line each, folded."""
    raw: str
    """Title and text as they stand."""
    filed: frozenset[str]
    moment: float
    """When it was published."""


_SIMPLIFY = OpenCC("t2s")
_HAN = "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


class Reading:
    """Every story of a content folder in one language, read from the first to the last word for each question."""

    def __init__(self, content: Path, lang: Lang) -> None:
        checked = check_content(content)
        assert checked.registries is not None, checked.problems
        self.stories: list[Story] = []
        self._registries, self._lang = checked.registries, lang
        for outline in checked.outlines:
            manuscript = checked.manuscript(outline.path)
            record = manuscript.publication
            if isinstance(record, Article) and record.lang == lang and record.status == "published":
                body = _plain(to_html(manuscript.body, "comrak"))
                self.stories.append(_story(record, body, checked.registries))

    def find(self, asked: dict[str, str]) -> set[str]:
        """The addresses of all stories that say each part of `asked["q"]` and are filed as it says."""
        patterns = [re.compile(_pattern(part)) for part in set(_fold(asked.get("q", "")).split())]
        filed = {f"{name}:{value}" for name, value in asked.items() if name not in ("q", "sort") and value}
        return {
            story.address
            for story in self.stories
            if filed <= story.filed and all(pattern.search(story.text) for pattern in patterns)
        }

    def names(self) -> Iterator[str]:
        """Those of all people and places, former ones too."""
        yield from (person.name.in_(self._lang) for person in self._registries.people)
        yield from (name.in_(self._lang) for place in self._registries.places for name in place.names)

    def substrings(self, count: int) -> Iterator[str]:
        """Pieces of the stories' texts, of 1 to 12 characters, the same ones each time."""
        for number in range(count):
            draws = Draws("substring", number)
            raw = draws.one(self.stories).raw
            start = draws.below(max(len(raw) - 12, 1))
            yield raw[start : start + 1 + draws.below(12)]


def differences(reading: Reading, index: Path, questions: Sequence[dict[str, str]]) -> list[str]:
    """What the script does not find, or should not find, for each of `questions`; none if it is right."""
    found = []
    questions = [asked for asked in questions if _fold(asked.get("q", "")).strip() or len(asked) > 1]
    for asked, answer in zip(questions, ask(index, questions), strict=True):
        right, said = reading.find(asked), set(answer.addresses)
        if missed := right - said:
            found.append(f"{asked}: not found: {sorted(missed)[:3]} of {len(right)}")
        if wrong := said - right:
            found.append(f"{asked}: wrong: {sorted(wrong)[:3]}")
        if len(answer.addresses) != len(said):
            found.append(f"{asked}: found twice")
        if answer.promised < len(right) or (answer.is_sure and answer.promised != len(right)):
            found.append(f"{asked}: says {answer.promised}, but there are {len(right)}")
    return found


def _story(record: Article, body: str, registries: Registries) -> Story:
    lang = record.lang
    names = [name.in_(lang) for id_ in record.places for name in registries.places[id_].names]
    topics = [registries.topics[id_].name.in_(lang) for id_ in record.topics]
    people = [credit.name or "" for credit in signed(record, registries.people).credits]
    lines = [unbroken(record.title), unbroken(record.kicker or ""), unbroken(record.subtitle or "")]
    lines += [record.summary or "", record.byline or "", *people, *names, *topics, body]
    lines.append(registries.sections[record.category].name.in_(lang))
    filed = [f"section:{record.category}", f"year:{record.date.year}", "kind:news"]
    filed += [*(f"town:{id_}" for id_ in record.places), *(f"topic:{id_}" for id_ in record.topics)]
    return Story(
        addresses.article(record.date, record.slug, lang, record.folder),
        "\n".join(map(_fold, lines)),
        f"{unbroken(record.title)}\n{body}",
        frozenset(filed),
        record.date.timestamp(),
    )


def _plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


def _fold(text: str) -> str:
    """One width, one case, simplified; a space for what is neither a letter nor a number."""
    folded = _SIMPLIFY.convert(unicodedata.normalize("NFKC", text).lower())
    return "".join(char if char.isalnum() else " " for char in folded)


def _pattern(part: str) -> str:
    """Words and numbers from their beginning on, one letter or digit as a whole; Chinese anywhere."""
    word = rf"[^\W{_HAN}]"
    start = "" if re.match(f"[{_HAN}]", part) else f"(?<!{word})"
    return start + part + (f"(?!{word})" if re.search(rf"(?:^|[{_HAN}]){word}$", part) else "")
