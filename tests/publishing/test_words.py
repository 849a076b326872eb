from plugins.fastbuild.why import Reason
from plugins.fastbuild.writer import Report
from plugins.publishing.words import because, summary


def test_the_summary_tells_what_was_written_skipped_and_removed() -> None:
    report = Report(1, 2, 97, 3, 10)
    assert summary(report, "output", 1.25, "zh") == (
        "output：新增 1 个文件，改动 2 个，不变 97 个，删除 3 个；重新生成 10 个，跳过 90 个；用时 1.2 秒"
    )
    assert "10 rendered, 90 skipped" in summary(report, "output", 1.25, "en")


def test_the_summary_tells_what_the_traditional_edition_has_cost() -> None:
    report = Report(1, 2, 97, 3, 10, derived=4, deriving=0.31)
    assert "跳过 90 个；其中转换成繁体 4 个，处理器用时 0.3 秒；用时 1.2 秒" in summary(
        report, "output", 1.25, "zh"
    )
    assert "90 skipped; 4 of them in Traditional Chinese, 0.3 s of CPU; 1.2 s" in summary(
        report, "output", 1.25, "en"
    )


def test_a_page_of_another_edition_names_the_page_that_it_is_made_of() -> None:
    lines = list(because("hant/index.html", [Reason("derived", "index.html"), Reason("same")], "zh"))
    assert lines[1] == "  - 它由 index.html 得来，那一页变了："


def test_reasons_are_told_in_words_with_the_file_to_look_at() -> None:
    lines = list(because("index.html", [Reason("shows", "news/2017/10/a.md"), Reason("environment")], "zh"))
    assert lines == [
        "index.html：",
        "  - 它提到的稿件 content/news/2017/10/a.md 新增、改过或删去了",
        "  - 每一页都用到的 设置或程序版本 变了",
    ]


def test_a_page_that_was_skipped_says_so_and_many_reasons_are_cut() -> None:
    assert "跳过" in "".join(because("index.html", [Reason("same")], "zh"))
    many = [Reason("shows", f"{number}.md") for number in range(12)]
    assert list(because("index.html", many, "en"))[-1] == "  - and 2 more"
