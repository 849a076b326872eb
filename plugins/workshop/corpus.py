"""A synthetic newsroom of any size, for `invoke bench`: the same bytes for the same number of articles.

Everything in it is made up and says so: titles end in （合成稿第N号）, names join a surname to one of the
sixty pairs of the old calendar (赵甲子). Nothing is marked `sample: true`, since samples have no feeds and no place in
production, which is measured too. Section and place registries and the pages are the repository's own.
"""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

from plugins.newsroom.person import Person
from plugins.newsroom.place import Place
from plugins.newsroom.registries import Registries
from plugins.newsroom.section import Topic
from plugins.newsroom.text import Lang
from plugins.sources.registries import read_registries

from .draws import Draws
from .phrases import WRITING, Writing

ROOT = Path(__file__).resolve().parents[2]
FIRST_DAY, LAST_MINUTE = datetime(2018, 1, 1), datetime(2025, 12, 31, 23, 59)
DAYS = (LAST_MINUTE - FIRST_DAY).days + 1
DAILY = 3
"""Stories on a day of publication, as long as the eight years have days enough."""

TWIN_EVERY = 20


def make_newsroom(folder: Path, articles: int) -> None:
    """Write `folder/content`: registries, pages, and `articles` stories over eight years, oldest first.

    One story in twenty has an English twin. Links lead only to older stories.
    """
    content = folder / "content"
    registries = _write_registries(content)
    older: list[_Story] = []
    for number in range(articles):
        story = _story(number, moment(number, articles), registries, older)
        _write(content, story)
        older.append(story)


def add_article(folder: Path, articles: int) -> Path:
    """Write the story that follows the last of `articles`, in the last minute of the eight years; its path.

    It is on as many lists at any size: two topics, a place, a reporter.
    """
    registries, problems = read_registries(folder / "content")
    assert registries is not None, problems
    draws = Draws("new", articles)
    topics = draws.some(tuple(registries.topics), 2)
    towns = draws.some(tuple(registries.places), 1)
    reporter = draws.one([person.name.zh for person in registries.people if person.role == "reporter"])
    section = topics[0].section or "headlines"
    story = _Story(articles, LAST_MINUTE, topics, towns, section, f"reporter: {reporter}\n", None)
    _write(folder / "content", story)
    return folder / "content" / story.path


# -- Registries --------------------------------------------------------------------------------------------

_SURNAMES = "赵 Zhao,钱 Qian,孙 Sun,周 Zhou,吴 Wu,郑 Zheng,欧阳 Ouyang,司马 Sima".split(",")
_STEMS = "甲 jia,乙 yi,丙 bing,丁 ding,戊 wu,己 ji,庚 geng,辛 xin,壬 ren,癸 gui".split(",")
_BRANCHES = "子 zi,丑 chou,寅 yin,卯 mao,辰 chen,巳 si,午 wu,未 wei,申 shen,酉 you,戌 xu,亥 hai".split(",")
_ROLES = (*["reporter"] * 4, *["correspondent"] * 5, "photographer")
"""Each surname has ten people: so many of each."""

_TOPICS = """
headlines fangxun-yanlian 防汛演练 flood drills
headlines anquan-xuncha 安全巡查 safety rounds
headlines wenming-chuangjian 文明创建 civic campaigns
headlines jiceng-zhili 基层治理 neighbourhood governance
headlines shuzi-zhengwu 数字政务 online public services
headlines yingshang-huanjing 营商环境 the business climate
headlines pucha-dengji 普查登记 census registration
party xianfeng-gang 先锋岗 model service posts
party dangke-xuexi 党课学习 Party lectures
party shuji-fangtan 书记访谈 interviews with branch secretaries
party dangyuan-zhiyuan 党员志愿服务 volunteering by Party members
party zhendi-jianshe 阵地建设 Party activity rooms
party zhuti-jiaoyu 主题教育 study campaigns
projects daolu-yanghu 道路养护 road maintenance
projects guanwang-gengxin 管网更新 pipe renewal
projects xuexiao-kuojian 学校扩建 school extensions
projects tingche-sheshi 停车设施 parking facilities
projects laojiu-xiaoqu 老旧小区改造 renewal of older housing
projects jiazhuang-dianti 加装电梯 retrofitted lifts
projects hedao-qingyu 河道清淤 dredging
projects yuanlin-lvhua 园林绿化 parks and trees
livelihood yanglao-fuwu 养老服务 care for the elderly
livelihood tuoyu-fuwu 托育服务 childcare
livelihood jiuye-bangfu 就业帮扶 help in finding work
livelihood shequ-yiliao 社区医疗 community clinics
livelihood laji-fenlei 垃圾分类 waste sorting
livelihood gongjiao-chuxing 公交出行 bus travel
livelihood shipin-anquan 食品安全 food safety
livelihood jiansheng-budao 健身步道 fitness trails
livelihood bianmin-shichang 便民市场 neighbourhood markets
livelihood gongnuan-baozhang 供暖保障 winter heating
culture quanmin-yuedu 全民阅读 public reading
culture shequ-wenyi 社区文艺 community arts
culture chuantong-jieri 传统节日 traditional festivals
culture feiyi-tiyan 非遗体验 heritage workshops
culture quanmin-jianshen 全民健身 sport for all
culture kepu-jiangzuo 科普讲座 science talks
notices tingshui-tongzhi 停水通知 water supply notices
notices jiaotong-guanzhi 交通管制 traffic restrictions
notices zhengqiu-yijian 征求意见 public consultations
"""
"""Section, id, Chinese and English name of each topic."""


