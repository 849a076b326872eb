"""Opening a file of someone else's: which reader it needs, by what it is rather than by what it is called."""

from difflib import get_close_matches
from pathlib import Path

from plugins.newsroom.problem import Message, error
from plugins.sources.foreign.page import Page, Unreadable
from plugins.sources.text import LIMIT, too_large, unreadable

LARGEST = 100_000_000
"""Bytes of a file that is no text; readers have limits of their own."""

_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf"
_TEXT = (".txt", ".text", "")
_HTML = (".html", ".htm", ".xhtml")
_WORD = (".docx", ".docm", ".dotx")
_OLD_WORD = (".doc", ".wps", ".dot", ".wpt")
_OFFICE = (".xls", ".xlsx", ".et", ".csv", ".ods", ".ppt", ".pptx", ".dps", ".zip", ".rar", ".7z")
"""Endings of files that may be packed as Word files are."""

Advice = tuple[str, str, str, str]
"""What a file is and what to do, each in Chinese and English."""


def _by_suffix(lines: dict[str, Advice]) -> dict[str, Advice]:
    return {suffix: advice for suffixes, advice in lines.items() for suffix in suffixes.split()}


_ADVICE = _by_suffix(
    {
        " ".join(_OLD_WORD) + " .rtf": (
            "旧格式的 Word 或 WPS 文件",
            "a Word or WPS file in an old format",
            "用 Word 或 WPS 打开，另存为 .docx 再导入",
            "open it in Word or WPS, save it as .docx and import that",
        ),
        ".pdf": (
            "PDF",
            "a PDF",
            "向作者要 Word 文件；或者复制文字，存成 .txt",
            "ask for the Word file, or copy the text and save it as .txt",
        ),
        ".xls .xlsx .et .csv .ods": (
            "表格文件",
            "a spreadsheet",
            "把表格复制到 Word 里，存成 .docx",
            "copy the table into Word and save that as .docx",
        ),
        ".ppt .pptx .dps": (
            "演示文稿",
            "a presentation",
            "把文字复制到 Word 里，存成 .docx",
            "copy the text into Word and save that as .docx",
        ),
        ".zip .rar .7z": (
            "压缩包",
            "an archive",
            "先解压，再导入里面的文件",
            "unpack it and import what is in it",
        ),
        ".jpg .jpeg .png .gif .bmp .tif .tiff .heic .webp": (
            "图片",
            "a picture",
            "把图上的文字打出来，存成 .txt；图片放进 content/pictures/",
            "type its text; pictures go into content/pictures/",
        ),
        ".md": (
            "写好的稿件",
            "a finished story",
            "直接放进 content/news/年/月/",
            "put it into content/news/YYYY/MM/",
        ),
    }
)


def open_page(file: Path) -> Page:
    """The page in `file`. Raises `Unreadable` for everything that is none, with what to do about it."""
    raw = _read(file)
    suffix = file.suffix.lower()
    if suffix in _WORD or (raw.startswith(_ZIP) and suffix not in _OFFICE):
        from plugins.sources.foreign.word import read_word  # mammoth is not needed for text

        return read_word(raw)
    if refusal := _refusal(suffix, raw):
        raise Unreadable(refusal)
    if suffix in _HTML or _is_html(raw):
        from plugins.sources.foreign.webpage import read_html

        return read_html(raw)
    from plugins.sources.foreign.newspaper import read_text

    return read_text(raw)


def _read(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise Unreadable(_FOLDER)
        size, limit = file.stat().st_size, LIMIT if file.suffix.lower() in _TEXT else LARGEST
        if size > limit:
            raise Unreadable(too_large(size, limit))
        raw = file.read_bytes()
    except FileNotFoundError:
        raise Unreadable(_missing(file)) from None
    except OSError as failure:
        raise Unreadable(unreadable(failure)) from None
    if not raw.strip():
        raise Unreadable(_EMPTY)
    return raw


def _refusal(suffix: str, raw: bytes) -> Message | None:
    """What to do with a file that is neither text nor Word nor HTML."""
    if raw.startswith(_PDF):
        return _refused(*_ADVICE[".pdf"])
    if raw.startswith((_OLE, _RTF)) and suffix not in _ADVICE:
        return _refused(*_ADVICE[".doc"])
    if suffix in _ADVICE and not (suffix in _OLD_WORD and _is_html(raw)):
        return _refused(*_ADVICE[suffix])
    if suffix not in (*_TEXT, *_HTML, *_OLD_WORD):
        return _refused(
            f"“{suffix}”文件",
            f"a “{suffix}” file",
            "存成 .docx、.html 或 .txt 再导入",
            "save it as .docx, .html or .txt and import that",
        )
    return None


def _is_html(raw: bytes) -> bool:
    """Word and mail programs save HTML under many names."""
    beginning = raw[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return beginning.startswith((b"<!doctype html", b"<html"))


def _refused(zh: str, en: str, advice_zh: str, advice_en: str) -> Message:
    return error(
        "cannot-import",
        f"这是{zh}，不能导入",
        f"This is {en}, which cannot be imported",
        (advice_zh, advice_en),
    )


def _missing(file: Path) -> Message:
    names = [path.name for path in file.parent.iterdir()] if file.parent.is_dir() else []
    near = next(iter(get_close_matches(file.name, names, n=1)), "")
    return error(
        "missing-file",
        f"没有“{file.name}”这个文件",
        f"There is no file “{file.name}”",
        (near, near)
        if near
        else (
            "核对文件名和文件夹；可以把文件拖进终端窗口",
            "check its name and folder; a file can be dragged into the terminal",
        ),
    )


_FOLDER = error(
    "is-a-folder",
    "这是一个文件夹，不是文件",
    "This is a folder, not a file",
    ("写出里面的文件名", "name a file in it"),
)
_EMPTY = error(
    "empty-file", "文件是空的", "The file is empty", ("检查是不是放错了文件", "is it the right file?")
)
