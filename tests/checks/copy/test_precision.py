"""How exact the rules of copy are: nothing in the repository's stories, little in the bench corpus, and a list of
sentences, right and wrong, that were written for this."""

from pathlib import Path
from typing import Any

import pytest

from plugins.checks.run import check_content
from plugins.newsroom.problem import Problem
from plugins.sources.yaml import read_yaml
from plugins.workshop.corpus import make_newsroom
from tests.desk import ROOT, Desk, manuscripts

SENTENCES: dict[str, Any] = read_yaml(
    (Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8")
).value
WRONG = [(code, text) for code, texts in SENTENCES["wrong"].items() for text in texts]


def told(desk: Desk, texts: list[str]) -> list[list[str]]:
    """The codes of the problems in each text, each in a story of its own."""
    for number, text in enumerate(texts):
        desk.story(f"story-{number:03}", body=f"{text}\n")
    found: dict[str, list[str]] = {}
    for problem in desk.problems():
        found.setdefault(problem.path, []).append(problem.code)
    return [found.get(f"content/news/2017/10/story-{number:03}.md", []) for number in range(len(texts))]


def test_every_wrong_sentence_is_told_for_what_is_wrong(desk: Desk) -> None:
    """Recall."""
    found = told(desk, [text for _, text in WRONG])
    missed = [(code, text) for (code, text), codes in zip(WRONG, found, strict=True) if code not in codes]
    assert missed == []


def test_no_right_sentence_is_told_and_no_wrong_one_for_more(desk: Desk) -> None:
    """Precision. A wrong sentence may break a second rule by the same character."""
    texts = [*SENTENCES["right"], *(text for _, text in WRONG)]
    expected = [set[str]() for _ in SENTENCES["right"]] + [{code} for code, _ in WRONG]
    found = told(desk, texts)
    beside = [
        (text, set(codes) - right)
        for text, codes, right in zip(texts, found, expected, strict=True)
        if set(codes) - right
    ]
    assert beside == []


def test_the_repositorys_stories_are_told_nothing() -> None:
    assert check_content(ROOT / "content", workers=1).problems == ()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Problem, ...], int]:
    """The problems in the corpus of the bench, and how many characters it has."""
    folder = tmp_path_factory.mktemp("corpus")
    make_newsroom(folder, 400)
    checked = check_content(folder / "content", workers=1)
    return checked.problems, sum(len(manuscript.body) for manuscript in manuscripts(checked))


def test_the_bench_corpus_is_told_at_most_once_in_a_thousand_characters(
    corpus: tuple[tuple[Problem, ...], int],
) -> None:
    problems, characters = corpus
    assert characters > 200_000
    assert len(problems) * 1000 <= characters
