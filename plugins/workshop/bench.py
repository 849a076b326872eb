"""`invoke bench`: what a check and builds of a synthetic newsroom cost. Every number is measured.

The newsroom stands in a temporary folder ($TMPDIR is honoured) with a copy of this repository's theme, plugins
and settings, and is deleted afterwards. Each step is a new Python, whose start is part of what it costs. Whoever watches
the memory of a short build slows it down by a tenth: edits are made in rounds, of which the first tells memory and files
and the others tell time, by their medians. Machines differ, and one of them from minute to minute: in each round stock Pelican
builds a site without anything, too, and times are also told as multiples of that.
"""

import hashlib
import platform
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from itertools import count, cycle, product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple, TextIO

from .corpus import ROOT, add_article, make_newsroom
from .cost import Cost, run
from .machine import cores
from .party_corpus import add_record, make_party_work

LEAST = 10
"""Articles. With fewer there may not be one that can be edited or deleted."""

ROUNDS = 4
"""Of edits."""

DELETIONS = 13
"""Rounds of deletions. They differ by the lists that a story is on, so it takes more of them to know what one costs."""

_SETTINGS, _FOLDERS = "pelicanconf.py", ("theme", "plugins")
_EMPTY = "empty"
_WITHOUT = "without_party_work.py"
_BOTH = "output-both"
_LINK = re.compile(r"\{filename\}/([^)\s]+)")
_ADDED = "这一句是测量生成速度时加上的。"


def check_command() -> list[str]:
    """What `invoke check` does, as a command for the newsroom's folder."""
    return _python("from plugins.checks.report import main; sys.exit(main([]))")


def build_command(output: str = "output", setting: str = "") -> list[str]:
    """What `invoke build` does, as a command for the newsroom's folder; with a setting of the environment switched on."""
    begin = f"import os; os.environ[{setting!r}] = '1'; " if setting else ""
    build = "from pathlib import Path; from plugins.publishing.build import build"
    return _python(f"{begin}{build}; sys.exit(build(Path({output!r})))")


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", f"import sys; {code}"]


def bench(articles: int, out: TextIO, records: int = 0, branches: int = 0) -> int:
    """Measure a newsroom of `articles` and print a table to `out`, row by row.

    With `records` of the work of `branches`, it is also built without the pages of party work, to compare.
    Returns 0, or the exit code of the step that failed, whose output is printed too.
    """
    if records and not branches:
        print("记录要有党支部：--branches · records need branches: --branches", file=out)
        return 2
    if articles < LEAST:
        print(f"至少 {LEAST} 篇稿件 · at least {LEAST} articles", file=out)
        return 2
    with TemporaryDirectory(prefix="huiji-bench-") as name:
        folder = Path(name)
        furnish(folder, articles)
        if records:
            make_party_work(folder, records, branches)
        return _measure(folder, articles, out, _party_steps(folder, records, branches) if records else [])


def furnish(folder: Path, articles: int) -> None:
    """A whole site in `folder`: articles of its own, everything else copied; plugins compiled as after a first run."""
    shutil.copyfile(ROOT / _SETTINGS, folder / _SETTINGS)
    for name in _FOLDERS:
        # Another Python may be writing its byte code there at this moment.
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    make_newsroom(folder, articles)
    subprocess.run([sys.executable, "-m", "compileall", "-q", "plugins"], cwd=folder, check=False)


def _measure(folder: Path, articles: int, out: TextIO, more: Sequence["Step"] = ()) -> int:
    print(_conditions(articles), "", *_heads(), sep="\n", file=out, flush=True)
    try:
        _measure_rounds(folder, _first_steps(), 1, out)
        _measure_rounds(folder, _edits(folder, articles), ROUNDS, out)
        old = _all_over(plain_articles(folder / "content"))
        _measure_rounds(folder, [_deletion(iter(old))], len(old), out)
        _measure_rounds(folder, [*more, _first_traditional_step(folder, articles)], 1, out)
        _measure_rounds(folder, _traditional_edits(folder, articles), ROUNDS, out)
    except _Failed as failure:
        return failure.code
    print("", _TIMES, _size(read_site(folder / "output")), sep="\n", file=out)
    return 0


