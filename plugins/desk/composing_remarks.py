"""What is said of a page that is composed: what may be wrong in a story, and why a page has none."""

from plugins.newsroom.headlines import Headline
from plugins.newsroom.problem import Message, error, warning


def _brief(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:10]}……{text[-10:]}"


def headline_unsure(headline: Headline) -> Message:
    """Lines above a text that could be told apart otherwise."""
    parts = (("引题", headline.kicker), ("主题", headline.title), ("副题", headline.subtitle))
    said = "，".join(f"{label}“{text}”" for label, text in parts if text)
    return warning(
        "headline-unsure",
        f"标题的几部分可能分错了：{said}",
        f"The parts of the headline may be mistaken (引题 kicker, 主题 title, 副题 subtitle): {said}",
        ("核对 kicker、title、subtitle 三行", "check the lines kicker, title and subtitle"),
    )


def subhead_unsure(text: str, is_subhead: bool) -> Message:
    """A short line that was taken for a subhead, or for text."""
    zh, en = ("当作小标题", "a subhead") if is_subhead else ("当作正文", "text")
    return warning(
        "subhead-unsure",
        f"“{_brief(text)}”{zh}，请核对",
        f"“{_brief(text)}” was taken for {en}",
        (
            "小标题单独成段，前面写“## ”；正文就去掉它",
            "a subhead stands alone and begins with “## ”, text does not",
        ),
    )


def unfinished(text: str) -> Message:
    """A paragraph without an end."""
    return warning(
        "unfinished-paragraph",
        f"这一段没有写完就断了：“…{text[-16:]}”",
        f"This paragraph ends in the middle of a sentence: “…{text[-16:]}”",
        ("对照原稿补上后半句或句号", "compare with the original: add the rest, or the full stop"),
    )


def second_byline(text: str) -> Message:
    """A byline in a story that has one."""
    return warning(
        "second-byline",
        f"这一篇有两处署名，接在了一起：“{text}”",
        f"The story has a second byline, which was added to the first: “{text}”",
        ("核对 byline 一行", "check the line byline"),
    )


def caption_alone(text: str) -> Message:
    """A caption (图说) with no picture above it."""
    return warning(
        "caption-without-picture",
        f"图说没有配图，作为注释留在稿件里：“{_brief(text)}”",
        f"A caption without its picture stays in the story as a comment: “{_brief(text)}”",
        (
            "把图片放进 content/pictures/，照 docs/editing.md 写一行图片",
            "add the picture as docs/editing.md tells",
        ),
    )


def turn(text: str) -> Message:
    """A turn to another page or from it: 下转A3版, 上接A1版."""
    return warning(
        "turned-story",
        f"这一篇转到或接自另一版（{text}），作为注释留在稿件里",
        f"The story goes on or begins on another page ({text}); that stays in it as a comment",
        ("把另一版的文字接上，再删去注释", "add the text of the other page and delete the comment"),
    )


def no_headline(text: str, line: int) -> Message:
    """Text at the top of a page, before any headline; `line` is its own."""
    said = _brief(text)
    return error(
        "no-headline",
        f"第 {line} 行“{said}”前面没有标题",
        f"There is no headline above line {line}: “{said}”",
        ("在它前面加一行标题，再导入一次", "put the headline on a line above it and import again"),
    )


NO_STORY = error(
    "no-story",
    "没有找到稿件：要有一行标题，下面有正文",
    "No story was found: there must be a headline, and text below it",
    (
        "标题单独一行，正文另起一行；只有图片的页面请先把文字打出来",
        "a line with the headline, then the text; pictures of text have to be typed first",
    ),
)