def _write_registries(content: Path) -> Registries:
    """The repository's site, sections, places, rules and pages; topics and people of our own."""
    (content / "data").mkdir(parents=True)
    (content / "news").mkdir()
    for name in ("site", "sections", "places", "wording", "officials", "checks", "hant"):
        shutil.copyfile(ROOT / "content" / "data" / f"{name}.yaml", content / "data" / f"{name}.yaml")
    shutil.copytree(ROOT / "content" / "pages", content / "pages")
    write_text(content / "data" / "topics.yaml", "".join(_topics()))
    write_text(content / "data" / "people.yaml", "".join(_people()))
    registries, problems = read_registries(content)
    assert registries is not None, problems
    return registries


def _topics() -> Iterator[str]:
    for line in _TOPICS.split("\n")[1:-1]:
        section, id_, zh, en = line.split(" ", 3)
        yield f"- id: {id_}\n  section: {section}\n"
        yield f"  name: {{zh: {zh}, en: {en[0].upper()}{en[1:]}}}\n"
        yield f"  summary: {{zh: 与“{zh}”有关的合成稿件。, en: Synthetic stories on {en}.}}\n"


def _people() -> Iterator[str]:
    pairs = [(_STEMS[n % 10].split(), _BRANCHES[n % 12].split()) for n in range(60)]
    for n, (surname, role) in enumerate(product(_SURNAMES, _ROLES)):
        (zh, en), (stem, branch) = surname.split(), pairs[n % 60]
        given = stem[1] + branch[1]
        yield f"- id: {en.lower()}-{given}\n"
        yield f"  name: {{zh: {zh}{stem[0]}{branch[0]}, en: {en} {given.capitalize()}}}\n"
        yield f"  role: {role}\n"


# -- Stories -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Story:
    """What a story and its twin have in common."""

    number: int
    date: datetime
    topics: tuple[Topic, ...]
    towns: tuple[Place, ...]
    section: str
    credits: str
    """Lines of front matter."""
    link: "_Story | None"
    """An older story that the text ends with."""

    @property
    def slug(self) -> str:
        return f"{self.topics[0].id}-{self.number + 1:06d}"

    @property
    def path(self) -> str:
        """Of the Chinese file, relative to `content/`."""
        return f"news/{self.date:%Y/%m}/{self.slug}.md"

    @property
    def langs(self) -> tuple[Lang, ...]:
        return ("zh", "en") if self.number % TWIN_EVERY == TWIN_EVERY // 2 - 1 else ("zh",)

    def title(self, lang: Lang) -> str:
        """In `lang`, or in Chinese where the story has no such twin."""
        lang = lang if lang in self.langs else "zh"
        writing = WRITING[lang]
        words = _words(self, writing)
        return writing.numbered.format(
            say(Draws("title", self.number, lang), writing.titles, words), self.number + 1
        )


