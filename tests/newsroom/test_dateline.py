from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.dateline import Dateline, parse_dateline

Parts = tuple[str | None, str | None, int | None, int | None, int | None, str, bool]

FORMS: dict[str, Parts] = {
    "本报讯": ("本报", None, None, None, None, "讯", False),
    "本网讯": ("本网", None, None, None, None, "讯", False),
    "本报专讯": ("本报", None, None, None, None, "讯", False),
    "本报10月11日讯": ("本报", None, None, 10, 11, "讯", False),
    "本报11日讯": ("本报", None, None, None, 11, "讯", False),
    "新华社电": ("新华社", None, None, None, None, "电", False),
    "新华社北京电": ("新华社", "北京", None, None, None, "电", False),
    "新华社北京10月11日电": ("新华社", "北京", None, 10, 11, "电", False),
    "新华社联合国10月11日电": ("新华社", "联合国", None, 10, 11, "电", False),
    "新华社10月11日电": ("新华社", None, None, 10, 11, "电", False),
    "新华网郑州2017年10月11日电": ("新华网", "郑州", 2017, 10, 11, "电", False),
    "新华社北京１０月１１日电": ("新华社", "北京", None, 10, 11, "电", False),
    "新华社 北京 10 月 11 日 电": ("新华社", "北京", None, 10, 11, "电", False),
    "据新华社电": ("新华社", None, None, None, None, "电", True),
    "据新华社北京10月11日电": ("新华社", "北京", None, 10, 11, "电", True),
    "中新社香港10月11日电": ("中新社", "香港", None, 10, 11, "电", False),
    "惠济党建网2017年7月26日讯": ("惠济党建网", None, 2017, 7, 26, "讯", False),
    "惠济党建2017年7月26日讯": ("惠济党建", None, 2017, 7, 26, "讯", False),
    "河南日报客户端郑州7月26日讯": ("河南日报客户端", "郑州", None, 7, 26, "讯", False),
    "映象网讯": ("映象网", None, None, None, None, "讯", False),
    "惠济网讯": ("惠济网", None, None, None, None, "讯", False),
    "郑州10月11日电": (None, "郑州", None, 10, 11, "电", False),
    "【本报讯】": ("本报", None, None, None, None, "讯", False),
}


def parts(dateline: Dateline | None) -> Parts:
    assert dateline is not None
    return (
        dateline.org,
        dateline.place,
        dateline.year,
        dateline.month,
        dateline.day,
        dateline.kind,
        dateline.excerpted,
    )


@pytest.mark.parametrize("printed", FORMS)
@pytest.mark.parametrize("rest", ["", " 近日,惠济区举行仪式", "　近日", "（记者 张三 通讯员 李四）10月…"])
def test_a_dateline_is_told_apart_from_the_story(printed: str, rest: str) -> None:
    dateline, story = parse_dateline(printed + rest)
    assert parts(dateline) == FORMS[printed]
    assert dateline is not None
    assert (dateline.text, story) == (printed, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "本报通讯员 景琦",
        "本报记者 蔺洋",
        "本报电话",
        "新华社电视台",
        "10月11日下午,全省城市基层党建工作经验交流座谈会",
        "近日,惠济区举行第四批次重点项目集中开工仪式",
        "村民网上购物充电",
        "据新华社报道",
        "记者从本报讯息中心获悉",
    ],
)
def test_other_beginnings_are_no_datelines(text: str) -> None:
    assert parse_dateline(text) == (None, text)


@pytest.mark.parametrize("day", ["2月30日", "2017年2月29日", "13月1日", "0月0日", "0000年1月1日", "10月99日"])
def test_a_day_that_does_not_exist_leaves_the_date_empty_and_the_print_whole(day: str) -> None:
    dateline, rest = parse_dateline(f"新华社北京{day}电 近日")
    assert parts(dateline) == ("新华社", "北京", None, None, None, "电", False)
    assert dateline is not None
    assert dateline.full_date is None
    assert (dateline.text, rest) == (f"新华社北京{day}电", " 近日")


def test_a_leap_day_without_a_year_may_be_right() -> None:
    assert parts(parse_dateline("本报2月29日讯")[0])[3:5] == (2, 29)


def test_the_full_date_needs_a_printed_year() -> None:
    with_year, without = parse_dateline("新华网郑州2017年10月11日电")[0], parse_dateline("本报10月11日讯")[0]
    assert with_year is not None
    assert without is not None
    assert (with_year.full_date, without.full_date) == (date(2017, 10, 11), None)


PARTS = "据 本报 新华社 北京 2017年 10月 11日 2月30日 电 讯 专 网 【 】 （ 记者 １ 月 日"
PIECES = [*FORMS, *PARTS.split(), " ", "\n", "　"]


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nothing_is_lost_whatever_the_text(text: str) -> None:
    dateline, rest = parse_dateline(text)
    assert (dateline.text if dateline else "") + rest == text


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_dateline_alone_is_the_same_dateline(text: str) -> None:
    dateline, _ = parse_dateline(text)
    if dateline:
        assert parse_dateline(dateline.text) == (dateline, "")
