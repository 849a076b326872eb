from tests.desk import Desk


def test_a_cover_that_is_not_there_is_an_error_with_the_nearest_one(desk: Desk) -> None:
    desk.write("pictures/2017/visit.jpg", b"")
    desk.story(cover="2017/visti.jpg")
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == ("missing-picture", 6)
    assert problem.suggestion is not None
    assert problem.suggestion.zh == "2017/visit.jpg"


def test_a_cover_that_is_there_is_left_alone(desk: Desk) -> None:
    desk.write("pictures/visit.jpg", b"")
    desk.story(cover="visit.jpg")
    assert desk.codes() == []
