from pathlib import Path

import pytest

from plugins.sources.folders import find_files
from plugins.sources.manuscripts import read_manuscript
from tests.desk import Desk


def test_a_story_is_read_as_the_schema_understands_it(desk: Desk) -> None:
    desk.story(towns="古荥镇", reporter="蔺洋 景琦", body="第一段。\n")
    manuscript = read_manuscript(desk.content, "news/2017/10/a-story.md", desk.registries.context)
    assert manuscript.problems == ()
    assert manuscript.article is not None
    assert manuscript.article.towns == ("guxing",)
    assert manuscript.article.reporter == ("蔺洋", "景琦")
    assert manuscript.body.strip() == "第一段。"


def test_a_problem_names_the_file_as_an_editor_types_it_and_the_line_of_the_field(desk: Desk) -> None:
    desk.story(towns="[guxing, 古荣镇]")
    (problem,) = read_manuscript(desk.content, "news/2017/10/a-story.md", desk.registries.context).problems
    assert (problem.path, problem.line, problem.code) == (
        "content/news/2017/10/a-story.md",
        6,
        "unknown-town",
    )


def test_every_problem_of_a_file_is_found_in_one_run(desk: Desk) -> None:
    desk.story(title=None, date="2017-02-30 08:00", towns="古荣", save_as="../x")
    found = read_manuscript(desk.content, "news/2017/02/a-story.md", desk.registries.context).problems
    assert {problem.code for problem in found} == {
        "missing-field",
        "no-such-date",
        "unknown-town",
        "unknown-field",
    }


def test_gb18030_and_classic_headers_are_read(desk: Desk) -> None:
    text = "Title：一条消息\nSlug: a-story\nDate: 2017-10-12 08:00\nCategory: 党建\n\n正文。\n"
    desk.write("news/2017/10/a-story.md", text.encode("gb18030"))
    manuscript = read_manuscript(desk.content, "news/2017/10/a-story.md", desk.registries.context)
    assert [problem.code for problem in manuscript.problems] == ["not-utf8", "wide-colon"]
    assert manuscript.article is not None
    assert manuscript.article.title == "一条消息"


@pytest.mark.parametrize(
    "target", ["secret.md", "folder", "content/news/2017/10/a-story.md", "nothing", "content"]
)
def test_a_link_is_refused_and_never_followed_wherever_it_leads(
    desk: Desk, tmp_path: Path, target: str
) -> None:
    desk.story()
    (tmp_path / "secret.md").write_text("---\ntitle: 秘密\n---\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "secret.md").write_text("秘密", encoding="utf-8")
    (desk.content / "news" / "linked.md").symlink_to(tmp_path / target)
    assert sorted(find_files(desk.content)) == ["news/2017/10/a-story.md", "news/linked.md"]
    found = read_manuscript(desk.content, "news/linked.md", desk.registries.context)
    assert [problem.code for problem in found.problems] == ["linked-file"]
    assert found.body == ""


def test_every_file_for_readers_is_found_and_no_hidden_one(desk: Desk) -> None:
    for slug in ("b", "a", "c"):
        desk.story(slug)
    desk.write("pages/about.md", "")
    desk.write("pages/.about.md.swp", "")
    desk.write("news/notes.txt", "")
    names = sorted(find_files(desk.content))
    assert names == [*(f"news/2017/10/{slug}.md" for slug in "abc"), "news/notes.txt", "pages/about.md"]
