from datetime import datetime, timedelta
from typing import Any

import pytest

from plugins.newsroom.article import ZONE, Article
from plugins.newsroom.model import Refused
from plugins.newsroom.problem import Message
from plugins.newsroom.refusals import refusals
from plugins.newsroom.registries import Registries

FIELDS = {"title": "一条消息", "slug": "a-story", "date": "2017-10-12 08:00", "category": "party"}


def read(registries: Registries, **fields: Any) -> Article:
    return Article.model_validate({**FIELDS, **fields}, context=registries.context)


def refused(registries: Registries, **fields: Any) -> list[Message]:
    with pytest.raises(Refused) as failure:
        read(registries, **fields)
    return [message for _, message in refusals(Article, failure.value)]


@pytest.mark.parametrize(
    "written",
    [
        "2017-10-12 08:00",
        "2017-10-12T08:00",
        "2017-10-12 8:00",
        "２０１７-10-12　08：00",
        "2017-10-12 08:00:00",
    ],
)
def test_a_date_has_minutes_and_is_zhengzhou_time(registries: Registries, written: str) -> None:
    assert read(registries, date=written).date == datetime(2017, 10, 12, 8, tzinfo=ZONE)
    assert read(registries, date=written).date.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    "written",
    [
        "2026-13-40 08:00",
        "2017-02-30 08:00",
        "2017-10-12 25:00",
        "0000-01-01 00:00",
        "2026-13-40",
        "2017年2月30日",
    ],
)
def test_a_date_that_does_not_exist_is_refused_as_such(registries: Registries, written: str) -> None:
    (message,) = refused(registries, date=written)
    assert message.code == "no-such-date"
    assert written in message.message.zh


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("2017-10-12", "2017-10-12 08:00"),
        ("2017年10月12日 9:30", "2017-10-12 09:30"),
        ("2017/10/12 8:05", "2017-10-12 08:05"),
        ("昨天", "2017-10-12 08:00"),
    ],
)
def test_a_date_written_otherwise_is_refused_with_the_right_way_to_write_it(
    registries: Registries, written: str, suggested: str
) -> None:
    (message,) = refused(registries, date=written)
    assert message.code == "bad-date"
    assert message.suggestion is not None
    assert message.suggestion.zh == suggested


@pytest.mark.parametrize(
    "written", ["蔺洋 王伟", "蔺洋、王伟", "蔺洋，王伟", "蔺洋　王 伟", ["蔺洋", "王伟"], ["蔺洋 王伟"]]
)
def test_names_mean_the_same_however_they_are_separated(registries: Registries, written: Any) -> None:
    assert read(registries, reporter=written).reporter == ("蔺洋", "王伟")


def test_a_word_that_is_no_name_is_refused_and_quoted(registries: Registries) -> None:
    (message,) = refused(registries, reporter="记者 蔺洋")
    assert message.code == "not-a-name"
    assert "“记者”" in message.message.zh


@pytest.mark.parametrize("written", ["party", "党建", "Party Building"])
def test_a_section_is_written_as_id_or_name_and_kept_as_id(registries: Registries, written: str) -> None:
    assert read(registries, category=written).category == "party"


@pytest.mark.parametrize(
    "written", ["古荥镇、老鸦陈街道", ["guxing", "jiangshanlu"], "Guxing Town, 江山路街道"]
)
def test_towns_are_written_by_id_or_by_any_name_they_had(registries: Registries, written: Any) -> None:
    assert read(registries, towns=written).towns == ("guxing", "jiangshanlu")


@pytest.mark.parametrize(
    ("field", "value", "code", "nearest"),
    [
        ("towns", "古荣镇", "unknown-town", "guxing"),
        ("topics", "党建雲", "unknown-topic", "party-cloud"),
        ("category", "党健", "unknown-section", "party"),
        ("project", "杏花路", "unknown-project", "xinghua-jie"),
    ],
)
def test_an_unknown_reference_is_refused_with_the_nearest_one(
    registries: Registries, field: str, value: str, code: str, nearest: str
) -> None:
    (message,) = refused(registries, **{field: value})
    assert message.code == code
    assert value in message.message.zh
    assert message.suggestion is not None
    assert nearest in message.suggestion.zh


def test_an_unknown_field_is_refused_with_the_nearest_one(registries: Registries) -> None:
    for key, nearest in (("reportor", "reporter"), ("引题", "kicker"), ("catgory", "category")):
        (message,) = refused(registries, **{key: "x"})
        assert message.code == "unknown-field"
        assert message.suggestion is not None
        assert message.suggestion.zh == nearest


