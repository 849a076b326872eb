"""Pages of other papers and other hands: `pages/*.txt`, in our own words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.desk.composed import Composition, Part, Story
from plugins.desk.composing import compose
from plugins.newsroom.registries import Registries
from plugins.sources.foreign.newspaper import read_text

PAGES = Path(__file__).parent / "pages"
Read = Callable[[str], Composition]


@pytest.fixture
def read(registries: Registries) -> Read:
    return lambda name: compose(read_text((PAGES / f"{name}.txt").read_bytes()), registries.people)


def titles(composition: Composition) -> list[str]:
    return [story.headline.title for story in composition.stories]


def passages(story: Story, part: Part = Part.PARAGRAPH) -> list[str]:
    return [passage.text for passage in story.passages if passage.part is part]


def codes(story: Story) -> list[str]:
    return [remark.message.code for remark in story.remarks]


def test_stories_without_bylines_are_told_by_the_room_around_their_headlines(read: Read) -> None:
    page = read("no-bylines")
    assert titles(page) == ["花园口镇整修乡间小路", "新城街道开办夜间课堂", "大河路街道清理河边垃圾"]
    assert page.stories[2].headline.subtitle == "20名志愿者参加"
    assert [len(passages(story)) for story in page.stories] == [2, 1, 1]
    assert [story.byline for story in page.stories] == ["", "", ""]


def test_a_byline_stands_in_brackets_behind_the_dateline_behind_the_text_or_below_the_headline(
    read: Read,
) -> None:
    page = read("bracketed")
    assert titles(page) == ["长兴路街道举办邻里节", "刘寨街道为老人义务理发", "古荥镇开展消防演练"]
    assert [story.byline for story in page.stories] == [
        "记者 张三 通讯员 李四",
        "记者 张三 文/图",
        "记者 张三 通讯员 李四",
    ]
    assert [story.dateline for story in page.stories] == ["本报讯", "本报讯", ""]
    assert passages(page.stories[0]) == [
        "10月14日，长兴路街道举办邻里节，居民带来自家做的点心和大家分享。",
        "活动现场还设了旧书交换摊位。",
    ]
    assert passages(page.stories[2])[0].endswith("村民学会了使用灭火器（干粉型）。")


def test_briefs_that_follow_each_other_closely_are_told_by_their_bylines(read: Read) -> None:
    page = read("briefs")
    assert titles(page) == ["花园口镇检修路灯", "新城街道清理楼道", "古荥镇开展义诊"]
    assert [story.byline for story in page.stories] == ["记者 张三", "通讯员 李四", "记者 张三 通讯员 李四"]


def test_a_caption_in_the_middle_of_a_sentence_does_not_break_it_and_is_not_lost(read: Read) -> None:
    (story,) = read("captions").stories
    assert passages(story) == [
        "10月16日，迎宾路街道沿河边步道举行健步走，近百名居民参加，大家边走边看，一路上欢声笑语不断。活动结束后，"
        "街道给每人送了一份纪念品。"
    ]
    assert passages(story, Part.CAPTION) == ["▲居民在步道上健步走。 李四 摄", "图为活动现场 资料图片"]
    assert (story.byline, story.joined) == ("记者 张三", [(2, 6)])
    assert codes(story) == ["caption-without-picture", "caption-without-picture"]


def test_turns_to_other_pages_are_notes_for_the_editor(read: Read) -> None:
    first, second = read("turned").stories
    assert passages(first) == ["今年，惠济区计划改造老旧院落12个，目前已完工7个。"]
    assert (passages(first, Part.TURN), first.byline) == (["（下转A3版）"], "记者 张三")
    assert (second.headline.title, passages(second, Part.TURN)) == ("新城街道建成口袋公园", ["（上接A1版）"])
    assert codes(first) == codes(second) == ["turned-story"]


def test_lines_in_columns_are_a_table(read: Read) -> None:
    (story,) = read("tables").stories
    assert passages(story, Part.TABLE) == [
        "| 日期 | 地点 | 人数 |\n|--|--|--|\n| 3日 | 东社区 | 40 |\n| 4日 | 西社区 | 35 |",
        "| 社区 | 姓名 |\n|--|--|\n| 东 | 张三 |\n| 西 | 李四 |",
    ]
    assert [passage.part for passage in story.passages] == [
        Part.PARAGRAPH, Part.TABLE, Part.PARAGRAPH, Part.TABLE, Part.PARAGRAPH,
    ]  # fmt: skip


def test_furniture_of_the_page_tells_its_day_number_name_and_editor(read: Read) -> None:
    page = read("furniture")
    found = page.furniture
    assert (str(found.day), found.paper, found.page, found.page_name) == (
        "2018-03-06",
        "郑州日报",
        "A3",
        "惠济新闻",
    )
    assert found.editors == ("王某",)
    assert [line for line, _ in found.lines] == [1, 2, 3, 8, 12, 13]
    assert titles(page) == ["古荥镇组织村民植树", "花园口镇检修水泵"]


def test_lines_of_a_fixed_width_are_paragraphs_again(read: Read) -> None:
    (story,) = read("wrapped").stories
    assert passages(story) == [
        "大河路街道文化站近日修缮一新，重新对居民开放。文化站设有图书室、排练室和棋牌室，居民凭身份证就可以免费使用。",
        "“以前下雨会漏水，现在好多了。”居民张三说，他每周都来这里看书看报，还教孩子们写毛笔字，一教就是两个小时。",
    ]


def test_a_headline_over_several_lines_and_numbered_subheads(read: Read) -> None:
    (story,) = read("spread").stories
    headline = story.headline
    assert (headline.kicker, headline.title) == ("不忘初心 服务群众", "惠济区举行第三届|社区趣味运动会")
    assert headline.subtitle == "——8支队伍同场比拼"
    assert passages(story, Part.SUBHEAD) == ["一、比赛热闹", "二、服务贴心"]
    assert story.byline == "记者 张三"


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_no_paragraph_ends_in_the_middle_of_a_sentence(path: Path, read: Read) -> None:
    for story in read(path.stem).stories:
        assert "unfinished-paragraph" not in codes(story)
        assert all(text.rstrip("”’）")[-1] in "。！？：" for text in passages(story))
