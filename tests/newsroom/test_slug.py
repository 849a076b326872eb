import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.registry import SLUG_PATTERN
from plugins.newsroom.slug import short_slug, suggest_slug

READINGS = {"古荥镇": "guxing", "古荥": "guxing", "惠济区": "huiji", "惠济": "huiji", "薛岗": "xuegang"}


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("抓实基层 夯实基础", "zhua-shi-ji-ceng-hang-shi-ji-chu"),
        ("惠济区以机制创新激发党建工作活力", "huiji-yi-ji-zhi-chuang-xin-ji-fa-dang-jian-gong-zuo-huo-li"),
        (
            "全省城市基层党建工作经验交流座谈会 第三观摩组到惠济区实地观摩",
            "quan-sheng-cheng-shi-ji-ceng-dang-jian-gong-zuo-jing-yan",
        ),
        (
            "惠济区举行2017年第四批次重点项目开工仪式 五大项目集中开工,总投资7亿元",
            "huiji-ju-xing-2017-nian-di-si-pi-ci-zhong-dian-xiang-mu-kai",
        ),
        (
            "喜迎十九大 迎宾路街道举办主题演讲比赛",
            "xi-ying-shi-jiu-da-ying-bin-lu-jie-dao-ju-ban-zhu-ti-yan",
        ),
    ],
)
def test_the_titles_of_the_seed_page_have_short_readable_slugs(title: str, slug: str) -> None:
    assert suggest_slug(title, READINGS) == slug


def test_a_registered_reading_wins_over_pinyin() -> None:
    assert suggest_slug("古荥镇党建", READINGS) == "guxing-dang-jian"


def test_the_longest_registered_name_wins() -> None:
    readings = {"古荥": "short", "古荥镇": "long"}
    assert suggest_slug("古荥镇", readings) == "long"
    assert suggest_slug("古荥", readings) == "short"


def test_a_reading_may_be_several_words() -> None:
    assert suggest_slug("在江山路街道", {"江山路街道": "jiangshanlu-subdistrict"}) == (
        "zai-jiangshanlu-subdistrict"
    )


def test_a_phrase_gives_a_character_its_reading() -> None:
    assert suggest_slug("重庆银行行长") == "chong-qing-yin-hang-hang-zhang"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("互联网+党建", "hu-lian-wang-dang-jian"),
        ("ＡＰＰ上线２０１７", "app-shang-xian-2017"),
        ("Café Huiji", "cafe-huiji"),
        ("3:0", "3-0"),
        ("吕柯", "lyu-ke"),
        ("“两学一做”", "liang-xue-yi-zuo"),
    ],
)
def test_latin_words_and_digits_are_kept(title: str, slug: str) -> None:
    assert suggest_slug(title) == slug


@pytest.mark.parametrize("title", ["", "  ", "！？……", "Привет", "😀"])
def test_a_title_that_cannot_be_spelt_has_no_slug(title: str) -> None:
    assert suggest_slug(title) == ""


def test_a_long_slug_ends_at_a_whole_word() -> None:
    assert suggest_slug("抓实基层", max_length=8) == "zhua-shi"
    assert suggest_slug("抓实基层", max_length=9) == "zhua-shi"
    assert suggest_slug("抓实基层", max_length=11) == "zhua-shi-ji"


def test_a_single_word_that_is_too_long_is_cut() -> None:
    assert suggest_slug("a" * 100, max_length=5) == "aaaaa"
    assert suggest_slug("a", max_length=0) == ""


TITLES = st.text(max_size=60) | st.text("古荥镇惠济区薛岗党建 -,ab12é吕", max_size=60)


@given(TITLES, st.dictionaries(st.text(max_size=4), st.text(max_size=8)), st.integers(-1, 80))
def test_a_slug_fits_an_address_or_is_empty(title: str, readings: dict[str, str], length: int) -> None:
    slug = suggest_slug(title, readings, length)
    assert slug == "" or (re.fullmatch(SLUG_PATTERN, slug) and len(slug) <= length)


@given(TITLES)
def test_a_slug_is_its_own_slug(title: str) -> None:
    slug = suggest_slug(title, READINGS)
    assert suggest_slug(slug) == slug


WORDS = ("党建", "党员", "观摩", "重点项目", "项目", "演讲", "比赛")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("惠济区以机制创新激发党建工作活力", "huiji-jizhi-chuangxin-jifa"),
        ("第三观摩组到惠济区实地观摩", "disan-guanmozu-huiji-shidi"),
        ("举行2017年第四批次重点项目开工仪式", "disi-pici-zhongdian-xiangmu"),
        ("古荥镇3个村完成改造", "guxing-3-gecun-wancheng"),
        ("吕梁山", "lyuliangshan"),
        ("ＡＰＰ上线了", "app-shangxian"),
        ("的", ""),
        ("Привет", ""),
    ],
)
def test_a_short_slug_is_made_of_whole_words(title: str, slug: str) -> None:
    assert short_slug(title, READINGS, WORDS) == slug


def test_a_name_without_a_reading_is_left_out_of_a_short_slug() -> None:
    assert short_slug("惠济区党建", {"惠济区": ""}, WORDS) == "dangjian"


@given(st.text(max_size=60), st.integers(1, 6))
def test_a_short_slug_is_one_or_nothing(title: str, most: int) -> None:
    slug = short_slug(title, READINGS, WORDS, most)
    assert slug == "" or (re.fullmatch(SLUG_PATTERN, slug) and len(slug) <= 60)
