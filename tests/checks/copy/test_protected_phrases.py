import pytest

from plugins.newsroom.wording import Phrase, Wording
from tests.checks.copy.proofs import found
from tests.desk import Desk


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("开展“两学一作”学习教育。", "两学一做"),
        ("二学一做学习教育。", "两学一做"),
        ("落实三会一刻制度。", "三会一课"),
        ("开展主题挡日活动。", "主题党日"),
        ("担任第1书记。", "第一书记"),
        ("习近平新时代中国特色社会主意思想", "习近平新时代中国特色社会主义思想"),
        ("习近平新时代中国特色社会主思想", "习近平新时代中国特色社会主义思想"),
        ("习近平新时代的中国特色社会主义思想", "习近平新时代中国特色社会主义思想"),
        ("古荣镇来了客人。", "古荥镇"),
    ],
)
def test_a_phrase_that_is_nearly_right_is_found_once(desk: Desk, text: str, right: str) -> None:
    (problem,) = found(desk, "near-phrase", text)
    assert problem.suggestion is not None
    assert problem.suggestion.zh == right


@pytest.mark.parametrize(
    "text",
    [
        "“两学一做”“三会一课”“主题党日”都开展了，第一书记来了。",
        "主题党课、主题团日办得好，主题今日公布。",
        "学习习近平新时代中国特色社会主义思想，坚持中国特色社会主义。",
        "中国共产党章程，中国人民银行，人民代表大会。",
        "不忘初心、牢记使命，全面从严治党。",
    ],
)
def test_right_phrases_and_others_that_resemble_them_are_left_alone(desk: Desk, text: str) -> None:
    assert found(desk, "near-phrase", text) == []


def test_every_character_of_every_repository_phrase_is_protected(desk: Desk) -> None:
    """A wrong character that no text would have in its place is found wherever `near: any` says so."""
    for phrase in desk.registries.wording.phrases:
        if phrase.near == "any":
            for at in range(len(phrase.phrase)):
                text = f"开展{phrase.phrase[:at]}龘{phrase.phrase[at + 1 :]}，"
                rights = {mistake.right for mistake in desk.registries.wording.mistakes(text)}
                assert phrase.phrase in rights, text


def test_a_list_without_phrases_finds_nothing() -> None:
    assert list(Wording().mistakes("两学一作")) == []
    assert list(Wording([Phrase(phrase="甲乙", source="丙")]).mistakes("甲丁乙")) == []
