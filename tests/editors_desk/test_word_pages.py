"""Pages of Word and HTML: pictures, footnotes, lists, headings real and faked."""

from datetime import datetime

import pytest

from plugins.desk.composed import Part
from plugins.desk.composing import compose
from plugins.desk.drafts import Draft, Filing, Source, draft
from plugins.newsroom.article import ZONE
from plugins.newsroom.registries import Registries
from plugins.sources.foreign.page import Block, Kind, Page
from plugins.sources.illustrations import illustrations
from tests.drawing import photograph

TITLE = Block(Kind.LINE, "古荥镇组织村民植树", 1, strong=True)
TEXT = Block(Kind.LINE, "3月5日，古荥镇组织村民植树200棵。", 2)
JPEG = photograph()


@pytest.fixture
def composed(registries: Registries):  # type: ignore[no-untyped-def]
    def make(*blocks: Block, data: bytes = JPEG) -> Draft:
        files = {block.file: data for block in blocks if block.file}
        page = compose(Page((TITLE, TEXT, *blocks), files), registries.people)
        source = Source(page, files, Filing(datetime(2018, 3, 6, 8, tzinfo=ZONE), "draft", {}, True))
        return draft(page.stories[0], 0, source, "zhishu", "news/2018/03/zhishu.md", registries)

    return make


def picture(text: str = "", file: str = "image1.jpeg", alt: str = "", line: int = 3) -> Block:
    return Block(Kind.PICTURE, text, line, file=file, alt=alt)


def codes(made: Draft) -> list[str]:
    return [remark.message.code for remark in made.remarks if remark.message.code != "section-unsure"]


@pytest.mark.parametrize(
    "caption",
    [
        "村民在河堤植树。陈静 摄",
        "村民在河堤植树 陈静 摄",
        "村民在河堤植树（陈静 摄）",
        "▲村民在河堤植树。 陈静摄",
    ],
)
def test_a_picture_with_its_credit_is_shown(composed, caption: str) -> None:  # type: ignore[no-untyped-def]
    made = composed(picture(caption))
    (shown,) = illustrations(made.body)
    assert shown.picture is not None
    assert shown.picture.file == "2018/03/zhishu-1.jpg"
    assert "村民在河堤植树" in shown.picture.alt
    assert shown.picture.credit.replace(" ", "") == "陈静摄"
    assert made.pictures == {"pictures/2018/03/zhishu-1.jpg": JPEG}
    assert codes(made) == []


def test_a_caption_below_the_picture_belongs_to_it(composed) -> None:  # type: ignore[no-untyped-def]
    made = composed(picture(), Block(Kind.LINE, "图为村民在植树", 4), Block(Kind.LINE, "陈静 摄", 5))
    (shown,) = illustrations(made.body)
    assert shown.picture is not None
    assert (shown.picture.caption, shown.picture.credit) == ("图为村民在植树", "陈静 摄")


def test_nobody_is_invented_for_a_picture_without_credit(composed) -> None:  # type: ignore[no-untyped-def]
    made = composed(picture("村民在河堤植树", alt="三个人在种树"))
    assert illustrations(made.body) == ()
    assert (
        "<!-- 补上署名和替代文字，再去掉这一行首尾的注释符号 ![三个人在种树](2018/03/zhishu-1.jpg"
        in made.body
    )
    assert list(made.pictures) == ["pictures/2018/03/zhishu-1.jpg"]
    assert codes(made) == ["picture-not-shown"]


@pytest.mark.parametrize(
    ("file", "data"), [("image1.emf", b"\x01\x00"), ("image1.jpg", b"no picture"), ("a.gif", JPEG)]
)
def test_a_picture_that_the_site_cannot_use_is_told(composed, file: str, data: bytes) -> None:  # type: ignore[no-untyped-def]
    made = composed(picture("现场", file), data=data)
    assert made.pictures == {}
    assert f"<!-- 图片 {file}（没有导入）：现场 -->" in made.body
    assert codes(made) == ["picture-not-imported"]


def test_several_pictures_are_counted_and_stand_where_they_stood(composed) -> None:  # type: ignore[no-untyped-def]
    made = composed(
        picture("甲 陈静 摄", line=3),
        Block(Kind.LINE, "种树的人很多。", 4),
        picture("乙 陈静 摄", "b.png", line=5),
    )
    assert [part[:5] for part in made.body.split("\n\n")] == ["3月5日，", "![甲](", "种树的人很", "![乙]("]
    assert list(made.pictures) == ["pictures/2018/03/zhishu-1.jpg", "pictures/2018/03/zhishu-2.png"]


