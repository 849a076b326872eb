from typing import Any

from plugins.newsroom.article import Article
from plugins.newsroom.registries import Registries
from plugins.newsroom.signatures import signed

FIELDS = {"title": "一", "slug": "a", "date": "2017-10-12 08:00", "category": "party"}


def credits(registries: Registries, **fields: Any) -> list[tuple[str, str]]:
    article = Article.model_validate({**FIELDS, **fields}, context=registries.context)
    return [(credit.label, credit.name) for credit in signed(article, registries.people).credits]


def test_a_byline_speaks_where_no_field_does(registries: Registries) -> None:
    assert credits(registries, byline="文/蔺洋 图/陈静") == [("文", "蔺洋"), ("图", "陈静")]


def test_fields_win_over_the_byline_role_by_role(registries: Registries) -> None:
    assert credits(registries, reporter="蔺洋", byline="本报记者 景琦 通讯员 陈静") == [
        ("记者", "蔺洋"),
        ("通讯员", "陈静"),
    ]


def test_an_editor_in_a_field_does_not_hide_who_signed(registries: Registries) -> None:
    assert credits(registries, editor="吕柯", byline="记者 蔺洋") == [("记者", "蔺洋"), ("责任编辑", "吕柯")]


def test_the_byline_tells_the_scope_even_where_fields_tell_the_names(registries: Registries) -> None:
    article = Article.model_validate(
        {**FIELDS, "reporter": "蔺洋", "byline": "记者 蔺洋 文/图"}, context=registries.context
    )
    assert signed(article, registries.people).scope == "文/图"
