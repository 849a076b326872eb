import re
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indexes.paging import FULL, LEAST, Paging
from tests.desk import Desk

LISTS = 2 * len(("home", "section", "town", "year", "month"))
"""Those of a story in a town, in two languages."""

MARKS = st.integers(0, 1000).flatmap(lambda count: st.binary(min_size=count, max_size=count))


@given(MARKS)
def test_every_story_is_on_exactly_one_page_newest_first(marks: bytes) -> None:
    positions = [place for page in Paging(marks).pages for place in range(page.start, page.stop)]
    assert positions == list(range(len(marks)))


@given(MARKS)
def test_the_front_holds_all_of_a_short_list_and_20_to_39_of_a_long_one(marks: bytes) -> None:
    front = Paging(marks).pages[0]
    size = front.stop - front.start
    assert size == len(marks) if len(marks) < LEAST + FULL else FULL <= size < 2 * FULL


@given(MARKS)
def test_a_full_page_has_17_to_20_stories(marks: bytes) -> None:
    assert all(LEAST <= page.stop - page.start <= FULL for page in Paging(marks).pages[1:])


def on_full_pages(stories: list[int], marks: bytes) -> dict[int | None, list[int]]:
    """The stories on each full page; both are newest first."""
    return {page.number: stories[page.start : page.stop] for page in Paging(marks).pages[1:]}


@given(MARKS, st.integers(0, 255))
def test_a_new_story_moves_nothing_on_a_full_page(marks: bytes, mark: int) -> None:
    stories = list(range(len(marks)))
    before = on_full_pages(stories, marks)
    after = on_full_pages([-1, *stories], bytes([mark]) + marks)
    assert before.items() <= after.items()
    assert len(after) - len(before) in (0, 1)


@given(MARKS, st.data())
def test_of_older_stories_alone_as_many_pages_would_be_full_as_stay_so(
    marks: bytes, data: st.DataObject
) -> None:
    newer = data.draw(st.integers(0, len(marks)))
    stories, older = list(range(len(marks))), marks[newer:]
    alone, all_ = on_full_pages(stories[newer:], older), on_full_pages(stories, marks)
    assert len(alone) == Paging(marks).full(len(older))
    assert alone.items() <= all_.items()


def test_an_old_story_that_goes_changes_the_page_that_it_is_on_and_seldom_others() -> None:
    random, changed = Random(4), []
    for _ in range(400):
        stories, marks = list(range(1000)), random.randbytes(1000)
        at = random.randrange(1000)
        before = on_full_pages(stories, marks)
        after = on_full_pages(stories[:at] + stories[at + 1 :], marks[:at] + marks[at + 1 :])
        changed.append(sum(before.get(page) != after.get(page) for page in before.keys() | after.keys()))
    assert median(changed) == 1
    assert sum(changed) / len(changed) < 7  # with 20 on each page, it would be 24


@given(MARKS)
def test_older_and_newer_lead_through_all_pages_and_back(marks: bytes) -> None:
    pages = {page.number: page for page in Paging(marks).pages}
    page, seen = pages[None], [None]
    while page.older is not None:
        older = pages[page.older]
        assert older.newer == page.number
        page = older
        seen.append(page.number)
    assert seen == list(pages)


def many(desk: Desk, count: int) -> None:
    for number in range(count):
        day, hour = divmod(number, 20)
        desk.story(
            f"story-{number:03}",
            date=f"2017-10-{day + 1:02} {hour:02}:00",
            towns="guxing",
            title=f"消息{number}",
        )


@pytest.mark.parametrize(
    ("date", "topics"),
    [("2017-10-04 08:00", "[党建云, 主题党日, 重点项目]"), ("2017-11-01 08:00", "党建云")],
    ids=["three topics", "the first of a month, one topic"],
)
def test_one_new_story_changes_at_most_30_files_and_no_full_page(desk: Desk, date: str, topics: str) -> None:
    """A story of a place and a reporter; the first one of a topic or a person changes the lists of these, too."""
    many(desk, 65)
    desk.story("september", date="2017-09-30 08:00")
    lists = {"towns": "guxing", "topics": topics, "reporter": "蔺洋"}
    desk.story("story-000", date="2017-10-01 00:00", **lists)
    before = desk.build(to="before")
    assert before.code == 0, before.said
    desk.story("newest", date=date, title="最新", **lists)
    after = desk.build(to="after")
    changed = {name for name, content in after.files.items() if before.files.get(name) != content}
    assert before.files.keys() <= after.files.keys()
    assert not {name for name in changed if "/page/" in name}
    assert 24 < len(changed) <= 30, "\n".join(sorted(changed))


def test_an_old_story_that_goes_or_comes_back_changes_few_pages_and_all_are_those_of_a_clean_build(
    desk: Desk,
) -> None:
    many(desk, 150)
    before = desk.build()
    assert before.code == 0, before.said
    was, moved = before.files, list[int]()
    for number in (30, 70, 110):
        (story,) = desk.content.rglob(f"story-{number:03}.md")
        text = story.read_bytes()
        story.unlink()
        after = desk.build()
        assert after.files == desk.build(to=f"without-{number}").files
        pages = {name for name in was.keys() & after.files.keys() if "/page/" in name}
        moved.append(sum(was[name] != after.files[name] for name in pages))
        story.write_bytes(text)
        assert desk.build().files == was
    assert sorted(moved)[1] <= 2 * LISTS  # of each list one or two pages, in two languages
    assert max(moved) < 6 * LISTS  # with as many stories on each page, the first would move six in each


