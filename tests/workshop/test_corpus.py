"""The synthetic newsroom: always the same, as large as asked, and one that the check accepts."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.checks.run import Checked, check_content
from plugins.newsroom.article import Article
from plugins.newsroom.signatures import signed
from plugins.workshop.corpus import add_article, make_newsroom
from plugins.workshop.party_corpus import EACH, add_record, make_party_work

from ..desk import ROOT, manuscripts

ARTICLES = 400
_MAKE = "import sys; from pathlib import Path; from plugins.workshop.corpus import *; make_newsroom(Path(sys.argv[1]), 30)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    make_newsroom(folder, ARTICLES)
    return folder


@pytest.fixture(scope="module")
def checked(folder: Path) -> Checked:
    return check_content(folder / "content")


@pytest.fixture(scope="module")
def articles(checked: Checked) -> list[Article]:
    return [manuscript.article for manuscript in manuscripts(checked) if manuscript.article]


def digest(folder: Path) -> str:
    """Of all names and bytes below `folder`."""
    sha = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        sha.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return sha.hexdigest()


def test_it_is_the_same_whatever_the_hash_seed_the_zone_and_the_locale(tmp_path: Path) -> None:
    for seed, zone, lang in (("1", "UTC", "C"), ("2", "America/New_York", "zh_CN.UTF-8")):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": lang, "LC_ALL": lang}
        command = [sys.executable, "-c", _MAKE, str(tmp_path / seed)]
        subprocess.run(command, cwd=ROOT, env=surroundings, check=True)
    assert digest(tmp_path / "1") == digest(tmp_path / "2")


def test_the_check_finds_nothing_in_it(checked: Checked) -> None:
    assert checked.problems == ()


def test_it_has_the_number_of_originals_that_was_asked_and_five_in_a_hundred_have_a_twin(
    articles: list[Article],
) -> None:
    originals = {article.slug for article in articles if article.lang == "zh"}
    twins = {article.slug for article in articles if article.lang == "en"}
    assert (len(originals), len(twins)) == (ARTICLES, ARTICLES // 20)
    assert twins < originals


def test_every_story_is_published(articles: list[Article]) -> None:
    assert all(article.status == "published" and not article.sample for article in articles)


def test_names_of_people_are_pairs_of_the_old_calendar(checked: Checked) -> None:
    assert checked.registries is not None
    made_up = re.compile(r".{1,2}[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]")
    assert all(made_up.fullmatch(person.name.zh) for person in checked.registries.people)


def test_every_town_topic_section_and_most_people_have_stories(
    checked: Checked, articles: list[Article]
) -> None:
    registries = checked.registries
    assert registries is not None
    assert (len(registries.places), len(registries.topics), len(registries.people)) == (8, 40, 80)
    assert {town for article in articles for town in article.towns} == {town.id for town in registries.places}
    assert {topic for article in articles for topic in article.topics} == {t.id for t in registries.topics}
    assert {article.category for article in articles} == {section.id for section in registries.sections}
    credits = (credit for article in articles for credit in signed(article, registries.people).credits)
    assert len({credit.name for credit in credits}) >= 75


def test_some_stories_are_signed_in_fields_and_some_in_a_printed_byline(articles: list[Article]) -> None:
    assert {(bool(article.names), bool(article.byline)) for article in articles} == {
        (True, False),
        (False, True),
    }


def test_eight_years_have_stories_and_some_days_have_several(articles: list[Article]) -> None:
    dates = [article.date for article in articles if article.lang == "zh"]
    assert {date.year for date in dates} == set(range(2018, 2026))
    assert len(set(dates)) == ARTICLES
    assert len({date.date() for date in dates}) < ARTICLES


def test_text_is_three_to_eight_paragraphs_of_300_to_1200_characters(checked: Checked) -> None:
    for manuscript in manuscripts(checked):
        if manuscript.article and manuscript.article.lang == "zh":
            blocks = manuscript.body.strip().split("\n\n")
            paragraphs = [block for block in blocks if not block.startswith(("## ", "- "))]
            assert 3 <= len(paragraphs) <= 8
            assert 300 <= len(re.sub(r"\]\(.*?\)", "", "".join(paragraphs))) <= 1200


def test_links_lead_to_older_stories(checked: Checked) -> None:
    links = [
        (manuscript, checked.manuscript(link).article)
        for manuscript in manuscripts(checked)
        for link in re.findall(r"\{filename\}/(.*?)\)", manuscript.body)
    ]
    assert links
    assert all(m.article and target and target.date < m.article.date for m, target in links)


def test_an_added_article_is_the_newest_and_passes_the_check(tmp_path: Path) -> None:
    make_newsroom(tmp_path, 30)
    added = add_article(tmp_path, 30)
    checked = check_content(tmp_path / "content")
    assert checked.problems == ()
    articles = {m.path: m.article for m in manuscripts(checked) if m.article}
    newest = articles[added.relative_to(tmp_path / "content").as_posix()]
    assert max(articles.values(), key=lambda article: article.date) is newest
    assert (len(newest.towns), len(newest.topics), len(newest.reporter)) == (1, 2, 1)


def test_party_work_is_what_was_asked_passes_the_check_and_is_made_up(tmp_path: Path) -> None:
    make_newsroom(tmp_path, 30)
    make_party_work(tmp_path, 200, 25)
    added = add_record(tmp_path, 200, 25)
    checked = check_content(tmp_path / "content")
    assert checked.problems == ()
    assert checked.registries is not None
    kinds = [branch.kind for branch in checked.registries.branches]
    assert (kinds.count("branch"), kinds.count("committee")) == (25, -(-25 // EACH))
    records = [m.activity for m in manuscripts(checked) if m.activity]
    assert len(records) == 201
    assert all(record.sample for record in (*records, *checked.registries.branches))
    assert max(records, key=lambda record: record.date).slug == added.stem


def test_party_work_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        make_newsroom(tmp_path / name, 10)
        make_party_work(tmp_path / name, 20, 5)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")
