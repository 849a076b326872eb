"""Which files can be imported, and what is said of those that cannot."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from plugins.desk.composing import compose
from plugins.desk.importing import main
from plugins.desk.opening import open_page
from plugins.newsroom.registries import Registries
from plugins.sources.foreign.page import Block, Kind, Page, Unreadable
from tests.desk import Desk

STORY = "古荥镇组织村民植树\n\n本报讯 3月5日，古荥镇组织村民植树200棵。\n"

REFUSED = {
    "a.doc": (b"\xd0\xcf\x11\xe0rest", "cannot-import", "另存为 .docx"),
    "a.wps": (b"\xd0\xcf\x11\xe0rest", "cannot-import", "另存为 .docx"),
    "old.txt": (b"\xd0\xcf\x11\xe0rest", "cannot-import", "另存为 .docx"),
    "a.rtf": (b"{\\rtf1 a}", "cannot-import", "另存为 .docx"),
    "a.pdf": (b"%PDF-1.7", "cannot-import", "Word 文件"),
    "pdf.txt": (b"%PDF-1.7", "cannot-import", "Word 文件"),
    "a.xls": (b"\xd0\xcf\x11\xe0rest", "cannot-import", "复制到 Word"),
    "a.xlsx": (b"PK\x03\x04", "cannot-import", "复制到 Word"),
    "a.pptx": (b"PK\x03\x04", "cannot-import", "复制到 Word"),
    "a.zip": (b"PK\x03\x04", "cannot-import", "先解压"),
    "a.jpg": (b"\xff\xd8\xff", "cannot-import", "打出来"),
    "a.md": (STORY.encode(), "cannot-import", "content/news"),
    "a.xyz": (STORY.encode(), "cannot-import", ".docx、.html 或 .txt"),
    "empty.txt": (b"", "empty-file", "放错了文件"),
    "blank.txt": (b"\xef\xbb\xbf \r\n\xe3\x80\x80\n", "empty-file", "放错了文件"),
    "large.txt": (b"a" * 2_100_000, "file-too-large", "放错了文件"),
    "control.txt": (b"a\x00b\n", "control-character", "U+0000"),
    "binary.txt": (bytes(range(128, 256)) + b"\xff", "unknown-encoding", "UTF-8"),
    "no-story.txt": ("没有标题，只有一句话。".encode(), "no-story", "一行标题"),
    "no-headline.txt": (
        ("本报讯 近日，" + "惠济区举办读书会。" * 9 + "\n\n" + STORY).encode(),
        "no-headline",
        "加一行标题",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_imported_is_told_with_what_to_do_and_nothing_is_written(
    name: str, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, code, advice = REFUSED[name]
    (tmp_path / name).write_bytes(raw)
    assert main([str(tmp_path / name)], "2018-03-06", content=str(desk.content)) == 1
    said = capsys.readouterr().out
    assert f":1: {code} " in said
    assert advice in said
    assert list((desk.content / "news").iterdir()) == []


def test_a_text_of_fifty_megabytes_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as sparse:
        sparse.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(Unreadable) as refused:
        open_page(file)
    assert refused.value.message.message.zh == "文件有 50.0 MB，超过 2 MB"


def test_a_missing_file_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "植树节.txt").write_text("a")
    with pytest.raises(Unreadable) as refused:
        open_page(tmp_path / "植树.txt")
    assert refused.value.message.suggestion is not None
    assert refused.value.message.suggestion.zh == "植树节.txt"
    with pytest.raises(Unreadable, match="missing-file"):
        open_page(tmp_path / "none" / "a.txt")
    with pytest.raises(Unreadable, match="is-a-folder"):
        open_page(tmp_path)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_text_is_read_in_every_encoding_that_editors_have(
    codec: str, ends: str, tmp_path: Path, registries: Registries
) -> None:
    (tmp_path / "a.txt").write_bytes(STORY.replace("\n", ends).encode(codec))
    composed = compose(open_page(tmp_path / "a.txt"), registries.people)
    assert composed.stories[0].passages[0].text == "3月5日，古荥镇组织村民植树200棵。"
    assert [remark.message.code for remark in composed.remarks] == (
        [] if codec.startswith("utf-8") else ["not-utf8"]
    )


@pytest.mark.parametrize(
    ("name", "raw", "reader"),
    [
        ("a.docx", b"PK\x03\x04", "word"),
        ("a.DOCX", b"PK\x03\x04", "word"),
        ("a.doc", b"PK\x03\x04", "word"),
        ("a.docx", b"\xd0\xcf\x11\xe0", "word"),
        ("a.txt", b"PK\x03\x04", "word"),
        ("a.html", b"<p>", "webpage"),
        ("a.htm", b"<p>", "webpage"),
        ("a.doc", b"\xef\xbb\xbf<html>", "webpage"),
        ("a.wps", b"<!DOCTYPE HTML>", "webpage"),
    ],
)
def test_word_and_html_go_to_their_readers_by_what_they_are(
    name: str, raw: bytes, reader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, function in (("word", "read_word"), ("webpage", "read_html")):
        stand_in = ModuleType(module)
        setattr(stand_in, function, lambda data, module=module: Page((Block(Kind.LINE, module, len(data)),)))
        monkeypatch.setitem(sys.modules, f"plugins.sources.foreign.{module}", stand_in)
    (tmp_path / name).write_bytes(raw)
    assert open_page(tmp_path / name).blocks == (Block(Kind.LINE, reader, len(raw)),)
