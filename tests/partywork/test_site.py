"""The pages of party work, as readers get them."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup, Tag

from plugins.newsroom.registries import Registries
from plugins.sources.front_matter import read_document
from tests.desk import BRANCHES, ROOT, Built, Desk

PAGES = (
    "overview/",
    "branches/",
    "branches/sample-community-1/",
    "branches/sample-community/2017/",
    "theme-days/",
    "theme-days/2017/",
    "projects/",
    "statistics/",
    "statistics/2017/",
    "data/",
)
RECORDS = [
    read_document(path.read_text(encoding="utf-8")).fields.value
    for path in sorted((ROOT / "content" / "activities").rglob("*.md"))
]
NAME = "name: {zh: 甲, en: A}"
FILLED = "url: https://news.example.org\nsponsor: 甲\norganizer: 乙\ncontact: 丙\nsite_code: '4101080001'\nicp: 丁\npolice: 戊\n"


def text(page: BeautifulSoup | Tag) -> str:
    return " ".join(page.get_text(" ").split())


def rows(page: BeautifulSoup, heading: str) -> dict[str, str]:
    """The rows of the chart with this heading."""
    (figure,) = (one for one in page.select("figure.chart") if one.h2 and one.h2.text == heading)
    return {
        row.th.get_text(strip=True): row.td.text for row in figure.select("tbody tr") if row.th and row.td
    }


def production(desk: Desk) -> Built:
    site = (desk.content / "data/site.yaml").read_text(encoding="utf-8")
    desk.write("data/site.yaml", site[: site.index("url:")] + FILLED)
    return desk.build("-e", "PRODUCTION=true", 'DRAFT_SAVE_AS=""', 'DRAFT_LANG_SAVE_AS=""')


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("folder", PAGES)
def test_every_page_is_there_in_both_languages(site: Built, folder: str, prefix: str) -> None:
    page = site.page(f"{prefix}{folder}index.html")
    assert page.html is not None
    assert page.html["lang"] == ("en" if prefix else "zh-CN")
    alternates = [str(link["href"]) for link in page.find_all("link", rel="alternate", hreflang=True)]
    assert f"/en/{folder}" in alternates


# -- figures


def test_every_number_leads_to_the_story_that_it_came_from(site: Built, registries: Registries) -> None:
    page = site.page("overview/index.html")
    told = {row.td.text: str(row.td.a["href"]) for row in page.select("tbody tr") if row.td and row.td.a}
    for one in registries.figures:
        assert told[one.value.text].endswith(f"/{one.story}.html"), one.id
    for label in page.select(".figs dt"):
        assert label.a is not None


def test_english_figures_keep_their_qualifiers(site: Built) -> None:
    page = text(site.page("en/overview/index.html"))
    for figure in ("more than 13,000 people", "700 million yuan", "130 million yuan", "92%"):
        assert figure in page


def test_prizes_stand_beside_their_story_and_are_not_added_up(site: Built) -> None:
    aside = site.page("news/2017/10/yanjiang-bisai.html").aside
    assert aside is not None
    prizes = [text(dd) for dd in aside.select(".nums dd")]
    assert prizes == ["2 组", "5 组", "8 组", "17 组"]


# -- organizations


def test_the_tree_is_the_register(site: Built, registries: Registries) -> None:
    page = site.page("branches/index.html")
    links = [str(link["href"]) for link in page.select(".tree a")]
    assert sorted(links) == sorted(f"/branches/{branch.id}/" for branch in registries.branches)
    assert "298个" in text(page)
    assert page.select_one(".tree .tree") is None


def test_a_branch_tells_facts_partners_and_its_records_newest_first(site: Built) -> None:
    page = site.page("branches/sample-community-1/index.html")
    days = [str(one["datetime"]) for one in page.select(".entry > .by > time")]
    own = [
        record
        for record in RECORDS
        if "sample-community-1" in (*record["branches"], *record.get("partners", ()))
    ]
    assert days == sorted((record["date"][:10] for record in own), reverse=True)
    assert "未公布" in text(page)  # when it was set up
    assert "示例企业党支部" in text(page.select(".about .box")[-1])


def test_a_record_tells_its_facts_beside_its_text(site: Built) -> None:
    page = site.page("activities/2017/03/sample-0317-company-volunteer-service.html")
    box = page.select_one("aside .facts")
    assert box is not None
    assert text(box) == (
        "类别 志愿服务 活动日期 2017年3月17日 党支部 示例企业党支部 共建党组织 示例社区第一党支部 "
        "地点 大河路街道 参加人数 20多名 应到人数 未公布"
    )


def test_a_sample_says_so_wherever_it_shows(site: Built) -> None:
    for name in ("index.html", "archive/2017/01/index.html", "branches/sample-company/index.html"):
        page = site.page(name)
        shown = [
            link for link in page.select(".entry .hd") if link.a and "/activities/" in str(link.a["href"])
        ]
        assert all(one.select_one(".mark") for one in shown), name
    for name in ("branches/sample-company/index.html", "statistics/2017/index.html"):
        assert site.page(name).select_one(".notice"), name
    assert site.page("activities/2017/01/sample-0113-community-1-theme-day.html").select_one(".notice")
    marked = site.page("branches/index.html").select(".tree li > .mark")
    assert len(marked) == 16


def test_samples_are_in_no_feed(site: Built) -> None:
    for name, data in site.files.items():
        if name.endswith(".atom"):
            assert b"/activities/" not in data, name


def test_production_leaves_samples_out_and_names_them(desk: Desk) -> None:
    desk.register("branches", BRANCHES + f"- {{id: real, {NAME}, kind: branch}}\n")
    desk.record()
    desk.record("b-record", branches="real", sample=None, participants="3人")
    desk.register("requirements", f"- {{id: r, {NAME}, kind: study, every: year, sample: true}}\n")
    built = production(desk)
    assert built.code == 0, built.said
    for name in ("a-record.md", "branches.yaml: sample-company", "requirements.yaml: r"):
        assert name in built.said
    assert "real" not in built.said
    pages = {name for name in built.files if name.startswith(("activities/", "branches/"))}
    assert pages == {
        "activities/2017/10/b-record.html",
        "branches/index.html",
        "branches/real/index.html",
    }
    assert not [name for name, data in built.files.items() if b"sample-company" in data]


# -- statistics


def test_charts_count_what_is_in_the_files(site: Built) -> None:
    page = site.page("statistics/2017/index.html")
    kinds = Counter(record["kind"] for record in RECORDS)
    assert rows(page, "各类型的记录") == {kind: str(kinds[kind]) for kind in kinds}
    recorded = {
        month: len(
            {
                branch
                for record in RECORDS
                if record["kind"] == "主题党日" and record["date"][5:7] == month
                for branch in record["branches"]
            }
        )
        for month in sorted({record["date"][5:7] for record in RECORDS})
    }
    printed = [value.partition("（")[0] for value in rows(page, "每月主题党日").values()]
    assert printed == [f"{11 + (month >= '04')}个中{count}个" for month, count in recorded.items()]


def test_participation_is_shown_with_what_it_is_made_of(site: Built) -> None:
    page = site.page("statistics/2017/index.html")
    both = [record for record in RECORDS if "participants" in record and "eligible" in record]
    sums = [
        sum(int(re.sub(r"\D", "", record[field])) for record in both)
        for field in ("participants", "eligible")
    ]
    said = text(page)
    assert f"全年：超过{sums[1]}人中的超过{sums[0]}人" in said
    assert f"30条记录中，{len(both)}条写明了" in said


def test_towns_stand_in_the_order_of_their_codes(site: Built, registries: Registries) -> None:
    towns = list(rows(site.page("statistics/2017/index.html"), "各镇街的记录"))
    assert towns == [place.name.zh for place in sorted(registries.places, key=lambda one: one.code)]


# -- requirements


def test_a_reading_tells_which_months_have_records_and_which_have_none(site: Built) -> None:
    page = site.page("branches/sample-community/2017/index.html")
    line = page.select(".facts > div")[1]
    assert "没有记录：1月、3月、5月、6月、8月、9月" in text(line)
    evidence = [str(link["href"]) for link in line.select("dd a")]
    assert "/activities/2017/04/sample-0414-community-2-theme-day.html" in evidence
    assert "分" not in re.sub("区?部分", "", text(page.select_one(".sec") or page))  # no score


# -- towns, theme days, projects


def test_a_towns_page_tells_of_its_organizations_months_and_posts(site: Built) -> None:
    page = text(site.page("towns/yingbinlu/index.html"))
    for fact in ("示例社区第一党支部", "2017年9月", "四个班子领导"):
        assert fact in page
    assert "四个班子领导" in text(site.page("towns/guxing/index.html"))


def test_a_theme_day_is_marked_and_tells_what_was_recorded_of_its_month(site: Built) -> None:
    page = site.page("theme-days/2017/index.html")
    assert len(page.select("table.cal")) == 12
    marked = [str(one["aria-label"]) for one in page.select("table.cal a.theme")]
    assert marked[9] == "2017年10月13日：主题党日"
    (section,) = (one for one in page.select("section.sec") if one.h2 and one.h2["id"] == "month-5")
    assert "12个中4个" in text(section)
    assert "参加60人" in text(section)
    assert len(section.select(".entry")) == 2


def test_a_moved_theme_day_says_why(desk: Desk) -> None:
    desk.story(date="2018-01-02 08:00")
    desk.register("theme_days", "- {id: 2018-02, date: 2018-02-08, reason: {zh: 春节放假, en: Holiday}}\n")
    page = desk.build().page("theme-days/2018/index.html")
    (section,) = (one for one in page.select("section.sec") if one.h2 and one.h2["id"] == "month-2")
    assert text(section) == "2018年2月8日 春节放假 暂无记录"


def test_what_was_not_published_of_a_project_is_said_and_nothing_is_added_up(site: Built) -> None:
    page = site.page("projects/index.html")
    assert [text(one) for one in page.select(".batches b")] == [
        "2017年2月21日",
        "2017年3月18日",
        "2017年5月18日",
        "2017年10月12日报道",
    ]
    batch = text(page.select("section.sec")[3])
    assert "总投资 7亿元 年度投资 1.3亿元" in batch
    assert "以上项目总投资合计 未公布" in batch
    assert batch.count("区级责任领导 未公布") == 5


def test_totals_are_over_what_was_published_and_say_so(desk: Desk) -> None:
    desk.story()
    desk.register("batches", f"- {{id: b, {NAME}}}\n")
    desk.register(
        "projects",
        f"- {{id: p, {NAME}, batch: b, total: 7亿元, places: [guxing]}}\n- {{id: q, {NAME}, batch: b, total: 1.3亿多元}}\n"
        f"- {{id: r, {NAME}, batch: b}}\n",
    )
    built = desk.build()
    assert "超过8.3亿元（3个中公布的2个合计）" in text(built.page("projects/index.html"))
    assert "more than 830 million yuan, over the 2 of 3" in text(built.page("en/projects/index.html"))
    assert built.page("towns/guxing/index.html").select_one('a[href="/projects/#p"]')


def test_a_site_without_any_record_says_so_and_every_page_is_there(desk: Desk) -> None:
    desk.story()
    built = desk.build()
    assert built.code == 0, built.said
    for folder in ("overview", "branches"):
        assert "暂无数据" in built.read(f"{folder}/index.html")
    assert "statistics/index.html" in built.files
    assert not [name for name in built.files if name.startswith("statistics/2")]