def moment(number: int, articles: int) -> datetime:
    """When story `number` of `articles` was published: never before the last one, between 6 and 22 o'clock."""
    days = min(DAYS, -(-articles // DAILY))
    day = number * days // articles
    first, end = -(-day * articles // days), -(-(day + 1) * articles // days)
    share = 16 * 60 / (end - first)
    minute = int((number - first + Draws("minute", number).below(1000) / 1000) * share)
    return FIRST_DAY + timedelta(days=day * DAYS // days, hours=6, minutes=minute)


def _story(number: int, date: datetime, registries: Registries, older: Sequence[_Story]) -> _Story:
    """Story `number`; `older` are those it may link to."""
    draws = Draws("story", number)
    topics = draws.some(tuple(registries.topics), 1 + draws.below(3))
    towns = draws.some(tuple(registries.places), draws.one((0, 1, 1, 1, 2)))
    credits = "".join(_credits(draws, tuple(registries.people)))
    link = draws.one(older) if older and draws.chance(0.1) else None
    return _Story(number, date, topics, towns, topics[0].section or "headlines", credits, link)


def _credits(draws: Draws, people: Sequence[Person]) -> Iterator[str]:
    """Who signed: in fields of their own, or as a printed byline."""
    names = {
        role: [person.name.zh for person in people if person.role == role] for role in dict.fromkeys(_ROLES)
    }
    reporter = draws.one(names["reporter"])
    correspondents = draws.some(names["correspondent"], draws.below(3))
    if draws.chance(0.15):
        others = f" 通讯员 {' '.join(correspondents)}" if correspondents else ""
        yield f"byline: 记者 {reporter}{others} 文/图\n"
        return
    yield f"reporter: {reporter}\n"
    if correspondents:
        yield f"correspondent: [{', '.join(correspondents)}]\n"
    if draws.chance(0.15):
        yield f"photographer: {draws.one(names['photographer'])}\n"


def _write(content: Path, story: _Story) -> None:
    for lang in story.langs:
        path = content / (story.path if lang == "zh" else story.path.removesuffix(".md") + f".{lang}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        draws = Draws("text", story.number, lang)
        write_text(path, "".join(_front_matter(draws, story, lang)) + "\n" + _body(draws, story, lang))


def _front_matter(draws: Draws, story: _Story, lang: Lang) -> Iterator[str]:
    writing, words = WRITING[lang], _words(story, WRITING[lang])
    yield f"---\ntitle: {story.title(lang)}\n"
    if draws.chance(0.1):
        yield f"kicker: {say(draws, writing.kickers, words)}\n"
    if draws.chance(0.1):
        yield f"subtitle: {say(draws, writing.subtitles, words)}\n"
    yield f"date: {story.date:%Y-%m-%d %H:%M}\ncategory: {story.section}\n{story.credits}"
    if story.towns:
        yield f"towns: [{', '.join(town.id for town in story.towns)}]\n"
    yield f"topics: [{', '.join(topic.id for topic in story.topics)}]\n"
    if draws.chance(0.6):
        yield f"summary: {say(draws, writing.sentences, words)}\n"
    yield f"slug: {story.slug}\n"
    yield "---\n" if lang == "zh" else f"lang: {lang}\n---\n"


# -- Text --------------------------------------------------------------------------------------------------


def _body(draws: Draws, story: _Story, lang: Lang) -> str:
    """3 to 8 paragraphs; some have subheads, a list or a link between or in them."""
    writing, words = WRITING[lang], _words(story, WRITING[lang])
    paragraphs = 3 + draws.below(6)
    heads, list_at = draws.chance(0.25), draws.below(paragraphs) if draws.chance(0.15) else -1
    # Short stories have few paragraphs, long ones many; Chinese 300 to 1,200 characters in all.
    length = (320 + 110 * (paragraphs - 3) + draws.below(200)) * writing.stretch
    blocks: list[str] = []
    for n, text in enumerate(_paragraphs(draws, writing, words, paragraphs, length)):
        if heads and n and n % 2 == 0:
            blocks.append(f"## {draws.one(writing.heads)}")
        blocks.append(text)
        if n == list_at:
            blocks.append(
                "\n".join(f"- {say(draws, writing.items, words)}" for _ in range(3 + draws.below(3)))
            )
    if story.link:
        blocks[-1] += writing.earlier.format(f"[{story.link.title(lang)}]({{filename}}/{story.link.path})")
    return "\n\n".join(blocks) + "\n"


def _paragraphs(
    draws: Draws, writing: Writing, words: Mapping[str, Sequence[str]], count: int, length: int
) -> Iterator[str]:
    """`count` paragraphs, about `length` characters in all."""
    written = 0
    for n in range(1, count + 1):
        sentences: list[str] = []
        while not sentences or written < length * n // count:
            sentences.append(say(draws, writing.sentences, words))
            written += len(sentences[-1])
        yield writing.space.join(sentences)


_SLOT = re.compile(r"\{(\w+)\}")


def say(draws: Draws, patterns: Sequence[str], words: Mapping[str, Sequence[str]]) -> str:
    """One of `patterns`, its slots filled with any of their words."""
    return _SLOT.sub(lambda slot: draws.one(words[slot[1]]), draws.one(patterns))


def _words(story: _Story, writing: Writing) -> Mapping[str, Sequence[str]]:
    """What may stand in the slots of a story's patterns; places by the name of its day."""
    towns = [town.name_on(story.date.date()).in_(writing.lang) for town in story.towns]
    topics = [topic.name.in_(writing.lang) for topic in story.topics]
    if writing.lang == "en":
        topics = [name[0].lower() + name[1:] if not name.startswith("Party") else name for name in topics]
    return writing.words | {"town": towns or writing.whole, "topic": topics}


def write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
