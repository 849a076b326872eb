"""What the schema refuses, said to an editor: every pydantic error as a message with a remedy."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any

from .model import Details, Model, Refused
from .picture import FOCUS
from .problem import Message, error

Location = tuple[str | int, ...]
"""Where in the data: keys and list positions, from the outside in."""

_KINDS = {
    "sections": ("栏目", "section"),
    "places": ("镇街", "town"),
    "topics": ("专题", "topic"),
    "branches": ("党支部", "branch"),
    "projects": ("重点项目", "project"),
    "batches": ("批次", "batch"),
}
_WHERE = {
    "sections": "content/data/sections.yaml",
    "places": "content/data/places.yaml",
    "topics": "content/data/topics.yaml",
    "branches": "content/data/branches.yaml",
    "projects": "content/data/projects.yaml",
    "batches": "content/data/batches.yaml",
}


def refusals(model: type[Model], failure: Refused) -> Iterator[tuple[Location, Message]]:
    """Each thing that `model` refused: where it stands in the data, and what to say about it."""
    for details in failure.errors:
        say = _SAYINGS.get(details["type"], _unforeseen)
        yield details["loc"], say(model, details)


def _field(details: Details) -> str:
    return ".".join(str(part) for part in details["loc"] if isinstance(part, str))


def _value(details: Details) -> str:
    text = str(details["input"])
    return text if len(text) <= 60 else f"{text[:60]}…"


def _fields_at(model: type[Model], location: Location) -> dict[str, str]:
    """The fields that may stand where `location` points, each with its Chinese label."""
    fields: dict[str, str] = {}
    for name, info in model.model_fields.items():
        inner = [t for t in _models_in(info.annotation) if location[:1] == (name,) and len(location) > 1]
        for nested in inner:
            fields |= {key: field.title or key for key, field in nested.model_fields.items()}
    return fields or {name: info.title or name for name, info in model.model_fields.items()}


def _models_in(annotation: Any) -> list[type[Model]]:
    parts = getattr(annotation, "__args__", ()) or (annotation,)
    return [part for part in parts if isinstance(part, type) and issubclass(part, Model)]


def _unknown_field(model: type[Model], details: Details) -> Message:
    *_, key = details["loc"]
    fields = _fields_at(model, details["loc"])
    by_label = {label: name for name, label in fields.items()}
    near = by_label.get(str(key)) or next(
        iter(get_close_matches(str(key).lower(), fields, n=1, cutoff=0.5)), ""
    )
    known = "、".join(fields)
    advice = (near, near) if near else (f"可用：{known}", f"one of {known}")
    return error("unknown-field", f"没有“{key}”这个字段", f"There is no field “{key}”", advice)


def _missing(model: type[Model], details: Details) -> Message:
    name = str(details["loc"][-1])
    label = _fields_at(model, details["loc"]).get(name, name)
    return error(
        "missing-field",
        f"缺少必填字段 {name}（{label}）",
        f"The required field {name} is missing",
        (f"加上一行“{name}: …”", f"add a line “{name}: …”"),
    )


def _unknown_reference(_: type[Model], details: Details) -> Message:
    context = details["ctx"]
    zh, en = _KINDS[context["kind"]]
    where = _WHERE[context["kind"]]
    if "nearest_id" in context:
        near = f"{context['nearest_id']}（{context['nearest_zh']}）"
        advice = (near, near)
    else:
        advice = (f"先在 {where} 里登记", f"register it in {where} first")
    value = _value(details)
    return error(f"unknown-{en}", f"没有“{value}”这个{zh}", f"There is no {en} “{value}”", advice)


def _ambiguous_reference(_: type[Model], details: Details) -> Message:
    zh, en = _KINDS[details["ctx"]["kind"]]
    ids = details["ctx"]["ids"]
    return error(
        f"ambiguous-{en}",
        f"有几个{zh}都叫“{_value(details)}”",
        f"More than one {en} is called “{_value(details)}”",
        (f"改写编号，其中一个：{ids}", f"write one of the ids: {ids}"),
    )


def _not_a_moment(_: type[Model], details: Details) -> Message:
    nearest = details["ctx"]["nearest"] or "2017-10-12 08:00"
    return error(
        "bad-date",
        f"时间“{_value(details)}”写法不对，要精确到分",
        f"“{_value(details)}” is not a date with minutes",
        (nearest, nearest),
    )


def _not_a_day(_: type[Model], details: Details) -> Message:
    return error(
        "bad-date",
        f"日期“{_value(details)}”写法不对",
        f"“{_value(details)}” is not a date",
        ("写成 2017-10-12 这样", "write it like 2017-10-12"),
    )


def _no_such_moment(_: type[Model], details: Details) -> Message:
    return error(
        "no-such-date",
        f"日历上没有“{_value(details)}”",
        f"“{_value(details)}” does not exist",
        ("核对年、月、日、时、分", "check year, month, day, hour and minute"),
    )


def _bad_slug(_: type[Model], details: Details) -> Message:
    return error(
        "bad-id" if _field(details) == "id" else "bad-slug",
        f"{_field(details)}“{_value(details)}”里有不能用的字符",
        f"{_field(details)} “{_value(details)}” has characters that are not allowed",
        (
            "只用小写字母、数字和单个连字符，如 dangjian-yun",
            "use a-z, 0-9 and single hyphens, as in dangjian-yun",
        ),
    )


def _bad_pattern(model: type[Model], details: Details) -> Message:
    field = _field(details)
    if field in {"slug", "id", "translation_of"}:
        return _bad_slug(model, details)
    pattern = details["ctx"]["pattern"]
    return _refused_value(details, f"要符合 {pattern}", f"must match {pattern}")


def _refused_value(details: Details, zh: str, en: str) -> Message:
    field = _field(details)
    return error(
        "bad-value",
        f"{field} 的值“{_value(details)}”不对",
        f"{field}: “{_value(details)}” is refused",
        (zh, en),
    )


def _choice(_: type[Model], details: Details) -> Message:
    choices = details["ctx"]["expected"].replace("'", "").replace(" or ", "、").replace(", ", "、")
    return _refused_value(details, f"可用：{choices}", f"one of {choices}")


def _too_long(_: type[Model], details: Details) -> Message:
    limit = details["ctx"]["max_length"]
    return _refused_value(details, f"最多 {limit} 个字", f"at most {limit} characters")


def _markup_character(_: type[Model], details: Details) -> Message:
    char = details["ctx"]["char"]
    return _refused_value(
        details, f"去掉“{char}”：只写词，不写网页代码", f"leave out “{char}”: words only, no markup"
    )


def _path_outside(_: type[Model], details: Details) -> Message:
    return error(
        "path-outside",
        f"{_field(details)} 的路径“{_value(details)}”不能用",
        f"{_field(details)}: the path “{_value(details)}” is refused",
        (
            "写文件夹里的相对路径，只用英文字母、数字和 - _ .，不带 .. 和开头的 /",
            "a relative path inside its folder: letters a-z, digits and - _ . only, no .. and no leading /",
        ),
    )


def _picture_not_described(_: type[Model], details: Details) -> Message:
    field, file = _field(details), _value(details)
    return error(
        "bare-picture",
        f"{field} 不能只写文件名“{file}”，还要写替代文字和署名",
        f"{field} needs more than the file “{file}”: a text alternative and a credit",
        (
            f"{field}: {{file: {file}, alt: 画面里有什么, credit: 谁拍的或来自哪里}}",
            f"{field}: {{file: {file}, alt: what it shows, credit: who took it}}",
        ),
    )


def _no_such_focus(_: type[Model], details: Details) -> Message:
    words = "、".join(FOCUS)
    return _refused_value(
        details,
        f"可用：{words}，或两个百分数，如 25 75",
        f"two percents, from the left and from the top, such as 25 75, or one of {words}",
    )


def _unseen(_: type[Model], details: Details) -> Message:
    char = details["ctx"]["char"]
    return error(
        "control-character",
        f"{_field(details)} 里有看不见的控制字符 {char}",
        f"{_field(details)} has an invisible control character {char}",
        ("删去后重新输入这一行", "delete the line and type it again"),
    )


def _names_overlap(_: type[Model], details: Details) -> Message:
    old, new = details["ctx"]["old"], details["ctx"]["new"]
    return error(
        "names-overlap",
        f"“{old}”和“{new}”的使用日期重叠或没有写全",
        f"The dates of “{old}” and “{new}” overlap or are incomplete",
        ("旧名写 valid_to，新名写 valid_from", "give the old name valid_to and the new one valid_from"),
    )


def _not_a_name(_: type[Model], details: Details) -> Message:
    said = details["ctx"]
    return error(
        "not-a-name",
        f"{_field(details)}：{said['zh']}",
        f"{_field(details)}: {said['en']}",
        ("只写姓名，多人用空格或顿号隔开", "names only, with spaces or 、 between them"),
    )


def _number(code: str, zh: str, en: str, advice: tuple[str, str]) -> Callable[..., Message]:
    """A saying for a number that cannot be used."""

    def say(_: type[Model], details: Details) -> Message:
        field, value = _field(details), _value(details)
        return error(code, f"{field} 的值“{value}”{zh}", f"{field}: “{value}” {en}", advice)

    return say


def _wants(zh: str, en: str) -> Callable[[type[Model], Details], Message]:
    """A saying for a plain type error: what was expected instead."""
    return lambda _, details: _refused_value(details, f"这里要写{zh}", f"{en} is expected")


def _unforeseen(_: type[Model], details: Details) -> Message:
    """A rule of the schema that has no words of its own yet: pydantic's are better than none."""
    return _refused_value(details, details["msg"], details["msg"])


