"""Furniture, bylines, suggestions, options: the parts of an import that pages do not show one by one."""

import pytest

from plugins.desk.bylines import take_from_end, take_from_start
from plugins.desk.furniture import clear
from plugins.desk.options import Misunderstood, read_edition, read_folder, read_moment
from plugins.desk.suggesting import Told, slugs, suggest
from plugins.newsroom.registries import Registries
from plugins.sources.foreign.page import Block, Kind


@pytest.mark.parametrize(
    "line",
    [
        "A5", "第5版", "郑州日报", "2017年10月12日 星期四", "A5 惠济新闻", "郑州日报 惠济新闻 A5", "2017-10-12 第A5版:惠济新闻",
        "2017年10月12日 星期四 农历八月廿三", "责编 张三 校对 李四", "2017年10月12日 星期四 责编 张三 校对 李四 A5",
        "新闻热线：0371-60000000", "——————", "* * *", "A2 要闻 2018年5月4日 星期五 责编 张三 电话 0371-60000",
    ],
)  # fmt: skip
def test_furniture_is_taken_away_and_kept(line: str, registries: Registries) -> None:
    left, _, furniture = clear([Block(Kind.LINE, line, 1)], registries.people)
    assert left == []
    assert furniture.lines == [(1, line)]


@pytest.mark.parametrize(
    "line",
    [
        "惠济新闻",
        "走进惠济",
        "郑州报业集团",
        "惠济区招商热线开通",
        "报名电话：0371-60000000",
        "记者 张三",
        "1",
        "2017年",
        "A计划启动",
    ],
)
def test_lines_of_stories_are_no_furniture(line: str, registries: Registries) -> None:
    left, _, furniture = clear([Block(Kind.LINE, line, 1)], registries.people)
    assert (len(left), furniture.lines) == (1, [])


def test_the_line_under_a_headline_of_the_web_tells_day_time_source_and_author(
    registries: Registries,
) -> None:
    line = "发布时间：2017-10-12 9:30 来源：惠济网 作者：张三 点击：123次 字号：[大 中 小]"
    left, _, furniture = clear(
        [Block(Kind.HEADING, "题", 1, level=1), Block(Kind.LINE, line, 2)], registries.people
    )
    assert len(left) == 1
    assert (str(furniture.day), furniture.clock, furniture.source, furniture.byline) == (
        "2017-10-12", "09:30", "惠济网", "作者：张三",
    )  # fmt: skip


def test_the_day_under_a_notice_stays(registries: Registries) -> None:
    lines = [Block(Kind.LINE, f"第{number}段。", number) for number in range(1, 9)]
    left, _, _ = clear([*lines, Block(Kind.LINE, "2017年10月12日", 9)], registries.people)
    assert len(left) == 9


def test_a_rule_is_known_where_it_was_drawn(registries: Registries) -> None:
    blocks = [Block(Kind.LINE, text, line) for line, text in enumerate(("甲。", "———", "乙。"), 1)]
    assert clear(blocks, registries.people)[1] == {1}


@pytest.mark.parametrize(
    ("text", "rest", "byline"),
    [
        ("得到提升。记者 蔺洋 通讯员 景琦 文/图", "得到提升。", "记者 蔺洋 通讯员 景琦 文/图"),
        ("完成。（记者 张三）", "完成。", "记者 张三"),
        ("完成（记者 张三）", "完成", "记者 张三"),
        ("他对记者说。", "他对记者说。", ""),
        ("见附表（二）", "见附表（二）", ""),
        ("完成。请看记者的报道", "完成。请看记者的报道", ""),
    ],
)
def test_a_byline_behind_the_last_sentence(text: str, rest: str, byline: str, registries: Registries) -> None:
    assert take_from_end(text, registries.people) == (rest, byline)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("本报讯（记者 张三 通讯员 李四）10月，好。", ("本报讯", "记者 张三 通讯员 李四", "10月，好。")),
        ("本报讯 记者 张三 近日，好。", ("本报讯", "记者 张三", "近日，好。")),
        ("本报讯 近日，好。", ("本报讯", "", "近日，好。")),
        ("新华社北京10月11日电 好。", ("新华社北京10月11日电", "", "好。")),
        ("（记者 张三）近日，好。", ("", "记者 张三", "近日，好。")),
        ("本报讯 记者 获悉，近日，好。", ("本报讯", "", "记者 获悉，近日，好。")),
        ("近日，好。", ("", "", "近日，好。")),
    ],
)
def test_dateline_and_byline_before_the_first_sentence(
    text: str, parts: tuple[str, str, str], registries: Registries
) -> None:
    assert take_from_start(text, registries.people) == parts


def test_a_passing_mention_is_no_subject(registries: Registries) -> None:
    found = suggest(
        Told("一次聚会", "近日，好。", "参与全市重点项目古荥大运河文化区建设。“红色驿站”成立。"), registries
    )
    assert (found.topics, found.towns, found.section_sure) == (("red-stations",), (), False)


def test_former_names_and_offices_of_towns_are_known(registries: Registries) -> None:
    told = Told("老鸦陈街道开会", "", "迎宾路办事处和古荥镇的人都来了。")
    assert suggest(told, registries).towns == ("jiangshanlu", "yingbinlu", "guxing")


def test_slugs_never_end_and_never_repeat(registries: Registries) -> None:
    found = slugs("迎宾路街道|举办主题演讲比赛，居民踊跃参加", registries)
    first = [next(found) for _ in range(20)]
    assert first[0] == "yingbinlu-zhuti-yanjiang-bisai"
    assert len(set(first)) == 20
    assert next(slugs("？！", registries)) == "gaojian"


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("郑州日报 A5", {"paper": "郑州日报", "page": "A5"}),
        ("a5，惠济新闻", {"page": "A5", "page_name": "惠济新闻"}),
        ("郑州日报、第5版、惠济 新闻", {"paper": "郑州日报", "page": "5", "page_name": "惠济 新闻"}),
        (
            "paper=郑州日报,page=A5,page_name=惠济新闻",
            {"paper": "郑州日报", "page": "A5", "page_name": "惠济新闻"},
        ),
        ("报纸：郑州日报 版次：A5 版面：惠济", {"paper": "郑州日报", "page": "A5", "page_name": "惠济"}),
        ("", {}),
    ],
)
def test_an_edition_is_read_as_it_is_typed(text: str, edition: dict[str, str]) -> None:
    assert read_edition(text) == edition


@pytest.mark.parametrize(
    "text", ["2017-10-12", "2017年10月12日", "2017/10/12", "2017.10.12", "２０１７-10-12", "2017-10-12 8:00"]
)
def test_a_day_is_read_as_it_is_typed(text: str) -> None:
    assert f"{read_moment(text):%Y-%m-%d %H:%M %z}" == "2017-10-12 08:00 +0800"


@pytest.mark.parametrize("text", ["", "10-12", "2017-10-12 25:00", "2017-10-12 08:00:00x", "0000-01-01"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Misunderstood):
        read_moment(text)


@pytest.mark.parametrize(
    "text", ["content/news/2017", "news/2017/", "./content/news/2017", "content\\news\\2017"]
)
def test_a_folder_may_be_written_with_content_before_it(text: str) -> None:
    assert read_folder(text) == "news/2017"