def test_pages_of_a_listing_lead_to_each_other(desk: Desk) -> None:
    many(desk, 65)
    built = desk.build()
    assert {name for name in built.files if name.startswith("towns/guxing/page/")} == {
        "towns/guxing/page/1.html",
        "towns/guxing/page/2.html",
    }
    front = built.page("towns/guxing/index.html")
    assert len(front.select("main article, main li.entry, main .news > li")) >= 20
    assert front.find("a", href="/towns/guxing/page/2.html")
    oldest = built.page("towns/guxing/page/1.html")
    assert oldest.find("a", href="/towns/guxing/page/2.html")
    assert "story-000" in str(oldest)
    assert "story-020" not in str(oldest)


def test_stories_of_one_minute_stand_in_the_order_of_the_printed_page(desk: Desk) -> None:
    for slug, order in (("b", 2), ("c", 3), ("a", 1)):
        desk.story(slug, edition=f"{{order: {order}}}")
    page = desk.build().read("sections/party/index.html")
    positions = [page.index(f"/{slug}.html") for slug in "abc"]
    assert positions == sorted(positions)


def test_neighbours_are_of_the_section_and_related_stories_are_not_newer(desk: Desk) -> None:
    desk.story("one", date="2017-10-01 08:00", topics="党建云", title="甲稿")
    desk.story("two", date="2017-10-02 08:00", topics="党建云", title="乙稿", category="culture")
    desk.story("three", date="2017-10-03 08:00", topics="党建云", title="丙稿")
    built = desk.build()
    main = {slug: str(built.page(f"news/2017/10/{slug}.html").main) for slug in ("one", "two", "three")}
    assert "three.html" in main["one"]
    assert "two.html" not in main["one"]
    assert "one.html" in main["two"]
    assert "three.html" not in main["two"]
    assert "one.html" in main["three"]
    assert "two.html" in main["three"]


def test_a_story_not_translated_is_in_the_other_languages_lists_and_marked(desk: Desk) -> None:
    desk.story("only-zh", towns="guxing")
    desk.story("only-en", lang="en", title="Only in English", towns="guxing")
    built = desk.build()
    assert built.code == 0, built.said
    for folder in ("", "sections/party/", "towns/guxing/", "archive/2017/10/"):
        english = built.page(f"en/{folder}index.html")
        link = english.find("a", href="/news/2017/10/only-zh.html")
        assert link is not None, folder
        assert link.find_parent(lang="zh-CN") or link.get("lang") == "zh-CN"
        chinese = built.page(f"{folder}index.html")
        link = chinese.find("a", href="/en/news/2017/10/only-en.html")
        assert link is not None, folder
        assert link.find_parent(lang="en") or link.get("lang") == "en"
    assert "In Chinese" in built.read("en/index.html")
    assert not built.page("news/2017/10/only-zh.html").find("link", hreflang=True)


def test_a_day_of_the_years_calendar_leads_to_where_its_first_story_stands(desk: Desk) -> None:
    many(desk, 65)
    desk.story("newest", date="2017-11-01 08:00", title="最新")
    built = desk.build()
    assert built.code == 0, built.said
    days = re.findall(
        r'<td><a href="/([^"#]*)#(day-\d+)">\d+<small>(\d+)篇', built.read("archive/2017/index.html")
    )
    assert [(anchor, count) for _, anchor, count in days] == [
        ("day-1", "20"),
        ("day-2", "20"),
        ("day-3", "20"),
        ("day-4", "5"),
    ]
    for page, anchor, _ in days:
        assert f'id="{anchor}"' in built.read(f"{page}index.html" if page.endswith("/") else page)


def test_a_month_leads_to_the_months_beside_it_that_have_stories(desk: Desk) -> None:
    for month in ("2016-12", "2017-03", "2017-10"):
        desk.story(f"story-{month}", date=f"{month}-05 08:00")
    built = desk.build()
    assert built.code == 0, built.said
    beside = re.compile(r'<a href="/archive/([\d/]*)" rel="(prev|next)">')
    assert beside.findall(built.read("archive/2017/03/index.html")) == [
        ("2016/12/", "prev"),
        ("2017/10/", "next"),
    ]
    assert beside.findall(built.read("archive/2017/index.html")) == [("2016/", "prev")]


def test_the_front_of_a_year_leads_to_the_month_that_is_not_over_and_shows_its_stories_when_it_is(
    desk: Desk,
) -> None:
    desk.story("october", date="2017-10-05 08:00")
    desk.story("november", date="2017-11-05 08:00")
    year = desk.build().page("archive/2017/index.html").main
    assert year.find("a", href="/archive/2017/11/").parent.text == "最近一个月：2017年11月"
    assert not year.find("a", href="/news/2017/11/november.html")
    assert [caption.text for caption in year.select("caption")] == ["2017年10月"]
    assert year.find("a", href="/news/2017/10/october.html")
    desk.story("january", date="2018-01-01 08:00")
    year = desk.build().page("archive/2017/index.html").main
    assert [caption.text for caption in year.select("caption")] == ["2017年10月", "2017年11月"]
    assert year.find("a", href="/news/2017/11/november.html")


def test_the_page_for_what_is_not_there_shows_five_stories_of_months_that_are_over_if_any_is(
    desk: Desk,
) -> None:
    def shown() -> list[str]:
        return [link["href"] for link in desk.build().page("404.html").select("main .news a")]

    for day in range(1, 8):
        desk.story(f"story-{day}", date=f"2017-10-0{day} 08:00")
    october = shown()
    for slug in ("first", "second"):
        desk.story(slug, date="2017-11-01 08:00")
    assert shown() == october == [f"/news/2017/10/story-{day}.html" for day in (7, 6, 5, 4, 3)]
