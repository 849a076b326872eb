import pytest

from tests.desk import Desk


@pytest.mark.parametrize("name", ["稿件.docx", "a.MD", "a.txt", "photo.jpg"])
def test_a_file_that_would_not_be_published_is_a_warning(desk: Desk, name: str) -> None:
    desk.write(f"news/2017/10/{name}", b"")
    assert desk.codes() == ["not-a-story"]


def test_stories_pictures_and_hidden_files_are_left_alone(desk: Desk) -> None:
    desk.story()
    desk.write("pictures/photo.jpg", b"")
    desk.write("news/2017/10/.DS_Store", b"")
    desk.write("news/2017/10/.a.md.swp", b"")
    assert desk.codes() == []
