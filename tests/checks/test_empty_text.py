from tests.desk import Desk


def test_a_story_without_text_is_an_error(desk: Desk) -> None:
    desk.story(body=" \n\n")
    assert desk.codes() == ["empty-text"]


def test_a_comment_is_no_text(desk: Desk) -> None:
    desk.story(body="<!-- 正文\n写在这里 -->\n")
    assert desk.codes() == ["empty-text"]


def test_a_draft_may_wait_for_its_text(desk: Desk) -> None:
    desk.story(body="", status="draft")
    assert desk.codes() == []


def test_a_story_with_text_is_left_alone(desk: Desk) -> None:
    desk.story(body="一句话。")
    assert desk.codes() == []
