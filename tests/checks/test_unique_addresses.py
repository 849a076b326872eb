from tests.desk import Desk


def test_a_slug_used_twice_is_an_error_that_names_the_first_file(desk: Desk) -> None:
    desk.story(date="2017-10-12 08:00")
    desk.story(date="2017-11-12 08:00")
    (problem,) = desk.problems()
    assert (problem.path, problem.code, problem.line) == (
        "content/news/2017/11/a-story.md",
        "duplicate-slug",
        3,
    )
    assert "content/news/2017/10/a-story.md" in problem.message.zh


def test_twins_share_their_slug(desk: Desk) -> None:
    desk.story()
    desk.story(lang="en")
    assert desk.codes() == []


def test_two_languages_cannot_have_one_address(desk: Desk) -> None:
    desk.story()
    desk.story("b", lang="en", aliases="/news/2017/10/a-story.html")
    assert desk.codes() == ["duplicate-address"]


def test_an_old_address_cannot_take_a_page_of_the_site(desk: Desk) -> None:
    for slug, alias in (
        ("a", "/"),
        ("b", "/en/"),
        ("c", "/towns/guxing/"),
        ("d", "/en/archive/2017/"),
        ("e", "404.html"),
    ):
        desk.story(slug, aliases=alias)
    problems = desk.problems()
    assert {problem.path for problem in problems} == {f"content/news/2017/10/{slug}.md" for slug in "abcde"}
    assert {problem.code for problem in problems} <= {"duplicate-address", "path-outside"}


def test_a_page_cannot_take_the_address_of_the_home_page(desk: Desk) -> None:
    desk.write("pages/index.md", "---\ntitle: 首页\nslug: index\n---\n正文。")
    assert desk.codes() == ["duplicate-address"]


def test_a_page_and_a_story_may_share_a_slug_since_their_addresses_differ(desk: Desk) -> None:
    desk.story("about")
    desk.write("pages/about.md", "---\ntitle: 关于\nslug: about\n---\n正文。")
    assert desk.codes() == []