def _measure_rounds(folder: Path, steps: Sequence["Step"], rounds: int, out: TextIO) -> None:
    """Take all steps in turn, so many times, and print a row for each."""
    unit = _empty_site(folder)
    costs: dict[str, list[Cost]] = {step.name: [] for step in (unit, *steps)}
    files: dict[str, Files] = {}
    for number, step in product(range(rounds), (unit, *steps)):
        step.prepare()
        before = {} if number else read_site(folder / step.output)
        cost = run(step.command, folder, is_watched=not number)
        if cost.code:
            print(cost.said, f"{step.name}：失败 failed ({cost.code})", sep="\n", file=out)
            raise _Failed(cost.code)
        costs[step.name].append(cost)
        if step.writes and not number:
            files[step.name] = compare(before, read_site(folder / step.output))
    of_unit = _typical(costs[unit.name]).wall
    for step in steps:
        print(
            _row(step.name, _typical(costs[step.name]), of_unit, files.get(step.name)), file=out, flush=True
        )


class _Failed(Exception):
    """A command ended with this code, or by a signal."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code if code > 0 else 1


def _typical(costs: Sequence["Cost"]) -> "Cost":
    """The first one with the medians of what the others took, if there are others."""
    watched, *timed = costs
    spent = [cost.cpu for cost in timed if cost.cpu is not None]
    wall = median(cost.wall for cost in timed) if timed else watched.wall
    return watched._replace(wall=wall, cpu=median(spent) if spent else watched.cpu)


# -- The steps ---------------------------------------------------------------------------------------------


class Step(NamedTuple):
    """A row of the table: what is done to the newsroom, and the command that is measured then."""

    name: str
    prepare: Callable[[], object]
    command: list[str]
    writes: bool = True
    output: str = "output"


def _empty_site(folder: Path) -> Step:
    """The unit: what Pelican takes for a site without articles, without our settings."""
    settings = folder / _EMPTY / _SETTINGS
    settings.parent.mkdir(exist_ok=True)
    settings.touch()
    build = [sys.executable, "-m", "pelican", _EMPTY, "-s", f"{_EMPTY}/{_SETTINGS}", "-o", f"output-{_EMPTY}"]
    return Step("空网站 an empty site", _nothing, build, writes=False)


def _first_steps() -> list[Step]:
    return [
        Step("检查 check", _nothing, check_command(), writes=False),
        Step("从头生成 cold build", _nothing, build_command()),
    ]


def _edits(folder: Path, articles: int) -> list[Step]:
    """In order; each starts from what the one before it left. A new article that is taken back leaves the fronts of lists."""
    plain = plain_articles(folder / "content")
    quarter, half = len(plain) // 4, len(plain) // 2
    edited = cycle(plain[quarter:half])
    added: list[Path] = []
    return [
        Step("没有改动 no change", _nothing, build_command()),
        Step("改一篇旧稿 old one edited", lambda: _edit(next(edited)), build_command()),
        Step("加一篇新稿 one new", lambda: added.append(add_article(folder, articles)), build_command()),
        Step("撤下这篇新稿 new one deleted", lambda: added.pop().unlink(), build_command()),
    ]


def _deletion(deleted: Iterator[Path]) -> Step:
    """The next of these: numbered pages of its lists move up."""
    return Step("删一篇旧稿 old one deleted", lambda: next(deleted).unlink(), build_command())


def _all_over(articles: Sequence[Path]) -> list[Path]:
    """`DELETIONS` of these, if there are so many, as far from each other as can be."""
    count = min(DELETIONS, len(articles))
    return [articles[len(articles) * (2 * number + 1) // (2 * count)] for number in range(count)]


def _party_steps(folder: Path, records: int, branches: int) -> list[Step]:
    """A new record of work; and a cold build without its pages, beside the site."""
    settings = (
        'from pelicanconf import *\nPLUGINS = [name for name in PLUGINS if name != "plugins.partywork"]\n'
    )
    (folder / _WITHOUT).write_text(settings, encoding="utf-8")
    pelican = [sys.executable, "-m", "pelican", "content", "-s", _WITHOUT, "--fatal", "errors"]
    without = [*pelican, "-o", "output-without", "--cache-path", ".cache-without"]
    return [
        Step("加一条记录 one new record", lambda: add_record(folder, records, branches), build_command()),
        Step("不含党建 cold, no party work", _nothing, without, writes=False),
    ]


def _first_traditional_step(folder: Path, articles: int) -> Step:
    """The Traditional Chinese edition too, beside the site."""
    return Step("繁简，从头 both, cold", lambda: add_article(folder, articles), _both(), output=_BOTH)


def _traditional_edits(folder: Path, articles: int) -> list[Step]:
    old, new = cycle(plain_articles(folder / "content")[:ROUNDS]), count(articles + 1)
    return [
        Step("繁简，没有改动 both, same", _nothing, _both(), output=_BOTH),
        Step("繁简，改旧稿 both, edited", lambda: _edit(next(old)), _both(), output=_BOTH),
        Step("繁简，加新稿 both, new", lambda: add_article(folder, next(new)), _both(), output=_BOTH),
    ]


def _both() -> list[str]:
    return build_command(_BOTH, "TRADITIONAL_EDITION")


def _nothing() -> None:
    pass


def _edit(article: Path) -> None:
    """One sentence more at the end of the text."""
    article.write_bytes(article.read_bytes().rstrip() + f"{_ADDED}\n".encode())


def plain_articles(content: Path) -> list[Path]:
    """The articles without a twin that no other article links to, by month: deleting one breaks nothing."""
    files = sorted((content / "news").rglob("*.md"))
    linked = {link for file in files for link in _LINK.findall(file.read_text(encoding="utf-8"))}
    names = {file.relative_to(content).as_posix() for file in files}
    return [
        content / name
        for name in sorted(names - linked)
        if not name.endswith(".en.md") and f"{name.removesuffix('.md')}.en.md" not in names
    ]


# -- What a step wrote -------------------------------------------------------------------------------------


class Stamp(NamedTuple):
    """A file as found: what tells that it was written again, and what tells that it differs."""

    mtime: int
    inode: int
    digest: bytes
    size: int


Site = dict[str, Stamp]


class Files(NamedTuple):
    """What a build did to the files of a site. A file counts as written when its time or inode is another."""

    written: int
    new: int
    changed: int
    removed: int


def read_site(output: Path) -> Site:
    """Every file below `output`; none if it does not exist."""
    files = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): _stamp(path) for path in files}


def _stamp(path: Path) -> Stamp:
    stat, data = path.stat(), path.read_bytes()
    return Stamp(stat.st_mtime_ns, stat.st_ino, hashlib.blake2b(data).digest(), len(data))


def compare(before: Site, after: Site) -> Files:
    """How `after` came out of `before`."""
    both = before.keys() & after.keys()
    new = len(after.keys() - both)
    rewritten = sum(before[name][:2] != after[name][:2] for name in both)
    changed = sum(before[name].digest != after[name].digest for name in both)
    return Files(new + rewritten, new, changed, len(before.keys() - both))


# -- The table ---------------------------------------------------------------------------------------------


_HEADS = (
    ("用时", "wall s"),
    ("倍数", "times"),
    ("处理器", "CPU s"),
    ("内存峰值", "peak MB"),
    ("写入", "written"),
    ("新增", "new"),
    ("改动", "changed"),
    ("删除", "removed"),
)
_NAME, _NUMBER = 28, 9
"""Cells of a terminal; a Chinese character takes two."""

_UNKNOWN, _NONE = "n/a", "-"
_TIMES = "倍数 times: 同一轮里原样的 Pelican 生成一个空网站用时的几倍 · of what stock Pelican takes for an empty site"


def _heads() -> Iterator[str]:
    yield _line("步骤", [zh for zh, _ in _HEADS])
    yield _line("step", [en for _, en in _HEADS])
    yield "-" * (_NAME + _NUMBER * len(_HEADS))


def _row(name: str, cost: Cost, of_unit: float, files: Files | None) -> str:
    cpu = _UNKNOWN if cost.cpu is None else f"{cost.cpu:.2f}"
    memory = _UNKNOWN if cost.memory is None else f"{cost.memory / 1e6:.0f}"
    counts = map(str, files) if files else [_NONE] * len(Files._fields)
    return _line(name, [f"{cost.wall:.2f}", f"{cost.wall / of_unit:.2f}", cpu, memory, *counts])


def _line(name: str, cells: list[str]) -> str:
    return name + " " * (_NAME - _width(name)) + "".join(" " * (_NUMBER - _width(c)) + c for c in cells)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _conditions(articles: int) -> str:
    system = f"{platform.system()} {platform.machine()}"
    versions = f"Python {platform.python_version()}, Pelican {version('pelican')}"
    return f"{articles} 篇稿件 articles · {cores()} 核 cores · {versions} · {system}"


def _size(site: Site) -> str:
    megabytes = sum(stamp.size for stamp in site.values()) / 1e6
    return f"网站 site: {len(site)} 个文件 files, {megabytes:.1f} MB"