_SAYINGS: dict[str, Callable[[type[Model], Details], Message]] = {
    "ambiguous_reference": _ambiguous_reference,
    "bool_parsing": _wants(" true 或 false", "true or false"),
    "bool_type": _wants(" true 或 false", "true or false"),
    "date_from_datetime_parsing": _no_such_moment,
    "date_parsing": _no_such_moment,
    "unexpected_keyword_argument": _unknown_field,
    "int_parsing": _wants("整数", "a whole number"),
    "int_type": _wants("整数", "a whole number"),
    "list_type": _wants("列表", "a list"),
    "literal_error": _choice,
    "missing": _missing,
    "dataclass_type": _wants("“字段: 值”", "“field: value”"),
    "names_overlap": _names_overlap,
    "no_headcount": _number(
        "not-a-headcount",
        "不是人数",
        "is not a number of people",
        ("写成 23人、30多名；人次不是人数", "write it like 23人 or 30多名; 人次 counts visits, not people"),
    ),
    "no_money": _number(
        "not-money",
        "不是金额",
        "is not an amount of money",
        ("单位写元，如 1.3亿元", "in 元, such as 1.3亿元"),
    ),
    "no_quantity": _number(
        "unreadable-number",
        "读不懂",
        "cannot be read as a number",
        (
            "写成一个数，可带约、近、多、余和单位，如 13000多名、1.3亿元",
            "one number, with 约, 近, 多 or 余 and a unit if need be, such as 13000多名 or 1.3亿元",
        ),
    ),
    "no_such_focus": _no_such_focus,
    "no_such_moment": _no_such_moment,
    "no_unit": _number(
        "amount-without-unit",
        "没有单位",
        "has no unit",
        ("写上单位，如 7亿元、14家", "write its unit, such as 7亿元 or 14家"),
    ),
    "not_a_day": _not_a_day,
    "not_a_name": _not_a_name,
    "not_a_moment": _not_a_moment,
    "not_an_address": _wants(
        "本站的旧网址，以 .html 或 / 结尾", "an old address of this site ending in .html or /"
    ),
    "markup_character": _markup_character,
    "path_outside": _path_outside,
    "picture_not_described": _picture_not_described,
    "string_pattern_mismatch": _bad_pattern,
    "string_too_long": _too_long,
    "string_too_short": _wants("内容", "something"),
    "string_type": _wants("文字", "text"),
    "too_few": _wants("至少一个", "at least one"),
    "tuple_type": _wants("列表", "a list"),
    "unknown_reference": _unknown_reference,
    "unseen_character": _unseen,
    "uuid_parsing": _wants(" UUID", "a UUID"),
}
