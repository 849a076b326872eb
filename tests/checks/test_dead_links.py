import pytest

from tests.desk import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """With a page."""
    desk.write("pages/about.md", "---\ntitle: 关于\nslug: about\n---\n正文。")
    return desk


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


def test_an_address_at_which_no_story_is_is_an_error_with_the_file_of_the_nearest_one(desk: Desk) -> None:
    desk.story(body="一。\n\n[x](/news/2017/10/b-stori.html)\n")
    desk.story("b-story")
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == ("dead-link", 10)
    assert problem.suggestion is not None
    assert problem.suggestion.zh == "{filename}/news/2017/10/b-story.md"


@pytest.mark.parametrize(
    "address", ["news/2017/10/b-story.html", "news/2016/old.html", "hant/news/2017/10/b-story.html#p"]
)
def test_addresses_of_stories_old_ones_and_those_of_the_traditional_edition_are_left_alone(
    desk: Desk, address: str
) -> None:
    desk.story(body=f"[x](/{address}) [y](/towns/) [z](https://news.example.org/news/none.html)")
    desk.story("b-story", aliases="/news/2016/old.html")
    assert desk.codes() == []


@pytest.mark.parametrize(
    ("address", "instead"),
    [
        ("/towns/guxin/", "/towns/guxing/"),
        ("/en/topics/party-clouds/page/2.html", "/en/topics/party-cloud/"),
        ("/hant/people/lin-yan/#top", "/people/lin-yang/"),
        ("/abuot.html", "{filename}/pages/about.md"),
    ],
)
def test_an_address_at_which_no_list_or_page_is_is_an_error_with_the_nearest_one(
    desk: Desk, address: str, instead: str
) -> None:
    desk.story(body=f"一。\n\n[x]({address})\n")
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == ("dead-link", 10)
    assert problem.suggestion is not None
    assert problem.suggestion.zh == instead


def test_addresses_of_lists_and_pages_are_left_alone(desk: Desk) -> None:
    links = "/towns/guxing/ /towns/ /en/topics/party-cloud/page/2.html /hant/sections/party/ /people/lin-yang/#a /about.html"
    desk.story(
        body=" ".join(
            f"[x]({link})" for link in f"{links} /hant/about.html /404.html /archive/2017/10/".split()
        )
    )
    assert desk.codes() == []


def test_the_address_of_a_story_with_an_error_is_no_second_error(desk: Desk) -> None:
    desk.story(body="[x](/news/2017/10/b-story.html)")
    desk.story("b-story", category="没有的栏目")
    assert "dead-link" not in desk.codes()
    assert len(desk.codes()) == 1


def test_staged_files_alone_are_not_asked_for_addresses_that_others_may_have(desk: Desk) -> None:
    desk.story(body="[x](/news/2017/10/b-story.html)")
    desk.story("b-story")
    desk.story("c-story")
    assert desk.problems(only={"news/2017/10/a-story.md"}) == []
