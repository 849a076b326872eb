from tests.desk import Desk


def test_a_link_to_a_file_that_is_not_there_is_an_error_with_the_nearest_one(desk: Desk) -> None:
    desk.story(body="一。\n\n[x]({filename}/news/2017/10/b-stori.md)\n")
    desk.story("b-story")
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == ("dead-link", 10)
    assert problem.suggestion is not None
    assert problem.suggestion.zh == "{filename}/news/2017/10/b-story.md"


def test_links_that_lead_somewhere_are_left_alone(desk: Desk) -> None:
    desk.story(body="[x]({filename}b-story.md) [y]({filename}/news/2017/10/b-story.md#part) [z](/about.html)")
    desk.story("b-story")
    assert desk.codes() == []
