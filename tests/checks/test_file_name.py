from tests.desk import STORY, Desk

HEADER = "---\n" + "".join(f"{key}: {value}\n" for key, value in STORY.items())


def test_a_story_in_its_place_has_no_problem(desk: Desk) -> None:
    desk.story()
    desk.story(lang="en")
    assert desk.codes() == []


def test_a_name_that_tells_another_slug_or_month_is_a_warning_with_the_right_place(desk: Desk) -> None:
    for path in ("news/2017/10/other.md", "news/2017/09/a-story.md"):
        desk.write(path, f"{HEADER}---\n正文。")
        problem = desk.problems()[0]
        assert (problem.code, problem.line) == ("file-name", 3)
        assert problem.suggestion is not None
        assert problem.suggestion.zh == "content/news/2017/10/a-story.md"
        (desk.content / path).unlink()


def test_a_name_that_tells_another_language_is_an_error(desk: Desk) -> None:
    desk.write("news/2017/10/a-story.en.md", f"{HEADER}lang: zh\n---\n正文。")
    assert desk.codes() == ["language-mismatch"]
