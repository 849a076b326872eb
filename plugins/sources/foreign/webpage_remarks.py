"""What is said of the things in a web page that are not part of its story, or cannot be had."""

from plugins.newsroom.problem import Message, error, warning

_EXCERPT = 300
_NAMES = {
    "nav": ("导航", "The navigation"),
    "footer": ("页脚", "The foot of the page"),
    "button": ("按钮", "A button"),
    "select": ("选择框", "A choice"),
    "textarea": ("输入框", "A field to fill in"),
    "iframe": ("嵌入的网页", "An embedded page"),
    "object": ("嵌入的文件", "An embedded file"),
    "embed": ("嵌入的文件", "An embedded file"),
    "video": ("视频", "A film"),
    "audio": ("音频", "A sound"),
    "svg": ("矢量图", "A vector drawing"),
    "canvas": ("画布", "A canvas"),
}


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"


def left_out(element: str, words: str) -> Message:
    """An element that is no part of a story, or is hidden."""
    zh, en = _NAMES.get(element, ("隐藏的内容", "Something hidden"))
    return warning(
        "left-out",
        f"{zh}没有收入" + (f"：“{_excerpt(words)}”" if words else ""),
        f"{en} was left out" + (f": “{_excerpt(words)}”" if words else ""),
        ("属于稿件的请补进去", "add what belongs to the story"),
    )


def outside(words: str) -> Message:
    """Everything that stands beside the story."""
    return warning(
        "outside-the-story",
        f"稿件之外的文字没有收入：“{_excerpt(words)}”",
        f"Words outside the story were left out: “{_excerpt(words)}”",
        ("看看里面有没有标题、署名、日期", "see whether title, byline or date are among them"),
    )


def title(words: str) -> Message:
    """The name of a page in which no headline was found."""
    return warning(
        "page-title",
        f"没有找到大标题；浏览器标签上写着“{words}”",
        f"No headline was found; the browser's tab says “{words}”",
        ("标题不对时参考它", "look there when the title is wrong"),
    )


def elsewhere(address: str, alt: str) -> Message:
    """A picture that is not in the file."""
    shown = address[:300] or "?"
    return warning(
        "picture-elsewhere",
        f"图片不在文件里：“{shown}”" + (f"（替代文字：{alt}）" if alt else ""),
        f"A picture is not in the file: “{shown}”" + (f" (alternative: {alt})" if alt else ""),
        (
            "有权使用的，存下原图放进 content/pictures/",
            "if you may use it, put the original into content/pictures/",
        ),
    )


def picture_format(form: str) -> Message:
    """A picture that the site cannot use."""
    return warning(
        "picture-format",
        f"一张图片是 {form or '认不出的格式'}，没有取出",
        f"A picture is {form or 'of an unknown format'} and was left out",
        (
            "另存为 PNG 或 JPEG，放进 content/pictures/",
            "save it as a PNG or JPEG and put it into content/pictures/",
        ),
    )


NOTHING = warning(
    "no-text",
    "网页里没有稿件的文字",
    "There is no text of a story in the page",
    (
        "有的网页要联网才显示文字：在浏览器里复制文字到 Word，存成 .docx",
        "some pages load their text later: copy it from the browser to Word and save a .docx",
    ),
)
BROKEN = error(
    "broken-html",
    "网页的标签写坏了，读不了",
    "The page's tags are broken; it cannot be read",
    (
        "用浏览器打开，把稿件复制到 Word，存成 .docx 再导入",
        "open it in a browser, copy the story to Word and import the .docx",
    ),
)
