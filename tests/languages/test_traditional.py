"""OpenCC with the editors' list, as it is in the repository."""

import pytest

from plugins.languages.traditional import TraditionalEdition
from plugins.newsroom.registries import Registries
from plugins.newsroom.traditional import Override, Overrides


@pytest.fixture(scope="module")
def edition(registries: Registries) -> TraditionalEdition:
    return TraditionalEdition({"SITEURL": "/portal", "SITE_ORIGIN": "https://example.org"}, registries.hant)


CASES = """
惠济区 惠濟區 | 古荥镇 古滎鎮 | 老鸦陈街道 老鴉陳街道 | 花园口 花園口 | 郑州 鄭州 | 良库工舍 良庫工舍 | 花漾里 花漾里
记者蔺洋 記者藺洋 | 景琦 景琦 | 鲁情情 魯情情 | 乔淑洁 喬淑潔 | 陈静 陳靜 | 宋海民 宋海民 | 刘华安 劉華安 | 黄钊 黃釗 | 孙梅 孫梅
党群 黨群 | 党建云 黨建雲 | 云平台 雲平臺 | 智库 智庫 | 两学一做 兩學一做 | 第一书记 第一書記 | 党组 黨組
皇后 皇后 | 先后 先後 | 后备干部 後備幹部 | 工作里 工作裡 | 公里 公里 | 里程 里程 | 黄河里程碑 黃河里程碑 | 五里堡 五里堡 | 邻里 鄰里
干部 幹部 | 若干部门 若干部門 | 干净 乾淨 | 干旱 乾旱 | 干预 干預 | 黄河干流 黃河幹流 | 真抓实干 真抓實幹 | 分头联系、包干 分頭聯繫、包乾
方面 方面 | 面粉 麵粉 | 只有 只有 | 一只 一隻 | 关系 關係 | 系统 系統 | 发展 發展 | 理发 理髮 | 公布 公布 | 发布 發布
复杂 複雜 | 恢复 恢復 | 答复 答覆 | 征求 徵求 | 征程 征程 | 标准 標準 | 批准 批准 | 制度 制度 | 制作 製作 | 57000余次 57000餘次
12个中5个 12個中5個 | 一贯制学校 一貫制學校 | 志愿服务 志願服務 | 周五 週五 | 示范岗 示範崗 | 农历八月廿三 農曆八月廿三
"""


@pytest.mark.parametrize(
    "case", [case.strip() for line in CASES.split("\n") for case in line.split("|") if case.strip()]
)
def test_one_simplified_character_becomes_the_right_one_of_several(
    edition: TraditionalEdition, case: str
) -> None:
    simplified, traditional = case.split()
    assert edition.convert(simplified) == traditional


def test_texts_are_converted_alike_alone_and_together(edition: TraditionalEdition) -> None:
    texts = ["干", "部", "", "里\n面", "\x1f后"]
    assert edition.texts(texts) == [edition.convert(text) for text in texts]
    assert edition.texts(texts[:4]) == [edition.convert(text) for text in texts[:4]]
    assert edition.texts([]) == []


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("/portal/", "/portal/hant/"),
        ("/portal/towns/guxing/?page=1#top", "/portal/hant/towns/guxing/?page=1#top"),
        (
            "https://example.org/portal/news/2017/10/a.html",
            "https://example.org/portal/hant/news/2017/10/a.html",
        ),
        ("https://example.org/portal/feed.atom", "https://example.org/portal/hant/feed.atom"),
        ("/portal/en/towns/", None),
        ("/portal/hant/towns/", None),
        ("/portal/data/towns.csv", None),
        ("/portal/theme/a.html", None),
        ("/portal/feed.json", None),
        ("/portal/404.html", None),
        ("/elsewhere/", None),
        ("//portal/", None),
        ("https://example.com/portal/", None),
        ("#main", None),
        ("", None),
        ("mailto:a@example.org", None),
    ],
)
def test_a_link_leads_to_the_page_of_this_edition_where_there_is_one(
    edition: TraditionalEdition, address: str, own: str | None
) -> None:
    assert edition.link(address) == (address if own is None else own)
    if own is not None:
        assert edition.back(own) == address


def test_an_id_is_another_one_and_always_the_same(edition: TraditionalEdition) -> None:
    urn = "urn:uuid:5a5113e6-c8d3-59c7-934d-7febb86df440"
    assert edition.identity(urn) == "urn:uuid:f29e09e0-1342-58f5-8968-0919c4427158"
    assert edition.identity("tag:x") == "tag:x"


def test_everything_that_a_page_is_made_of_beside_its_own_bytes_is_told() -> None:
    def made_of(*words: Override, names: tuple[str, ...] = (), base: str = "", origin: str = "") -> bytes:
        return TraditionalEdition({"SITEURL": base, "SITE_ORIGIN": origin}, Overrides(words, names)).made_of

    word = Override(simplified="甲", traditional="乙")
    noted = Override(simplified="甲", traditional="乙", note="丙")
    keys = [
        made_of(),
        made_of(word),
        made_of(names=("余一",)),
        made_of(base="/a"),
        made_of(origin="https://a"),
    ]
    assert len(set(keys)) == len(keys)
    assert made_of(word) == made_of(noted)
    assert made_of(names=("王一",)) == made_of()
