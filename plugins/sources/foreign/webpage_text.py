"""The bytes of an HTML file as text, or the reason why they are none."""

import codecs
import re

from plugins.newsroom.problem import Message, error

from .page import Unreadable

LARGEST = 30_000_000
"""Bytes, pictures in the file among them."""

MOST_TAGS = 300_000
"""Three seconds of reading. The longest pages that browsers save have some 20,000."""

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
}
"""What pages say, and what browsers understand by it."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_OTHER = {
    b"PK\x03\x04": "Word/WPS（.docx）",
    b"\xd0\xcf\x11\xe0": "Word/WPS（.doc）",
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
}
_TAG = re.compile(r"<[A-Za-z!/?]")


def decoded(raw: bytes) -> str:
    """The text of an HTML file, without NUL characters. Raises `Unreadable`.

    The encoding is that of its first bytes, else what it declares, else UTF-8, else GB18030.
    """
    if not raw.strip():
        raise Unreadable(_EMPTY)
    if len(raw) > LARGEST:
        raise Unreadable(_too_large(f"{len(raw) / 1e6:.0f} MB"))
    for beginning, kind in _OTHER.items():
        if raw.startswith(beginning):
            raise Unreadable(_not_html(kind))
    if re.match(rb"(?:MIME-Version|From|Content-Type):", raw.lstrip(), re.IGNORECASE):
        raise Unreadable(_ARCHIVE)
    text = _text(raw).replace("\0", "")
    tags = len(_TAG.findall(text))
    if tags > MOST_TAGS:
        raise Unreadable(_too_large(f"{tags:,} 个标签 (tags)"))
    if not tags:
        raise Unreadable(_not_html(""))
    return text


def _text(raw: bytes) -> str:
    marked = next((codec for mark, codec in _MARKS.items() if raw.startswith(mark)), None)
    declared = _DECLARED.search(raw[:4_096])
    said = _CODECS.get(declared[1].decode("ascii").lower()) if declared else None
    for codec in [marked] if marked else [said, "utf-8", "gb18030"]:
        try:
            return raw.decode(codec) if codec else raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
    raise Unreadable(_ENCODING)


def _not_html(kind: str) -> Message:
    return error(
        "not-html",
        f"这不是网页，里面是 {kind}" if kind else "这不是网页：里面没有 HTML 标签",
        f"This is no HTML but {kind}" if kind else "This is no HTML: there are no tags in it",
        (
            "纯文字改名为 .txt 再导入；别的文件用它本来的扩展名",
            "name plain text .txt and import that; give another file its own ending",
        ),
    )


def _too_large(size: str) -> Message:
    return error(
        "file-too-large",
        f"网页太大（{size}），没有读",
        f"The page is too large ({size}); it was not read",
        ("只把稿件部分复制到 Word，存成 .docx 再导入", "copy only the story to Word and import the .docx"),
    )


_EMPTY = error(
    "empty-file",
    "文件是空的",
    "The file is empty",
    ("从来源重新保存一份", "save it again from where it came"),
)
_ENCODING = error(
    "unknown-encoding",
    "文件的编码认不出来",
    "The file's encoding is unknown",
    ("用浏览器打开，另存为“网页，仅 HTML”", "open it in a browser and save it as “web page, HTML only”"),
)
_ARCHIVE = error(
    "web-archive",
    "这是网页归档（.mht）或邮件，不是 HTML",
    "This is a web archive (.mht) or a mail, not HTML",
    ("用浏览器打开，另存为“网页，仅 HTML”", "open it in a browser and save it as “web page, HTML only”"),
)
