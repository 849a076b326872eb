"""The law: after any sequence of edits the incremental output equals a clean build, byte for byte.

`LAW_STEPS=2000 invoke test -k law` runs longer.
"""

import fcntl
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from pelican.settings import read_settings

from plugins.fastbuild.build import Behind
from tests.desk import ROOT
from tests.drawing import photograph

from .newsroom import NOW, Site

STEPS = int(os.environ.get("LAW_STEPS", "150"))
SLUGS = st.sampled_from([f"story-{letter}" for letter in "abcdefgh"])
WORDS = st.sampled_from(["党建", "惠济", "古荥", "重点项目", "<b>", "&", "“引号”", "two words"])
DAYS = st.integers(1, 28)
LANGS = st.sampled_from(["zh", "en"])
PICTURES = ["a.jpg", "b.png", "2017/c.webp"]
FILES = st.sampled_from(PICTURES)
CONSTANT = "{{ 'x'|clauses }}"
"""Jinja asks the filter when it compiles this."""
OPTIONS = read_settings(str(ROOT / "pelicanconf.py"))["JINJA_ENVIRONMENT"]

EDITS: dict[str, dict[str, st.SearchStrategy[Any]]] = {}
"""Every kind of edit: the method that makes it, and what its arguments are drawn from."""


def edit(**arguments: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Mark a method as a kind of edit.

    They are no rules of their own: Hypothesis leaves out many rules at a time, and one step makes several edits.
    """

    def mark(method: Callable[..., None]) -> Callable[..., None]:
        EDITS[method.__name__] = arguments
        return method

    return mark


class Edits(RuleBasedStateMachine):
    """Draws edits of every kind; after each, the two builds are compared."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="law-"))
        self.site = Site(self.folder)
        self.site.show_pictures()
        self.told: dict[tuple[str, str], dict[str, Any]] = {}
        self.before: tuple[dict[tuple[str, str], dict[str, Any]], dict[Path, bytes]] = {}, {}
        self.overrides: dict[str, Any] = {"TRADITIONAL_EDITION": True}
        self.now = NOW

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        for name in PICTURES:
            self._shoot(name, 0)
        self._tell("story-a", "zh", title="第一条", reporter="蔺洋", towns="guxing", topics="党建云")
        self._tell("story-a", "en", title="The first", reporter="蔺洋")
        for day, slug in enumerate(("story-b", "story-c", "story-d"), 13):
            self._tell(slug, "zh", title=f"第 {day} 条", date=f"2017-10-{day} 08:00", topics="党建云")
        for slug, kind in (("work-a", "theme-day"), ("work-b", "study")):
            self._tell(slug, "zh", kind=kind, place="guxing", participants="9人", eligible="10人")
        self._tell("story-b", "zh", cover=self._cover("a.jpg", "中"), body=self._with_pictures(["b.png"]))

    @invariant()
    def incremental_equals_clean(self) -> None:
        if not self.told:
            return
        options = {**self.overrides, "FASTBUILD_NOW": self.now}
        before = self.site.files("output")
        try:
            clean = self.site.clean(**options)
        except SystemExit:  # an edit made a problem: a dead link, an address given twice
            with pytest.raises(SystemExit):
                self.site.incremental(**options)
            assert self.site.files("output") == before
            return
        incremental = self.site.incremental(**options)
        assert incremental.keys() == clean.keys()
        assert [name for name in clean if clean[name] != incremental[name]] == []

    # -- stories

    def _tell(self, slug: str, lang: str, body: str = "正文。\n", **fields: Any) -> None:
        write = self.site.record if slug.startswith("work-") else self.site.story
        old = self.told.get((slug, lang), {})
        said = {**old, "body": body, **fields}
        if old:
            self._path(slug, lang).unlink()
        self.told[slug, lang] = said
        write(slug, lang=lang, **said)

    def _path(self, slug: str, lang: str) -> Path:
        ending = ".en.md" if lang == "en" else ".md"
        return next(self.site.content.rglob(f"{slug}{ending}"))

    @edit(slug=SLUGS, lang=LANGS, word=WORDS, day=DAYS)
    def add_or_rewrite(self, slug: str, lang: str, word: str, day: int) -> None:
        self._tell(
            slug,
            lang,
            title=f"'{word} {day}'",
            body=f"{word}，第 {day} 稿。\n",
            date=f"2019-0{1 + day % 9}-{day:02} 08:00",
        )

    @edit(slug=SLUGS, lang=LANGS)
    def delete(self, slug: str, lang: str) -> None:
        if (slug, lang) in self.told:
            self._path(slug, lang).unlink()
            del self.told[slug, lang]

    @edit(slug=SLUGS, word=WORDS)
    def correct_a_body(self, slug: str, word: str) -> None:
        if (slug, "zh") in self.told:
            self._tell(slug, "zh", body=f"更正：{word}。\n")

    @edit(slug=SLUGS, lang=LANGS, word=WORDS)
    def correct_what_no_list_shows(self, slug: str, lang: str, word: str) -> None:
        """The end of a text: what lists show is its beginning."""
        if (slug, lang) in self.told:
            first, *_ = str(self.told[slug, lang]["body"]).split("\n\n")
            self._tell(slug, lang, body=f"{first.strip()}\n\n更正：{word}。\n")

    @edit(slug=SLUGS, status=st.sampled_from(["published", "draft", "hidden"]))
    def change_status(self, slug: str, status: str) -> None:
        if (slug, "zh") in self.told:
            self._tell(slug, "zh", status=status)

    @edit(
        slug=SLUGS,
        town=st.sampled_from(["guxing", "yingbinlu", None]),
        topic=st.sampled_from(["党建云", "red-stations", None]),
    )
    def file_elsewhere(self, slug: str, town: str | None, topic: str | None) -> None:
        if (slug, "zh") in self.told:
            self._tell(slug, "zh", towns=town, topics=topic)

    @edit(slug=SLUGS, alias=st.sampled_from(["/2016/old.html", "/old/", None]))
    def give_an_old_address(self, slug: str, alias: str | None) -> None:
        taken = {said.get("aliases") for key, said in self.told.items() if key != (slug, "zh")}
        if (slug, "zh") in self.told and alias not in taken - {None}:
            self._tell(slug, "zh", aliases=alias)

    @edit(slug=SLUGS, other=SLUGS)
    def link_to_another(self, slug: str, other: str) -> None:
        if (slug, "zh") in self.told and (other, "zh") in self.told and slug != other:
            path = self._path(other, "zh").relative_to(self.site.content)
            self._tell(slug, "zh", body="见[另一稿]({filename}/" + path.as_posix() + ")。\n")

    @edit()
    def remove_dead_links(self) -> None:
        for (slug, lang), said in list(self.told.items()):
            if "{filename}" in str(said.get("body")):
                self._tell(slug, lang, body="不再引用。\n")

    @edit(slug=SLUGS, days=st.integers(-2, 2))
    def date_around_now(self, slug: str, days: int) -> None:
        if (slug, "zh") in self.told:
            self._tell(slug, "zh", date=f"{self.now + timedelta(days=days):%Y-%m-%d %H:%M}")

    @edit(hours=st.integers(-30, 60))
    def set_the_clock(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @edit(slug=SLUGS)
    def edit_without_a_trace(self, slug: str) -> None:
        """The same size and the same time stamp."""
        if (slug, "zh") in self.told:
            path = self._path(slug, "zh")
            seen = path.stat()
            text = path.read_text(encoding="utf-8")
            body = "甲乙丙。\n" if "甲乙丁。" in text else "甲乙丁。\n"
            self._tell(slug, "zh", body=body)
            os.utime(self._path(slug, "zh"), ns=(seen.st_atime_ns, seen.st_mtime_ns))

    # -- records of work

    @edit(
        slug=st.sampled_from(["work-a", "work-b", "work-c"]),
        lang=LANGS,
        kind=st.sampled_from(["theme-day", "study"]),
        branches=st.sampled_from(["sample-company", "sample-office", "[sample-company, sample-office]"]),
        place=st.sampled_from(["guxing", "dahelu", None]),
        participants=st.sampled_from(["9人", "20多名", None]),
        day=DAYS,
    )
    def record_work(self, slug: str, lang: str, day: int, **fields: Any) -> None:
        date = f"2019-0{1 + day % 3}-{day:02} 08:00"
        self._tell(slug, lang, title=f"'记录 {day}'", date=date, eligible="30人", **fields)

    @edit(slug=st.sampled_from(["work-a", "work-b", "work-c"]), lang=LANGS)
    def delete_a_record(self, slug: str, lang: str) -> None:
        self.delete(slug, lang)

    @edit(
        name=st.sampled_from(["示例企业党支部", "改名的示例党支部"]),
        place=st.sampled_from(["guxing", "dahelu"]),
        since=st.sampled_from(["2017-01-01", "2019-02-10"]),
        above=st.booleans(),
    )
    def change_the_register_of_branches(self, name: str, place: str, since: str, above: bool) -> None:
        parent = ", parent: top" if above else ""
        top = "- {id: top, name: {zh: 示例党委, en: Top}, kind: committee, sample: true}\n" if above else ""
        company = (
            f"id: sample-company, name: {{zh: {name}, en: Company}}, valid_from: {since}, place: {place}"
        )
        office = "id: sample-office, name: {zh: 示例机关党支部, en: Office}"
        rows = "".join(f"- {{{one}, kind: branch, sample: true{parent}}}\n" for one in (company, office))
        self.site.register("branches", top + rows)

    @edit(
        register=st.sampled_from(["figures", "projects", "requirements", "theme_days", "contacts"]),
        word=st.sampled_from(["甲", "乙"]),
        there=st.booleans(),
    )
    def change_another_register(self, register: str, word: str, there: bool) -> None:
        said = {
            "figures": "value: 14家, story: story-a, counts: branches",
            "projects": "places: [guxing], total: 2亿元, steps: [{stage: started, story: story-b}]",
            "requirements": "kind: theme-day, every: month, story: story-c",
            "contacts": "post: {zh: 职务, en: post}, places: [dahelu]",
        }
        text = f"- {{id: a, name: {{zh: {word}, en: A}}, {said.get(register)}}}\n"
        if register == "theme_days":
            text = f"- {{id: 2019-02, date: 2019-02-1{len(word)}, reason: {{zh: {word}, en: A}}}}\n"
        self.site.register(register, text if there else "[]\n")

    # -- pictures

    def _cover(self, name: str, focus: str) -> str:
        return f"{{file: {name}, alt: 画面, credit: 资料图片, focus: {focus}}}"

    def _with_pictures(self, names: list[str]) -> str:
        return "正文。\n" + "".join(
            f'\n![画面{n}]({name} "图说｜资料图片")\n' for n, name in enumerate(names)
        )

    def _shoot(self, name: str, seed: int) -> None:
        path = self.site.content / "pictures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # it may be a link
        form = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[name.rpartition(".")[2]]
        path.write_bytes(photograph(340 + seed, 20, form, orientation=1 + seed % 8, seed=seed))

    @edit(slug=SLUGS, lang=LANGS, name=FILES | st.none(), focus=st.sampled_from(["左上", "中"]))
    def give_a_cover(self, slug: str, lang: str, name: str | None, focus: str) -> None:
        if (slug, lang) in self.told:
            self._tell(slug, lang, cover=self._cover(name, focus) if name else None)

    @edit(slug=SLUGS, lang=LANGS, names=st.lists(FILES, max_size=3))
    def put_pictures_into_a_text(self, slug: str, lang: str, names: list[str]) -> None:
        if (slug, lang) in self.told:
            self._tell(slug, lang, body=self._with_pictures(names))

    @edit(names=st.lists(FILES, max_size=2))
    def put_pictures_into_a_page(self, names: list[str]) -> None:
        text = f"---\ntitle: 关于\nslug: about\n---\n\n{self._with_pictures(names)}"
        self.site.write("pages/about.md", text)

    @edit(name=FILES, seed=st.integers(0, 3))
    def replace_an_original(self, name: str, seed: int) -> None:
        self._shoot(name, seed)

    @edit(name=FILES, data=st.sampled_from([None, b"", photograph()[:500]]))
    def lose_or_break_an_original(self, name: str, data: bytes | None) -> None:
        path = self.site.content / "pictures" / name
        path.unlink(missing_ok=True)
        if data is not None:
            path.write_bytes(data)

    @edit(name=FILES)
    def remove_an_original_and_all_that_show_it(self, name: str) -> None:
        (self.site.content / "pictures" / name).unlink(missing_ok=True)
        for (slug, lang), said in list(self.told.items()):
            if name in str(said.get("cover")) or f"({name} " in str(said.get("body")):
                self._tell(slug, lang, cover=None, body="没有图片了。\n")
        (self.site.content / "pages/about.md").unlink(missing_ok=True)

    @edit()
    def mend_all_originals(self) -> None:
        for name in PICTURES:
            self._shoot(name, 1)

    @edit(name=FILES)
    def put_a_link_in_the_place_of_an_original(self, name: str) -> None:
        path = self.site.content / "pictures" / name
        if path.is_file() and not path.is_symlink():
            path.rename(self.folder / "elsewhere")
            path.symlink_to(self.folder / "elsewhere")

    @edit(
        of=st.sampled_from(["languages", "pictures", "search", "templates"]),
        place=st.floats(0, 1, exclude_max=True),
    )
    def spoil_what_is_kept(self, of: str, place: float) -> None:
        for path in filter(Path.is_file, (self.folder / "cache" / of).rglob("*")):
            data = bytearray(path.read_bytes())
            if data:
                data[int(place * len(data))] ^= 0xFF
                path.write_bytes(data)

    # -- everything else

    @edit(word=st.sampled_from(["", "！", "？"]))
    def change_the_code_of_a_plugin(self, word: str) -> None:
        self.site.plugin(f"""
from pelican import signals

def install(generator):
    generator.env.filters["clauses"] = lambda text: f"{{text}}{word}"

def register():
    signals.generator_init.connect(install)
""")

    @edit(name=st.sampled_from(["党建", "党的建设"]))
    def rename_a_section(self, name: str) -> None:
        path = self.site.content / "data/sections.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"zh: 党(建|的建设),", f"zh: {name},", text, count=1), encoding="utf-8")

    @edit(words=st.sampled_from(["上一篇", "前一篇"]))
    def change_an_interface_string(self, words: str) -> None:
        path = self.site.theme / "translations/zh/LC_MESSAGES/messages.po"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub('msgstr "(上一篇|前一篇)"', f'msgstr "{words}"', text), encoding="utf-8")

    @edit(more=st.sampled_from(["", "<!-- a -->", CONSTANT]))
    def change_a_macro(self, more: str) -> None:
        path = self.site.theme / "templates/components/notice.html"
        text = path.read_text(encoding="utf-8").replace("<!-- a -->", "").replace(CONSTANT, "")
        path.write_text(text.replace("<strong>", f"{more}<strong>"), encoding="utf-8")

    @edit(is_on=st.booleans())
    def change_an_option_of_templates(self, is_on: bool) -> None:
        self.overrides["JINJA_ENVIRONMENT"] = {**OPTIONS, "trim_blocks": is_on}

    @edit(name=st.sampled_from(["a.css", "b.css"]), there=st.booleans())
    def add_or_remove_a_static_file(self, name: str, there: bool) -> None:
        path = self.site.theme / "static/css" / name
        path.write_text("x") if there else path.unlink(missing_ok=True)

    @edit(url=st.sampled_from(["", "https://news.example.org", "https://news.example.org/portal"]))
    def change_a_setting(self, url: str) -> None:
        self.overrides["SITEURL"] = url

    @edit(is_on=st.booleans())
    def change_whether_there_is_a_traditional_edition(self, is_on: bool) -> None:
        self.overrides["TRADITIONAL_EDITION"] = is_on

    @edit(words=st.dictionaries(WORDS | st.just("正文"), st.sampled_from(["甲", "乙乙"]), max_size=2))
    def change_the_words_of_the_traditional_edition(self, words: dict[str, str]) -> None:
        rows = "".join(f"- {{simplified: '{one}', traditional: {other}}}\n" for one, other in words.items())
        self.site.register("hant", rows or "[]\n")

    @edit(members=st.sets(st.sampled_from("abcdef")))
    def change_a_setting_that_is_a_set(self, members: set[str]) -> None:
        self.overrides["SOME_SET"] = members

    @edit(workers=st.sampled_from([1, 2, 8]))
    def change_the_number_of_workers(self, workers: int) -> None:
        self.overrides["FASTBUILD_WORKERS"] = workers

    def _an_output(self, number: int) -> Path | None:
        output = self.folder / "output"
        files = sorted([*output.rglob("*.html"), *(output / "pictures").rglob("*.*")])
        return files[number % len(files)] if files else None

    @edit(number=st.integers(0, 500))
    def lose_an_output(self, number: int) -> None:
        if path := self._an_output(number):
            path.unlink()

    @edit(number=st.integers(0, 500))
    def edit_an_output_by_hand(self, number: int) -> None:
        if path := self._an_output(number):
            path.write_bytes(path.read_bytes()[:-1] + b"X")

    @edit(spoil=st.sampled_from([b"", b"fastbuild 0\n", b"fastbuild 1\nnonsense"]))
    def spoil_the_cache(self, spoil: bytes) -> None:
        for path in (self.folder / "cache").glob("*.state"):
            path.write_bytes(spoil or path.read_bytes()[: path.stat().st_size // 2])

    @edit(milliseconds=st.integers(0, 400))
    def kill_a_build(self, milliseconds: int) -> None:
        """At a random moment; what it leaves must not confuse the next one, whatever is edited meanwhile."""
        sys.stdout.flush()
        child = os.fork()
        if not child:
            try:
                self.site.incremental(**{**self.overrides, "FASTBUILD_NOW": self.now})
            finally:
                os._exit(0)
        time.sleep(milliseconds / 1000)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for lock in (self.folder / "cache").glob("*.lock"):
            with lock.open() as file:  # processes that it has started end soon, and hold it until then
                fcntl.flock(file, fcntl.LOCK_EX)

    @edit()
    def take_everything_back(self) -> None:
        """The stories as they were before this step began."""
        told, files = self.before
        if not told:
            return
        for path in self.site.content.rglob("*.md"):
            if path not in files:
                path.unlink()
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.told = {key: dict(said) for key, said in told.items()}

    @edit(place=st.floats(0, 1, exclude_max=True))
    def spoil_the_texts(self, place: float) -> None:
        """A byte is another one, as on a bad disk; articles that it belongs to are read again."""
        for path in (self.folder / "cache").glob("*.texts"):
            data = bytearray(path.read_bytes())
            if data:
                data[int(place * len(data))] ^= 0xFF
                path.write_bytes(data)

    # -- a step

    _SEVERAL = st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4)
    _ONLY_A_TEXT = st.just(["correct_what_no_list_shows"])  # builds have a shorter way for it

    _SELDOM = st.sampled_from([False] * 9 + [True])

    @rule(data=st.data(), kinds=st.one_of(*[_SEVERAL] * 5, _ONLY_A_TEXT), a_build_waits=_SELDOM)
    def edit_several_things_at_once(self, data: st.DataObject, kinds: list[str], a_build_waits: bool) -> None:
        """One step; then the invariant compares."""
        if a_build_waits and "kill_a_build" not in kinds:
            self._edit_while_a_build_waits(data, kinds)
        else:
            self._edit(data, kinds)

    def _edit_while_a_build_waits(self, data: st.DataObject, kinds: list[str]) -> None:
        """As `invoke serve` does: the build that was waiting is right, or it begins again and is."""
        options = {**self.overrides, "FASTBUILD_NOW": self.now}
        store = self.site.store()
        before = list[dict[str, bytes]]()

        def pause() -> None:
            self._edit(data, kinds)
            before.append(self.site.files("output"))

        try:
            try:
                made = self.site.incremental(**options, FASTBUILD_STORE=store, FASTBUILD_PAUSE=pause)
            except Behind:
                made = self.site.incremental(**options, FASTBUILD_STORE=store)
        except SystemExit:  # there is a problem: since before, or by an edit
            if before:
                assert self.site.files("output") == before[0]
            else:
                self._edit(data, kinds)
        else:
            assert made == self.site.clean(**options)

    def _edit(self, data: st.DataObject, kinds: list[str]) -> None:
        files = {path: path.read_bytes() for path in self.site.content.rglob("*.md")}
        self.before = {key: dict(said) for key, said in self.told.items()}, files
        for kind in kinds:
            arguments = {name: data.draw(strategy) for name, strategy in EDITS[kind].items()}
            getattr(self, kind)(**arguments)


IN_A_ROW = 25
"""Steps of one sequence."""

PARTS = 3
"""Tests that draw as many sequences each: different processes run them at the same time (tests/conftest.py)."""


def _part() -> Any:
    part = type("Part", (Edits,), {}).TestCase
    part.settings = settings(
        max_examples=-(-STEPS // (IN_A_ROW * PARTS))
        + 1,  # its first attempt, the simplest sequence there is, comes to nothing
        stateful_step_count=IN_A_ROW + 1,  # `begin` counts as one
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    return part


TestLaw, TestLawOnceMore, TestLawAThirdTime = (_part() for _ in range(PARTS))
