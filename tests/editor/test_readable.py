"""What the form is given says the same as the file, in the one way that the form can show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.editor.readable import readable
from plugins.newsroom.article import Article
from plugins.newsroom.registries import Registries
from plugins.sources.front_matter import read_document
from tests.desk import STORY

HEAD = "title: 一条消息\nslug: a-story\ndate: 2017-10-12 08:00\n"


def test_names_become_ids_and_single_values_lists(registries: Registries) -> None:
    text = f"---\n{HEAD}category: 党建\ntowns: 古荥镇、大河路街道\nreporter: 蔺洋 景琦\narchive: 是\n---\n\n正文。\n"
    fields = read_document(readable(text, registries)).fields.value
    assert fields == {
        **STORY,
        "towns": ["guxing", "dahelu"],
        "reporter": ["蔺洋", "景琦"],
        "archive": "true",
    }


def test_the_text_and_fields_that_the_form_does_not_know_stay(registries: Registries) -> None:
    body = '\n正文。\n\n---\n\n![画面](a.jpg "图说｜署名")\n'
    text = f"---\n{HEAD}category: party\nsample: true\nlang: zh\ncover: {{file: a.jpg, alt: 画面, credit: 署名, focus: 0 0}}\n---\n{body}"
    shown = read_document(readable(text, registries))
    assert shown.body == body
    assert (shown.fields.value["sample"], shown.fields.value["lang"]) == ("true", "zh")
    assert shown.fields.value["cover"]["focus"] == "左上"


@pytest.mark.parametrize("text", ["没有头", "---\ntitle: x\n---\n", f"---\n{HEAD}category: 没有\n---\n"])
def test_what_is_no_valid_story_stays_as_it_is(registries: Registries, text: str) -> None:
    assert readable(text, registries) == text


@given(title=st.text(min_size=1, max_size=40), body=st.text(max_size=200))
def test_it_means_the_same_story(registries: Registries, title: str, body: str) -> None:
    import yaml

    head = yaml.safe_dump({**STORY, "title": title, "category": "党建"}, allow_unicode=True)
    text = f"---\n{head}---\n{body}"

    def read(said: str) -> Article | None:
        try:
            return Article.model_validate(read_document(said).fields.value, context=registries.context)
        except ValueError:
            return None

    assert read(readable(text, registries)) == read(text)
    assert read_document(readable(text, registries)).body == read_document(text).body