@pytest.mark.parametrize("field", ["save_as", "url", "template", "override_save_as"])
def test_pelicans_own_fields_cannot_be_smuggled_in(registries: Registries, field: str) -> None:
    assert [message.code for message in refused(registries, **{field: "../../x"})] == ["unknown-field"]


@pytest.mark.parametrize(
    "slug", ["../x", "a/b", "a\x00b", "A", "惠济", "a--b", "-a", "a.html", "a b", "x" * 81]
)
def test_a_slug_cannot_leave_its_folder_or_surprise_a_file_system(registries: Registries, slug: str) -> None:
    (message,) = refused(registries, slug=slug)
    assert message.code in {"bad-slug", "bad-value"}


@pytest.mark.parametrize("field", ["cover", "aliases"])
@pytest.mark.parametrize(
    "value", ["../x.html", "/etc/../x.html", "a//b.html", ".git/x.html", "a/.x.html", "a\\b.html", ""]
)
def test_paths_stay_below_their_root(registries: Registries, field: str, value: str) -> None:
    if field == "aliases" and value == "":
        assert read(registries, aliases=value).aliases == ()
        return
    written = [value] if field == "aliases" else {"file": value, "alt": "画面", "credit": "资料图片"}
    (message,) = refused(registries, **{field: written})
    assert message.code == ("path-outside" if value else "missing-field")


@pytest.mark.parametrize("empty", ["", [], {}, {"paper": "", "date": ""}])
@pytest.mark.parametrize("field", ["kicker", "updated", "towns", "branch", "edition", "cover", "archive"])
def test_an_optional_field_that_a_form_has_left_empty_is_not_there(
    registries: Registries, field: str, empty: object
) -> None:
    assert read(registries, **{field: empty}) == read(registries)


@pytest.mark.parametrize("field", ["title", "slug", "date", "category"])
def test_a_required_field_is_never_empty_in_silence(registries: Registries, field: str) -> None:
    (message,) = refused(registries, **{field: ""})
    assert message.code != "unknown-field"


def test_what_is_filled_in_beside_empty_parts_stays(registries: Registries) -> None:
    edition = read(registries, edition={"date": "", "page": "A5"}).edition
    assert edition is not None
    assert (edition.page, edition.date) == ("A5", None)


def test_a_cover_that_is_only_a_file_is_refused_with_what_to_write(registries: Registries) -> None:
    (message,) = refused(registries, cover="2017/visit.jpg")
    assert message.code == "bare-picture"
    assert "“2017/visit.jpg”" in message.message.zh
    assert message.suggestion is not None
    assert message.suggestion.zh.startswith("cover: {file: 2017/visit.jpg, alt: ")
    assert "credit: " in message.suggestion.zh


def test_a_cover_says_what_it_shows_and_who_made_it(registries: Registries) -> None:
    cover = {"file": "visit.jpg", "alt": "观摩现场", "credit": "陈静 摄", "focus": "左上"}
    read_cover = read(registries, cover=cover).cover
    assert read_cover is not None
    assert read_cover.focus == (0, 0)
    (message,) = refused(registries, cover={**cover, "credits": "x"})
    assert (message.code, message.suggestion and message.suggestion.zh) == ("unknown-field", "credit")
    assert [m.code for m in refused(registries, cover=["visit.jpg"])] == ["bad-value"]


def test_an_old_address_is_kept_without_its_leading_slash(registries: Registries) -> None:
    assert read(registries, aliases="/2016/a.html").aliases == ("2016/a.html",)
    assert [m.code for m in refused(registries, aliases="2016/a.php")] == ["bad-value"]


@pytest.mark.parametrize("title", ["a\x07b", "a\u202eb", "a\x85b", "a\ufff9b"])
def test_unseen_characters_in_a_line_are_refused(registries: Registries, title: str) -> None:
    assert [message.code for message in refused(registries, title=title)] == ["control-character"]


def test_a_title_is_text_whatever_it_looks_like(registries: Registries) -> None:
    title = "</script><b>惠济</b> & “党建”"
    assert read(registries, title=title).title == title


def test_every_missing_field_is_named(registries: Registries) -> None:
    with pytest.raises(Refused) as failure:
        Article.model_validate({}, context=registries.context)
    named = {
        place[0] for place, message in refusals(Article, failure.value) if message.code == "missing-field"
    }
    assert named == {"title", "slug", "date", "category"}


def test_a_nested_field_is_refused_by_name(registries: Registries) -> None:
    (message,) = refused(registries, edition={"papr": "郑州日报"})
    assert message.code == "unknown-field"
    assert message.suggestion is not None
    assert message.suggestion.zh == "paper"


def test_every_field_says_in_chinese_what_it_is() -> None:
    for name, field in Article.model_fields.items():
        assert field.title, name
        assert field.description, name
