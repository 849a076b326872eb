"""What a built site's index holds, and for whom."""

import json
import shutil
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

from plugins.fastbuild.files import MARGIN
from plugins.fastbuild.workers import cores
from plugins.search.stories import Stories
from tests.desk import Built, Desk
from tests.fastbuild.newsroom import Site

FILLED = "url: https://news.example.org\nsponsor: 甲\norganizer: 乙\ncontact: 丙\nsite_code: '4101080001'\nicp: 丁\npolice: 戊\n"
EMPTY = tuple(f"{line.partition(':')[0]}:" for line in FILLED.splitlines())


def newest(built: Built, folder: str = "search/index") -> list[list[Any]]:
    """The stories that are scanned; all of them on a small site."""
    told = json.loads(zlib.decompress(built.output.joinpath(folder, "newest.bin").read_bytes()))
    return list(told[4])


def everything(files: dict[str, bytes]) -> str:
    """All that the files of all indexes say."""
    made = (data for name, data in sorted(files.items()) if "search/index/" in name)
    return "".join(zlib.decompress(data).decode(errors="replace") for data in made)


def test_what_is_not_published_is_in_no_index(desk: Desk) -> None:
    desk.story("shown", body="看得见的正文。\n")
    desk.story("shown", lang="en", title="Shown", status="draft", body="Draftwords.\n")
    desk.story("a-draft", status="draft", title="草稿标题", body="草稿正文。\n")
    desk.story("a-hidden-one", status="hidden", title="隐藏标题", body="隐藏正文。\n")
    built = desk.build()
    assert built.code == 0, built.said
    said = everything(built.files)
    assert "看得见的正文" in said
    assert not any(word in said for word in ("草稿", "隐藏", "a-draft", "a-hidden-one", "Draftwords"))


@pytest.mark.parametrize("production", [False, True])
def test_samples_are_in_no_index_of_a_production_build(desk: Desk, production: bool) -> None:
    desk.story("real")
    desk.story("made-up", sample="true")
    site = desk.content / "data/site.yaml"
    known = "".join(line for line in site.read_text("utf-8").splitlines(True) if not line.startswith(EMPTY))
    desk.register("site", known + FILLED)
    built = desk.build("-e", f"PRODUCTION={str(production).lower()}")
    assert built.code == 0, built.said
    found = {record[0].rpartition("/")[2] for record in newest(built)}
    assert found == ({"real.html"} if production else {"real.html", "made-up.html"})


def test_each_language_has_an_index_of_its_own(desk: Desk) -> None:
    desk.story("both", body="中文。\n")
    desk.story("both", lang="en", title="A story", body="English.\n")
    desk.story("only-zh", body="只有中文。\n")
    built = desk.build()
    assert built.code == 0, built.said
    assert {record[0] for record in newest(built)} == {
        "news/2017/10/both.html",
        "news/2017/10/only-zh.html",
    }
    assert [record[0] for record in newest(built, "en/search/index")] == ["en/news/2017/10/both.html"]


def test_a_story_is_found_by_its_people_places_former_names_and_topics(desk: Desk) -> None:
    desk.story(
        byline="记者 王 伟 通讯员 张三 文/图",
        towns="江山路街道",
        topics="[主题演讲]",
        kicker="引题在此",
        summary="摘要在此",
        date="2020-10-12 08:00",
    )
    built = desk.build()
    assert built.code == 0, built.said
    heads = newest(built)[0][8].split("\n")
    for word in ("王伟", "张三", "江山路街道", "老鸦陈街道", "主题演讲", "引题在此", "摘要在此", "党建"):
        assert word in heads


def test_the_form_leads_to_the_lists_where_there_is_no_script(site: Built) -> None:
    page = site.page("search/index.html")
    form = page.select_one("form[role=search]")
    assert form is not None
    assert str(form["action"]).endswith("#ways")
    assert form.select_one("details[data-find=filters]")
    ways = page.select_one("#ways")
    assert ways is not None
    assert {str(link["href"]).split("/")[1] for link in ways.select("a")} >= {
        "archive",
        "towns",
        "topics",
        "people",
    }
    town = page.select_one('a[href="/towns/jiangshanlu/"]')
    assert town is not None
    assert town["data-names"] == "老鸦陈街道"


def test_everything_that_stories_are_filed_under_is_offered(site: Built) -> None:
    page = site.page("search/index.html")
    offered = {
        str(select["name"]): {str(option["value"]) for option in select.select("option")}
        for select in page.select("form select")
    }
    records = newest(site)
    assert {record[3] for record in records} <= offered["section"] - {""}
    assert {town for record in records for town in record[4]} <= offered["town"] - {""}
    assert {topic for record in records for topic in record[5]} <= offered["topic"] - {""}
    assert {record[6] for record in records} <= offered["kind"] - {""}
    assert {record[1][:4] for record in records} <= offered["year"] - {""}


def test_the_script_keeps_to_its_size(site: Built) -> None:
    assert len(site.output.joinpath("theme/js/search.js").read_bytes()) <= 12 * 1024


