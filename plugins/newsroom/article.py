"""The schema: what an editor may write above a story. Each field is described here and nowhere else.

The same models serve the check, the build, the editors' table of fields and the editing form.
Values arrive as they stand in the file: text, lists of text, mappings of text.
"""

import re
from datetime import date as Date
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo

from .fields import Flag, Line, Summary, as_list, inside
from .model import After, Before, Field, Model, refusal
from .person import Role
from .picture import Picture
from .printed import Amount
from .references import BranchId, PlaceId, ProjectId, SectionId, TopicId
from .registry import Slug
from .text import Lang, normalise

if TYPE_CHECKING:
    from pydantic import ValidationInfo

ZONE = ZoneInfo("Asia/Shanghai")
_MINUTE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def _names(value: Any, info: "ValidationInfo") -> Any:
    """Names as an editor writes them: a list, or one line with any separator (docs/domain.md §3)."""
    from .byline import split_names  # not needed where stories are only shown

    people = info.context["people"] if info.context else None
    lines = [value] if isinstance(value, str) else value
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return value
    names: list[str] = []
    for line in lines:
        found, messages = split_names(line, people)
        for message in messages:
            if message.code == "byline-not-understood":  # 记者 蔺洋: words that are no name must not be lost
                raise refusal("not_a_name", zh=message.message.zh, en=message.message.en)
        names += found
    return names


def _moment(value: Any) -> Any:
    """`2017-10-12 08:00`, in Zhengzhou's time. Must have minutes; must exist."""
    found = _MINUTE.fullmatch(normalise(value)) if isinstance(value, str) else None
    if not found:
        raise refusal("not_a_moment", nearest=_nearest_moment(str(value)))
    try:
        return datetime(*(int(part or 0) for part in found.groups()), tzinfo=ZONE)  # type: ignore[arg-type,misc]
    except ValueError:
        raise refusal("no_such_moment") from None


def _nearest_moment(value: str) -> str:
    """What `value` most likely means: its numbers, as a date with minutes; "" if they are too few for a date."""
    numbers = [int(n) for n in re.findall(r"\d+", normalise(value))[:5]]
    if len(numbers) < 3:
        return ""
    try:
        return format(datetime(*(numbers + [8, 0][len(numbers) - 3 :])), "%Y-%m-%d %H:%M")  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        raise refusal("no_such_moment") from None


def _day(value: Any) -> Any:
    """`2017-10-12`. Must exist."""
    found = _DAY.fullmatch(normalise(value)) if isinstance(value, str) else None
    if not found:
        raise refusal("not_a_day")
    try:
        return Date(*map(int, found.groups()))
    except ValueError:
        raise refusal("no_such_moment") from None


def _old_address(value: str) -> str:
    """An address of this site as readers knew it, without its leading slash; must end in .html or /."""
    path = inside(value.removeprefix("/"))
    if not path.endswith((".html", "/")):
        raise refusal("not_an_address")
    return path


def _described(value: Any) -> Any:
    """A picture is more than the name of a file: what it shows and who made it belong to it."""
    if isinstance(value, str):
        raise refusal("picture_not_described")
    return value


Names = Annotated[tuple[Line, ...], Before(_names)]
Moment = Annotated[datetime, Before(_moment)]
Day = Annotated[Date, Before(_day)]
OldAddress = Annotated[str, After(_old_address)]
Cover = Annotated[Picture | None, Before(_described)]


class Edition(Model):
    """Where a story stood in the printed paper (schema.org printEdition, printPage, printSection)."""

    paper: Line | None = Field(default=None, title="报纸", description="报纸名称")
    date: Day | None = Field(default=None, title="出版日期", description="如 2017-10-12")
    page: Line | None = Field(default=None, title="版次", description="如 A5")
    page_name: Line | None = Field(default=None, title="版面名称", description="如 惠济新闻")
    order: int | None = Field(default=None, ge=1, le=99, title="版内次序", description="头条是 1")


def _said(value: Any) -> Any:
    """`value` without what says nothing: a form writes `""`, `[]` or `{}` for what nobody filled in."""
    if isinstance(value, dict):
        return {name: kept for name, part in value.items() if (kept := _said(part)) not in _NOTHING}
    return value


_NOTHING: tuple[Any, ...] = ("", [], {}, None)


class Award(Model):
    """How many won a prize (奖项), as the story tells it."""

    name: Line = Field(title="奖项", description="如 一等奖")
    number: Amount = Field(title="数量", description="带单位，如 2组")


