"""The repository's registers: every figure of the newspaper page with the story that told it, and nothing invented."""

import pytest

from plugins.newsroom.project import known_total
from plugins.newsroom.registries import Registries

from .desk import ROOT
from .test_content import CONTEST, MECHANISMS, PROJECTS, STORIES, words

PAGE = {
    MECHANISMS: (
        "298个 13000多名 58项 6万余人次 92% 14家 11200余名 2600多条 57000余次 7名 3次 8个 49名 75个 245名 1年 5年 14名 5名 4个"
    ),
    PROJECTS: "7个 5个 24个 7亿元 1.3亿元",
    CONTEST: "33名 2组 5组 8组 17组",
}
"""The figures of each story, as printed; 一年 is written 1年."""


@pytest.mark.parametrize("slug", PAGE)
def test_every_figure_of_the_page_is_in_the_register(registries: Registries, slug: str) -> None:
    assert [one.value.text for one in registries.figures if one.story == slug] == PAGE[slug].split()


def test_every_figure_is_told_by_the_story_that_it_cites(registries: Registries) -> None:
    told = {slug: words(STORIES[f"{slug}.md"]) for slug in PAGE}
    assert [
        one.id for one in registries.figures if one.value.text not in told[one.story] and not one.note
    ] == []


def test_batches_and_projects_are_those_of_the_page(registries: Registries) -> None:
    assert [str(batch.start) for batch in registries.batches] == [
        "2017-02-21",
        "2017-03-18",
        "2017-05-18",
        "None",
    ]
    assert len(registries.projects) == 5
    assert {project.batch for project in registries.projects} == {"2017-4"}


def test_what_the_page_does_not_say_of_a_project_stays_empty(registries: Registries) -> None:
    for project in registries.projects:
        said = (project.total, project.annual, project.leader, project.unit, project.contact, project.kind)
        assert said == (None,) * 6
        assert project.places == ()
        assert not any(step.date for step in project.steps)
    assert known_total(project.total for project in registries.projects) == (None, 0, 5)


def test_every_branch_and_every_record_of_work_is_a_sample_and_says_so(registries: Registries) -> None:
    assert len(registries.branches) == 16
    assert all(branch.sample and "示例" in branch.name.zh for branch in registries.branches)
    records = sorted((ROOT / "content" / "activities").rglob("*.md"))
    assert len(records) == 30
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert "\nsample: true\n" in text
        assert "（示例）\n" in text
        assert "不是真实发生的活动" in text


def test_prizes_are_told_in_the_contests_story(registries: Registries) -> None:
    for name in (f"{CONTEST}.md", f"{CONTEST}.en.md"):
        article = STORIES[name].article
        assert article is not None
        assert [award.number.text for award in article.awards] == ["2组", "5组", "8组", "17组"]
