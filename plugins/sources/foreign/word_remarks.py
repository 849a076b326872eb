"""What is said of the things in a Word file that a story cannot have, or that an editor has to look at again."""

from collections.abc import Iterable

from plugins.newsroom.problem import Message, error, warning

_EXCERPT = 60


def excerpt(text: str) -> str:
    """The beginning of a text that stands in the draft in full."""
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"


def _quoted(texts: Iterable[str]) -> str:
    return "、".join(f"“{text}”" for text in texts)


def deleted(texts: Iterable[str]) -> Message:
    """Tracked changes (修订): what was deleted or moved away."""
    words = _quoted(texts)
    return warning(
        "tracked-deletion",
        f"修订中删去（或移走）的文字没有收入：{words}",
        f"Words that a tracked change deleted or moved away were left out: {words}",
        ("不该删的请补回", "put back what should stay"),
    )


def inserted(texts: Iterable[str]) -> Message:
    """Tracked changes: what was inserted."""
    words = _quoted(map(excerpt, texts))
    return warning(
        "tracked-insertion",
        f"修订中插入的文字已收入：{words}",
        f"Words that a tracked change inserted were kept: {words}",
        ("确认这些修改可以采用", "make sure that the change may be made"),
    )


def hidden(text: str) -> Message:
    """Hidden text (隐藏文字)."""
    return warning(
        "hidden-text",
        f"隐藏的文字没有收入：“{text}”",
        f"Hidden text was left out: “{text}”",
        ("要用就补进稿件", "add it to the story if it belongs there"),
    )


def comment(author: str, text: str) -> Message:
    """A comment (批注)."""
    return warning(
        "comment",
        f"{author or '某人'}的批注：“{text}”",
        f"A comment by {author or 'somebody'}: “{text}”",
        ("按批注处理；批注不会发布", "deal with it; comments are not published"),
    )


def text_box(text: str) -> Message:
    """A text box or shape with text."""
    return warning(
        "text-box",
        f"文本框里的文字放在了所在段落的后面：“{excerpt(text)}”",
        f"The words of a text box were put behind the paragraph that it hangs on: “{excerpt(text)}”",
        ("核对它该在哪里", "check where they belong"),
    )


def margin(text: str) -> Message:
    """A header or footer (页眉、页脚)."""
    return warning(
        "page-margin",
        f"页眉或页脚的文字没有收入：“{text}”",
        f"Words at the head or foot of the page were left out: “{text}”",
    )


def equation(text: str) -> Message:
    """An equation (公式)."""
    return warning(
        "equation",
        f"公式已写成普通文字，分数、上下标的样子没有了：“{text}”",
        f"An equation was written as plain words, without the look of fractions and powers: “{text}”",
        ("核对公式，必要时做成图片", "check it; make a picture of it where needed"),
    )


def left_out(zh: str, en: str, text: str = "") -> Message:
    """A chart, a diagram, a file within the file."""
    return warning(
        "left-out",
        f"{zh}没有收入" + (f"，其中的文字：“{text}”" if text else ""),
        f"{en} was left out" + (f"; its words: “{text}”" if text else ""),
        (
            "在 Word 里截图或另存为图片，放进 content/pictures/",
            "make a picture of it in Word and put it into content/pictures/",
        ),
    )


def linked_picture(address: str) -> Message:
    """A picture that is not in the file."""
    return warning(
        "linked-picture",
        f"图片不在文件里，只有它的地址：“{address[:200]}”",
        f"A picture is not in the file, only its address: “{address[:200]}”",
        ("找到原图，放进 content/pictures/", "find the original and put it into content/pictures/"),
    )


def picture_format(form: str) -> Message:
    """A picture in a format that the site cannot use."""
    return warning(
        "picture-format",
        f"一张图片是 {form or '认不出的格式'}，没有取出",
        f"A picture is {form or 'of an unknown format'} and was left out",
        (
            "在 Word 里右键“另存为图片”，存成 PNG 或 JPEG，放进 content/pictures/",
            "in Word, save it as a PNG or JPEG (right click) and put it into content/pictures/",
        ),
    )


def cropped(name: str) -> Message:
    """A picture of which Word shows a part."""
    return warning(
        "cropped-picture",
        f"图片 {name} 在 Word 里裁剪过，取出的是没有裁剪的原图",
        f"{name} was cropped in Word; it is the whole picture that was taken out",
        ("裁去不该公开的部分", "cut off what should not be seen"),
    )


def machine_alt(text: str) -> Message:
    """A text alternative that a program wrote."""
    return warning(
        "machine-alt",
        f"替代文字是软件自动生成的：“{text}”",
        f"The text alternative was written by a program: “{text}”",
        ("看图改写", "look at the picture and write it anew"),
    )


def field(code: str) -> Message:
    """A field (域) that Word draws and that has no words."""
    return warning(
        "field-left-out",
        f"一个域没有文字，可能是带圈数字之类，没有收入：“{code}”",
        f"A field without words, perhaps a number in a circle, was left out: “{code}”",
        ("打开 Word 看它显示什么，补进稿件", "see in Word what it shows, and add that"),
    )


def symbol(reason: str) -> Message:
    """A character of a special font; `reason` is mammoth's, with font and number."""
    return warning(
        "symbol-left-out",
        f"一个特殊符号认不出，没有收入（{reason}）",
        f"A symbol of a special font was left out ({reason})",
        ("打开 Word 看它是什么，补进稿件", "see in Word what it is, and add it"),
    )


def unused_note(text: str) -> Message:
    """A footnote whose mark is not in the text."""
    return warning(
        "note-left-out",
        f"一条脚注或尾注在正文里没有注码，没有收入：“{text}”",
        f"A note whose mark is not in the text was left out: “{text}”",
        ("要用就补进稿件", "add it to the story if it belongs there"),
    )


def number_form(words: str) -> Message:
    """An automatic number that is written in a way not known here."""
    return warning(
        "number-form",
        f"自动编号的样式认不出，写成了“{words}”",
        f"An automatic number of an unknown kind was written as “{words}”",
        ("打开 Word 核对编号", "check the number in Word"),
    )


MISSING_NOTE = warning(
    "note-missing",
    "正文里有注码，文件里却没有这条注释",
    "There is the mark of a note, but no such note in the file",
    ("向作者要注释的文字", "ask the author for it"),
)
MISSING_PICTURE = warning(
    "picture-missing",
    "一张图片的数据不在文件里",
    "The data of a picture are not in the file",
    ("向作者要原图", "ask the author for the original"),
)
MISSING_LINK = warning(
    "link-left-out",
    "一个链接的地址不在文件里，只留下文字",
    "The address of a link is not in the file; only its words were kept",
)
MACROS = warning(
    "macros",
    "文件带有宏；宏没有运行，也没有收入",
    "The file has macros; they were neither run nor kept",
    ("确认来源可靠", "make sure that you trust where it came from"),
)
NO_TEXT = warning(
    "no-text",
    "文件里没有文字",
    "There is no text in the file",
    ("如果文字在图片里，请打字录入", "if the words are in a picture, type them"),
)
TOO_LONG = error(
    "text-too-long",
    "文字太多，不像一篇稿件，没有读",
    "There is too much text for a story; it was not read",
    ("把要用的部分复制到新文件再导入", "copy the part that you need to a new file and import that"),
)