def _without_empty(model: type[Model], data: Any) -> Any:
    """An optional field that is empty is not there; a required one is refused for what it is."""
    if not isinstance(data, dict):
        return data
    required = {
        name: data[name] for name, info in model.model_fields.items() if info.is_required() and name in data
    }
    return {**_said({name: value for name, value in data.items() if name not in required}), **required}


class Publication(Model, before=_without_empty):
    """What every Markdown file has above its text: articles and pages alike."""

    title: Line = Field(
        title="主题", description="标题，必填，不加句号；想让它在哪里换行，就在哪里加一条竖线 |，页面上不显示"
    )
    slug: Slug = Field(
        title="网址名", description="网址的最后一段，必填：小写拼音或英文，用连字符隔开；发布后不改"
    )
    lang: Lang = Field(default="zh", title="语言", description="zh 中文（默认），en 英文")
    status: Literal["published", "draft", "hidden"] = Field(
        default="published",
        title="状态",
        description="published 发布，draft 草稿，hidden 只有知道网址的人能看到",
    )
    summary: Summary | None = Field(default=None, title="摘要", description="一两句话，列表和订阅里显示")


class Page(Publication):
    """A page that is not news: about, accessibility, contact."""


class Article(Publication):
    """A news story (稿件)."""

    kicker: Line | None = Field(default=None, title="引题", description="主题上面的一行（眉题）")
    subtitle: Line | None = Field(default=None, title="副题", description="主题下面的一行")
    date: Moment = Field(title="发布时间", description="必填，精确到分，如 2017-10-12 08:00（北京时间）")
    updated: Moment | None = Field(default=None, title="更新时间", description="改过内容才写")
    category: SectionId = Field(title="栏目", description="必填，栏目编号或中文名，如 party 或 党建")
    reporter: Names = Field(default=(), title="记者", description="姓名，多人用空格、顿号或列表")
    correspondent: Names = Field(default=(), title="通讯员", description="同上")
    photographer: Names = Field(default=(), title="摄影", description="同上")
    editor: Names = Field(default=(), title="责任编辑", description="同上")
    byline: Line | None = Field(
        default=None,
        title="署名原文",
        description="报纸上怎么印就怎么写；没有填姓名时由它识别，都填了就互相核对",
    )
    towns: Annotated[tuple[PlaceId, ...], Before(as_list)] = Field(
        default=(), title="镇街", description="镇（街道）编号或名称"
    )
    topics: Annotated[tuple[TopicId, ...], Before(as_list)] = Field(
        default=(), title="专题", description="专题编号或名称"
    )
    branch: BranchId | None = Field(default=None, title="党支部", description="党支部编号或名称")
    project: Annotated[tuple[ProjectId, ...], Before(as_list)] = Field(
        default=(), title="重点项目", description="项目编号或名称"
    )
    source: Line | None = Field(default=None, title="来源", description="转载自哪里；本站原创不写")
    translation_of: Slug | None = Field(
        default=None, title="译自", description="只有译文与原文的网址名不同才写：原文的网址名"
    )
    cover: Cover = Field(default=None, title="题图", description="文件、替代文字、图说、图片署名、焦点")
    edition: Edition | None = Field(
        default=None, title="见报", description="报纸、日期、版次、版面名称、版内次序"
    )
    dateline: Line | None = Field(default=None, title="电头", description="如 本报讯、新华社北京10月11日电")
    reviewed: Annotated[tuple[Line, ...], Before(as_list)] = Field(
        default=(), title="三审", description="已完成的审核：初审、复审、终审"
    )
    awards: tuple[Award, ...] = Field(
        default=(), title="获奖", description="奖项和数量，从高到低；数量照原文写单位"
    )
    archive: Flag = Field(default=False, title="旧闻补录", description="true 表示后来补录的旧稿")
    aliases: Annotated[tuple[OldAddress, ...], Before(as_list)] = Field(
        default=(), title="旧网址", description="以前的网址，会自动跳转到新网址"
    )
    sample: Flag = Field(default=False, title="示例", description="true 表示示例，正式发布时不输出")

    @property
    def folder(self) -> str:
        """Where it stands, below `content/` and below the site's root."""
        return "news"

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of the towns that it is filed under."""
        return tuple(dict.fromkeys(self.towns))

    @property
    def twin_key(self) -> str:
        """The same for a story and its translations."""
        return self.translation_of or self.slug

    @property
    def names(self) -> dict[Role, tuple[str, ...]]:
        """The names given in fields of their own, by role; roles without a name are left out."""
        given: dict[Role, tuple[str, ...]] = {
            "reporter": self.reporter,
            "correspondent": self.correspondent,
            "photographer": self.photographer,
            "editor": self.editor,
        }
        return {role: names for role, names in given.items() if names}