def test_quotes_and_brackets_in_a_caption_do_no_harm(composed) -> None:  # type: ignore[no-untyped-def]
    made = composed(picture('[他]说\\"好" 陈静 摄'))
    (shown,) = illustrations(made.body)
    assert shown.picture is not None
    assert shown.picture.alt.startswith("[他]说")


def test_footnotes_follow_the_story_that_refers_to_them(registries: Registries) -> None:
    blocks = (
        Block(Kind.HEADING, "甲镇植树忙", 1, level=1),
        Block(Kind.LINE, "本报讯 甲镇植树[^1]。", 2),
        Block(Kind.HEADING, "乙镇植树忙", 3, level=1),
        Block(Kind.LINE, "本报讯 乙镇植树[^2]。", 4),
        Block(Kind.NOTE, "甲的注释", 5),
        Block(Kind.NOTE, "乙的注释", 6),
    )
    first, second = compose(Page(blocks), registries.people).stories
    assert first.passages[-1].text == "[^1]: 甲的注释"
    assert second.passages[-1].text == "[^2]: 乙的注释"


def test_faked_headings_are_headings(registries: Registries) -> None:
    blocks = (
        Block(Kind.LINE, "**惠济区推进党建**", 1, strong=True, centred=True),
        Block(Kind.LINE, "**（记者 张三）**本报讯", 2),
        Block(Kind.LINE, "今年以来，工作很多。", 3),
        Block(Kind.LINE, "**抓实基层**", 4, strong=True),
        Block(Kind.LINE, "**本报讯** 近日，工作很多。", 5),
    )
    (story,) = compose(Page((blocks[0], *blocks[2:4], blocks[2])), registries.people).stories
    assert story.headline.title == "惠济区推进党建"
    assert [passage.level for passage in story.passages] == [0, 2, 0]
    (dated,) = compose(Page((blocks[0], blocks[4])), registries.people).stories
    assert (dated.dateline, dated.passages[0].text) == ("本报讯", "近日，工作很多。")


def test_lists_and_the_lines_that_sign_a_notice_are_neither_glued_nor_subheads(
    registries: Registries,
) -> None:
    lines = [
        "各社区：",
        "现将有关事项通知如下。",
        "1. 时间：10月12日",
        "2. 地点：文化站",
        "特此通知",
        "惠济区文化站",
        "2017年10月12日",
    ]
    blocks = (
        Block(Kind.HEADING, "关于举办读书会的通知", 1, level=1),
        *(Block(Kind.LINE, line, 2) for line in lines),
    )
    (story,) = compose(Page(blocks), registries.people).stories
    assert [passage.text for passage in story.passages] == lines
    assert {passage.part for passage in story.passages} == {Part.PARAGRAPH, Part.ITEM}


def test_one_lower_heading_is_a_subtitle_and_headings_of_one_level_need_not_be_stories(
    registries: Registries,
) -> None:
    blocks = (
        Block(Kind.HEADING, "惠济区举办读书会", 1, level=1),
        Block(Kind.HEADING, "第一届", 2, level=2),
        Block(Kind.LINE, "近日，惠济区举办读书会。", 3),
        Block(Kind.HEADING, "书香", 4, level=1),
        Block(Kind.LINE, "大家都来了。", 5),
    )
    composed = compose(Page(blocks), registries.people)
    (story,) = composed.stories
    assert (story.headline.title, story.headline.subtitle) == ("惠济区举办读书会", "第一届")
    assert [passage.part for passage in story.passages] == [Part.PARAGRAPH, Part.SUBHEAD, Part.PARAGRAPH]
    assert [remark.message.code for remark in composed.remarks] == ["subhead-or-story"]


def test_a_picture_above_the_headline_belongs_to_the_first_story(registries: Registries) -> None:
    blocks = (picture("会场 陈静 摄", line=1), Block(Kind.HEADING, "惠济区举办读书会", 2, level=1), TEXT)
    (story,) = compose(Page(blocks), registries.people).stories
    assert [passage.part for passage in story.passages] == [Part.PICTURE, Part.PARAGRAPH]
    assert story.headline.title == "惠济区举办读书会"
