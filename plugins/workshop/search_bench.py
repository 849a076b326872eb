"""`invoke bench --search`: what the index costs, and whether search is right at any size. Every number is measured."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from .bench import compare, furnish, plain_articles, read_site
from .corpus import add_article
from .cost import run
from .searching import Answer, Reading, ask, differences

FOLDER = "search/index"
BEFORE = {"q": "工作"}
"""A question that loads what is loaded once."""

_SETTINGS = "without_search.py"
_WITHOUT = """from pelicanconf import *
PLUGINS = [name for name in PLUGINS if name != "plugins.search"]
"""


def bench_search(articles: int, questions: int, out: TextIO) -> int:
    """Build a newsroom of `articles` without an index and with one, change a story, and ask so many `questions`.

    Returns 0, or 1 where a build fails or an answer is wrong.
    """
    with TemporaryDirectory(prefix="huiji-search-") as name:
        folder = Path(name)
        furnish(folder, articles)
        folder.joinpath(_SETTINGS).write_text(_WITHOUT, encoding="utf-8")
        costs = [_build(folder, settings, out) for settings in (_SETTINGS, "pelicanconf.py")]
        if None in costs:
            return 1
        without, with_it = (cost or 0.0 for cost in costs)
        _say(
            out,
            f"从头生成 cold build: {without:.1f} s CPU，含索引 with the index {with_it / without - 1:+.0%}",
        )
        index = folder / "output" / FOLDER
        sizes = [file.stat().st_size for file in index.rglob("*.bin")]
        _say(out, f"索引 index: {len(sizes)} 个文件 files, {sum(sizes) / 1e6:.1f} MB（已压缩 deflated）")
        if not _ask(folder, questions, out):
            return 1
        old = plain_articles(folder / "content")[articles // 4]
        text = old.read_text(encoding="utf-8")
        _change(
            folder,
            "改一篇旧稿 old one edited",
            lambda: old.write_text(f"{text}这一句是加上的。\n", "utf-8"),
            out,
        )
        _change(folder, "加一篇新稿 one new", lambda: add_article(folder, articles), out)
        _change(folder, "删一篇旧稿 old one deleted", old.unlink, out)
    return 0


def _say(out: TextIO, line: str) -> None:
    print(line, file=out, flush=True)


def _build(folder: Path, settings: str, out: TextIO) -> float | None:
    """CPU seconds of a build; None where it failed."""
    whole = settings != _SETTINGS
    places = [
        "-o",
        "output" if whole else "output-without",
        "--cache-path",
        "cache" if whole else "cache-without",
    ]
    command = [sys.executable, "-m", "pelican", "content", "-s", settings, "--fatal", "errors", *places]
    cost = run(command, folder)
    if cost.code:
        _say(out, cost.said)
        return None
    return cost.cpu or cost.wall


def _ask(folder: Path, count: int, out: TextIO) -> bool:
    """Whether all answers are right."""
    reading = Reading(folder / "content", "zh")
    asked = [{"q": words} for words in (*reading.substrings(count), *reading.names())]
    index = folder / "output" / FOLDER
    first = ask(index, [{**one, "fresh": True, "briefly": True} for one in asked])
    later = ask(index, [BEFORE, *({**one, "briefly": True, "alone": True} for one in asked)])[1:]
    _say(out, f"首次查找 first question: {_bytes(first)}；以后 later ones: {_bytes(later)}")
    wrong = differences(reading, index, asked)
    _say(out, f"查找 {len(asked)} 次 questions，与逐篇阅读不同 unlike plain reading: {len(wrong)}")
    for line in wrong[:10]:
        _say(out, line)
    return not wrong


def _bytes(answers: Sequence[Answer]) -> str:
    sizes = sorted(answer.first_bytes for answer in answers)
    return f"{sizes[len(sizes) // 2] / 1000:.0f} KB（最多 at most {sizes[-1] / 1000:.0f} KB）"


def _change(folder: Path, name: str, change: Callable[[], object], out: TextIO) -> None:
    before = read_site(folder / "output")
    change()
    cost = _build(folder, "pelicanconf.py", out)
    after = read_site(folder / "output")
    ours = [{file: site[file] for file in site if FOLDER in file} for site in (before, after)]
    all_, search = compare(before, after), compare(*ours)
    _say(
        out,
        f"{name}: {cost or 0:.1f} s CPU，写入 written {all_.written}，其中搜索 of these, search {search.written}",
    )
