import pytest

from tests.desk import Desk, codes
from tests.sources.word_files import docx, p

NUMBER = "13812345678"


def test_a_number_in_a_data_file_is_an_error_on_its_line(desk: Desk) -> None:
    people = (desk.content / "data/people.yaml").read_text(encoding="utf-8")
    desk.write("data/people.yaml", f"# {NUMBER}\n{people}")
    desk.write("data/notes/list.csv", f"姓名,电话\n张三,{NUMBER}\n")
    assert [(p.path, p.line, p.code) for p in desk.problems()] == [
        ("content/data/notes/list.csv", 2, "mobile-number"),
        ("content/data/people.yaml", 1, "mobile-number"),
    ]


@pytest.mark.parametrize("path", ["news/2017/10/a.docx", "word/a b.DOCX", "word/deep/a.docx", "a.docx"])
def test_a_number_in_a_word_file_is_an_error_on_its_paragraph(desk: Desk, path: str) -> None:
    desk.write(path, docx(p("第一段"), p(f"联系{NUMBER}")))
    (problem,) = [problem for problem in desk.problems() if problem.code != "not-a-story"]
    assert (problem.path, problem.line, problem.code) == (f"content/{path}", 2, "mobile-number")


def test_a_word_file_that_cannot_be_read_is_told(desk: Desk) -> None:
    desk.write("word/a.docx", b"PK")
    desk.write("word/~$a.docx", b"PK")
    desk.write("word/empty.docx", b"")
    assert codes(desk.problems()) == ["unreadable-attachment"]