def test_after_an_edit_the_index_is_that_of_a_clean_build(tmp_path: Any) -> None:
    site = Site(tmp_path)
    site.settings["TRADITIONAL_EDITION"] = True
    for day in range(1, 29):
        for hour in (8, 9, 10):
            site.story(
                f"s-{day}-{hour}", date=f"2017-{day % 3 + 1:02}-{day:02} {hour:02}:00", body=f"第{day}天。\n"
            )
    before = site.incremental()
    assert any("search/index/stories/" in name for name in before)
    assert any("search/index/settled/" in name for name in before)
    site.story("s-3-8", date="2017-01-03 08:00", body="改过的正文。\n")
    edited = site.incremental()
    assert edited == site.clean()
    different = changed(before, edited)
    assert "search/index/newest.bin" not in different
    (texts,) = (name for name in different if name.startswith("search/index/stories/2017-01-"))
    assert {name for name in different if name.startswith("hant/")} == {f"hant/{texts}"}
    site.story("s-29-8", date="2017-03-29 08:00", title="新的一篇")
    grown = site.incremental()
    own = {name for name in changed(edited, grown) if name.startswith("hant/")}
    assert len(own) <= 2
    assert len(changed(edited, grown)) <= 3 + len(own)
    site.register("hant", "- {simplified: 正文, traditional: 本文全部}\n")
    (site.content / "news/2017/01/s-3-9.md").unlink()
    site.story("s-30-8", date="2017-03-30 08:00", title="新的一篇")
    said = site.incremental()
    assert said == site.clean()
    assert "正\ufff9本\ufffb文\ufff9文全部\ufffb" in everything(said)


@pytest.fixture
def months(tmp_path: Path) -> Site:
    """A site of more stories than are scanned, that has been built."""
    site = Site(tmp_path)
    for day in range(1, 29):
        for month in range(1, 5):
            site.story(
                f"s-{month}-{day}", date=f"2017-{month:02}-{day:02} 08:00", body=f"正文之{day * month}。\n"
            )
    site.story("s-1-1", lang="en", title="One", date="2017-01-01 08:00", body="English.\n")
    site.story("a-draft", status="draft", date="2017-02-03 09:00")
    time.sleep(2 * MARGIN / 1e9)  # until the stamps of files can be trusted
    site.incremental(FASTBUILD_WORKERS=2)
    return site


def untold(self: Stories) -> Any:
    raise AssertionError("was not foreseen")


@pytest.mark.skipif(cores() == 1, reason="one core foresees nothing")
@pytest.mark.parametrize(
    "gone",
    [["s-2-1.md", "s-2-28.md", "s-4-28.md"], ["s-1-1.md"], ["s-1-1.en.md"], ["a-draft.md"]],
    ids=["several", "one that has a translation", "a translation", "a draft"],
)
def test_stories_that_go_are_foreseen_and_the_index_is_that_of_a_clean_build(
    months: Site, gone: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in gone:
        next(months.content.rglob(name)).unlink()
    monkeypatch.setattr(Stories, "indexes", untold)
    after = months.incremental(FASTBUILD_WORKERS=2)
    monkeypatch.undo()
    assert after == months.clean()


@pytest.mark.skipif(cores() == 1, reason="one core foresees nothing")
def test_what_is_foreseen_is_in_the_traditional_edition_too(
    months: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    months.settings["TRADITIONAL_EDITION"] = True
    months.incremental(FASTBUILD_WORKERS=2)
    (months.content / "news/2017/02/s-2-1.md").unlink()
    monkeypatch.setattr(Stories, "indexes", untold)
    after = months.incremental(FASTBUILD_WORKERS=2)
    monkeypatch.undo()
    assert after == months.clean()
    assert any(name.startswith("hant/search/index/stories/2017-02") for name in after)


@pytest.mark.parametrize(
    "lose",
    [
        lambda kept: (kept / "last/plan").unlink(),
        lambda kept: (kept / f"zh-{2017 * 12 + 1}/last").write_bytes(b"spoilt"),
        lambda kept: [path.unlink() for path in kept.glob("*/records")],
        lambda kept: [path.write_bytes(b"spoilt") for path in kept.glob("*/terms")],
    ],
)
def test_where_what_was_kept_is_lost_or_spoilt_stories_that_go_are_gone_all_the_same(
    months: Site, lose: Any
) -> None:
    (kept,) = (months.folder / "cache/search").iterdir()
    lose(kept)
    (months.content / "news/2017/02/s-2-1.md").unlink()
    assert months.incremental(FASTBUILD_WORKERS=2) == months.clean()


def test_what_a_build_has_kept_that_did_not_end_is_not_taken_for_the_last_plan(
    months: Site, tmp_path: Path
) -> None:
    cache, before = months.folder / "cache", tmp_path / "before"
    shutil.copytree(cache, before)
    edited = months.content / "news/2017/01/s-1-5.md"
    text = edited.read_bytes()
    edited.write_bytes(text + "多一段。\n".encode())
    months.incremental(FASTBUILD_WORKERS=2)
    for path in before.glob("fastbuild-*"):
        shutil.copy2(
            path, cache
        )  # as if it had been killed: search has kept what it planned, and the build has not
    edited.write_bytes(text)
    (months.content / "news/2017/02/s-2-1.md").unlink()
    assert months.incremental(FASTBUILD_WORKERS=2) == months.clean()


def test_what_other_code_has_kept_is_not_read_and_let_go_of(
    months: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old,) = (months.folder / "cache/search").iterdir()
    monkeypatch.setattr("plugins.search.plan.CODE", b"other")
    for path in old.rglob("*"):
        if path.is_file():
            path.write_bytes(b"of another form")
    months.story("s-2-1", date="2017-02-01 08:00", body="改过的正文。\n")
    after = months.incremental(FASTBUILD_WORKERS=2)
    (new,) = (months.folder / "cache/search").iterdir()
    assert new.name == b"other".hex() != old.name
    monkeypatch.undo()
    assert everything(after) == everything(months.clean())


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The files of indexes that are new or other ones."""
    return {name for name in after if after[name] != before.get(name) and "search/index/" in name}
