from tests.desk import Desk


def test_a_translation_with_another_slug_names_its_original(desk: Desk) -> None:
    desk.story()
    desk.story("in-english", lang="en", translation_of="a-story")
    assert desk.codes() == []


def test_an_original_that_does_not_exist_is_an_error_with_the_nearest_slug(desk: Desk) -> None:
    desk.story()
    desk.story("in-english", lang="en", translation_of="a-stori")
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == ("unknown-original", 7)
    assert problem.suggestion is not None
    assert problem.suggestion.zh == "a-story"


def test_a_story_cannot_have_two_translations_into_one_language(desk: Desk) -> None:
    desk.story()
    desk.story(lang="en")
    desk.story("in-english", lang="en", translation_of="a-story")
    assert desk.codes() == ["two-translations"]


def test_a_story_only_in_english_needs_no_original(desk: Desk) -> None:
    desk.story(lang="en")
    assert desk.codes() == []
