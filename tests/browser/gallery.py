"""A page that shows every component of `theme/templates/components` in every state, in both languages; not published.

To look at it: `python -m tests.browser.gallery FOLDER`, then serve the folder.
"""

import shutil
import sys
from abc import ABC, abstractmethod
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from pelicanconf import JINJA_ENVIRONMENT
from plugins.languages.interface import Interface, read_interfaces
from plugins.newsroom.calendar import theme_day
from plugins.newsroom.charts import Amount, Bars, Batch, Chart, Dots, Figure, Line, Share, Source, Table
from plugins.newsroom.months import Mark, Month, month_grid
from plugins.newsroom.town_map import TILES, Town, TownMap, town_map
from plugins.sources.registries import read_registries
from tests.desk import ROOT

PAGES = {"zh": "gallery.html", "en": "en/gallery.html"}


class Correction(NamedTuple):
    date: date
    wrong: str
    right: str


def write(folder: Path) -> None:
    """Both pages, and the theme's files, below `folder`."""
    shutil.copytree(ROOT / "theme" / "static", folder / "theme")
    for lang, name in PAGES.items():
        page = folder / name
        page.parent.mkdir(exist_ok=True)
        page.write_text(render(lang), encoding="utf-8")


def render(lang: str) -> str:
    """The page in one language."""
    environment = Environment(
        loader=ChoiceLoader(
            [FileSystemLoader(ROOT / "theme" / "templates"), FileSystemLoader(Path(__file__).parent)]
        ),
        **JINJA_ENVIRONMENT,  # type: ignore[arg-type]
    )
    environment.globals["href"] = lambda address: f"/{address}"
    ui: Interface = read_interfaces(ROOT / "theme" / "translations")[lang]  # type: ignore[index]
    states = Chinese(ui) if lang == "zh" else English(ui)
    return environment.get_template("gallery.html").render(ui=ui, words=states.words, states=states)


class States(ABC):
    """What the page shows in one language. Numbers are those of the newspaper page of October 2017, or made up."""

    ui: Interface
    words: SimpleNamespace
    story: str
    """Where links lead."""

    @abstractmethod
    def months(self) -> list[Month]:
        """Months with every kind of mark, and with none."""

    def maps(self) -> list[TownMap]:
        """Two towns with stories, all, none; one more than there are tiles, one fewer, an unknown one, none at all."""
        all_ = self.towns(*TILES)
        unknown = Town("beihe", self.words.unknown, self.story, True)
        towns = [
            self.towns("guxing", "yingbinlu"),
            all_,
            self.towns(),
            [*all_, unknown],
            self.towns("guxing")[:-1],
            [*self.towns()[:-1], unknown],
        ]
        return [*map(town_map, towns), town_map([])]

    def towns(self, *fresh: str) -> list[Town]:
        registries, _ = read_registries(ROOT / "content")
        assert registries is not None
        return [
            Town(place.id, place.name.in_(self.ui.lang), f"towns/{place.id}/", place.id in fresh)
            for place in registries.places
        ]


class Chinese(States):
    words = SimpleNamespace(
        title="组件",
        towns="八个镇街",
        unknown="北河镇",
        calendar="主题党日",
        projects="重点项目追踪",
        project="项目",
        progress="进度（开工—主体—竣工）",
        batches="四批开工",
        charts="数据",
        story="正文",
        text="惠济在全市较早立下“党员活动日”的规矩：每月第二个周五，全区过同一个“主题党日”。支部可以自己办，也可以联手办。",
    )
    story = "news/2017/10/a.html"

    def __init__(self, ui: Interface) -> None:
        self.ui = ui
        self.source = Source("惠济区委组织部", self.story, date(2017, 10, 20))
        self.published = date(2017, 10, 12)
        figures = (
            Figure("298", "", "个", "党支部纳入“党建云”管理"),
            Figure("1.3万", "多", "名", "党员参加“主题党日”"),
            Figure("58", "", "项", "宣讲、义诊、助困等活动"),
            Figure("92", "", "%", "党员参与率"),
            Figure("14", "", "家", "建筑工地上的“红色驿站”"),
        )
        wide = (
            Figure("57000", "余", "次", "“党建云”平台浏览"),
            Figure("7亿", "约", "元", "第四批五个重点项目总投资，其中本年度计划投资1.3亿元，其余分年度安排"),
            Figure("123456789", "余", "人次", "九位数"),
            Figure("11200", "余", "名", "“党建云”注册党员"),
        )
        table = Table(
            "据2017年10月公开报道整理",
            ("指标", "数值"),
            (
                ("“党建云”管理的党支部", "298个"),
                ("“党建云”注册党员", "11200余名"),
                ("支部发布信息", "2600多条"),
                ("平台浏览", "57000余次"),
                ("主题党日参与", ""),
            ),
        )
        intro = "全区党组织一年的五个数。口径与出处见数据表。"
        self.bands = (
            SimpleNamespace(heading="数说基层党建", intro=intro, figures=figures, table=table),
            SimpleNamespace(
                heading="数说重点项目：四批开工的项目和它们的投资", intro="", figures=wide, table=None
            ),
            SimpleNamespace(heading="数说一个数", intro=intro, figures=figures[:1], table=None),
            SimpleNamespace(heading="数说明年", intro=intro, figures=(), table=None),
        )
        self.boxes = (
            SimpleNamespace(heading="文中的数", figures=figures[:3]),
            SimpleNamespace(heading="长一些的数", figures=wide),
            SimpleNamespace(heading="还没有数", figures=()),
        )
        self.timelines: list[tuple[Batch, ...]] = [
            (
                Batch("2月21日", "2017-02-21", "第一批"),
                Batch("3月18日", "2017-03-18", "第二批"),
                Batch("5月18日", "2017-05-18", "第三批"),
                Batch("10月", "2017-10", "第四批 5项"),
            ),
            (Batch("10月", "2017-10", "第一批，包括一所九年一贯制学校、安置房和两条路"),),
            tuple(Batch(f"{n}月", f"2017-{n:02}", f"第{n}批") for n in range(1, 13)),
            (),
        ]
        stages = ("已开工", "主体", "竣工")
        self.projects = (
            ("河南省体育中心九年一贯制学校", stages, 0, False),
            ("薛岗（东）安置区", stages, 1, False),
            ("杏花街", stages, 2, False),
            ("贾庄路", stages, 3, False),
            ("兴盛苑（花漾里）", stages, 1, True),
            ("还没有动工、又已经晚了的项目", stages, 0, True),
        )
        self.charts = self._charts()
        self.corrections = (
            Correction(date(2017, 10, 21), "三等奖7组", "三等奖8组"),
            Correction(
                date(2017, 10, 13),
                "全区298个党支部、1.3万名党员全部注册“党建云”，参与率达到百分之九十二",
                "全区298个党支部全部上线“党建云”，注册党员11200余名；92%是主题党日的党员参与率",
            ),
        )
        self.quotes = (
            ("“看似务虚”的党建，成了看得见、摸得着的实在工作。",),
            ("“以前要跑好几趟，现在在家门口就能办；有事找得到人，心里踏实。”", "迎宾路街道一位居民"),
        )

    def months(self) -> list[Month]:
        theme = Mark(theme_day(2017, 10), "theme", "主题党日，每月第二个周五", "topics/theme-party-day/")
        visit = Mark(date(2017, 10, 11), "event", "省观摩组到惠济", self.story)
        unlinked = Mark(date(2017, 11, 10), "theme", "主题党日")
        many = [Mark(date(2017, 12, day), "event", f"第{day}场宣讲", self.story) for day in range(4, 30, 3)]
        today = Mark(date(2017, 10, 20), "today", "本期出版。下一次主题党日：11月10日")
        return [
            month_grid(2017, 10, [theme, visit, today]),
            month_grid(2017, 11, [unlinked, Mark(date(2017, 11, 10), "today", "今天")]),
            month_grid(2017, 12, [*many, Mark(date(2017, 12, 10), "today", "今天")]),
            month_grid(2021, 2),
        ]

    def _charts(self) -> tuple[Chart, ...]:
        people = ("去向", "人数")
        down = (
            Amount("区直机关干部到镇街历练", 245, "245"),
            Amount("县级领导分包村（社区）", 49, "49"),
            Amount("大运河文化区党员突击队", 14, "14"),
            Amount("软弱涣散村第一书记", 5, "5"),
        )
        joined = (Amount("参与率", 92, "92%"), Amount("参加的党员", 13000, "13000多名"))
        money = ("投资", "数额")
        year, whole = Amount("年度投资", 1.3, "1.3亿元"), Amount("总投资", 7, "7亿元")
        views = [4100, 5200, 6000, 5800, 7300, 9100, 8800, 10200, 11400, 12900]
        months = tuple(Amount(f"{n}月", number, f"{number}次") for n, number in enumerate(views, 1))
        missing = (*months[:3], Amount("4月", None, ""), *months[4:6], Amount("7月", None, ""), months[7])
        time = ("月份", "浏览")
        source = self.source
        plain = Source("惠济新闻")
        none = {"source": plain, "heads": time, "amounts": ()}
        return (
            Bars(heading="下沉的干部和党员", finding="到镇街历练的区直干部最多，有245人", source=source, heads=people, amounts=down),
            Dots(
                heading="每100名党员，92人参加",
                finding="一百个圆点中九十二个是大的：主题党日的党员参与率为92%",
                source=source,
                heads=("指标", "数值"),
                amounts=joined,
                count=92,
                note="全区各领域党组织、1.3万多名党员。",
            ),
            Share(
                heading="五个项目，今年先投1.3亿元",
                finding="第四批五个项目总投资7亿元，其中本年度计划投资1.3亿元，约占19%",
                source=source,
                heads=money,
                amounts=(year, whole),
            ),
            Line(
                heading="“党建云”的浏览一月多过一月",
                finding="每月浏览从1月的4100次增加到10月的12900次",
                source=source,
                heads=time,
                amounts=months,
                unit="次",
            ),
            Bars(heading="只有一行", finding="只有一行", source=plain, heads=people, amounts=down[:1]),
            Bars(
                heading="很多行，也有零和缺的，标题还很长，长到一行排不下，要折到第二行甚至第三行",
                finding="零不画条，缺的写明，名称很长的一行也排得下",
                source=source,
                heads=people,
                amounts=(
                    Amount("零", 0, "0"),
                    Amount("缺", None, ""),
                    Amount("河南省体育中心九年一贯制学校及其周边道路、绿化和配套设施建设指挥部办公室", 57000, "57000余"),
                    *(Amount(f"第{n}行", 3**n, f"{3**n}") for n in range(1, 10)),
                ),
            ),
            Bars(heading="全是零", finding="三个数都是零", source=plain, heads=people, amounts=tuple(Amount(n, 0, "0") for n in "甲乙丙")),
            Bars(heading="还没有数据的条形图", finding="", **none),
            Dots(heading="零", finding="一百个圆点都是小的", source=plain, heads=time, amounts=(), count=0),
            Dots(heading="一", finding="一百个圆点中一个是大的", source=plain, heads=time, amounts=(), count=1),
            Dots(heading="一百", finding="一百个圆点都是大的：参与率为100%", source=plain, heads=time, amounts=(), count=100),
            Dots(heading="还没有数据的圆点", finding="", count=None, **none),
            Share(heading="一点没有", finding="计划7亿元，尚未投资", source=plain, heads=money, amounts=(Amount("已投资", 0, "0元"), whole)),
            Share(
                heading="全部完成",
                finding="计划的7亿元已经全部投资，占100%",
                source=plain,
                heads=money,
                amounts=(Amount("截至2017年10月20日已完成投资", 7, "7亿元"), Amount("总投资（四批项目合计）", 7, "7亿元")),
            ),
            Share(heading="还没有数据的比例", finding="", **none),
            Line(heading="只有一点", finding="1月浏览4100次", source=plain, heads=time, amounts=months[:1], unit="次"),
            Line(heading="有缺的月份", finding="4月和7月没有数据", source=plain, heads=time, amounts=missing, unit="次"),
            Line(heading="全是零", finding="三个月都是零", source=plain, heads=time, amounts=tuple(Amount(f"{n}月", 0, "0次") for n in range(1, 4)), unit="次"),
            Line(heading="还没有数据的折线图", finding="", **none),
        )  # fmt: skip


class English(States):
    words = SimpleNamespace(
        title="Components",
        towns="Towns and subdistricts",
        unknown="Beihe Township",
        calendar="Theme Party Day",
        projects="Key projects",
        project="Project",
        progress="Progress",
        batches="Four batches",
        charts="Data",
        story="Story",
        text="On the second Friday of each month the whole district keeps the same Theme Party Day; branches hold it alone or together.",
    )
    story = "en/news/2017/10/a.html"

    def __init__(self, ui: Interface) -> None:
        self.ui = ui
        self.source = Source(
            "Organization Department of the CPC Huiji District Committee", self.story, date(2017, 10, 20)
        )
        self.published = date(2017, 10, 12)
        figures = (
            Figure("298", "", "branches", "Party branches managed through the “Party-building cloud”"),
            Figure("13,000", "more than", "members", "take part in the Theme Party Day"),
            Figure("58", "", "activities", "talks, free clinics, help for people in difficulty"),
            Figure("92", "", "%", "of members take part"),
            Figure("14", "", "stations", "“red stations” on building sites"),
        )
        table = Table(
            "Compiled from reports published in October 2017",
            ("Measure", "Number"),
            (
                ("Registered members", "more than 11,200"),
                ("Visits to the platform", "more than 57,000"),
                ("Participations in the Theme Party Day", "some 60,000"),
            ),
        )
        self.bands: tuple[Any, ...] = (
            SimpleNamespace(
                heading="Party building in figures",
                intro="Five figures of one year. Definitions and sources are in the data table.",
                figures=figures,
                table=table,
            ),
            SimpleNamespace(heading="One figure", intro="", figures=figures[1:2], table=None),
            SimpleNamespace(heading="Next year in figures", intro="", figures=(), table=None),
        )
        self.boxes = (SimpleNamespace(heading="Figures in this story", figures=figures[:3]),)
        self.timelines: list[tuple[Batch, ...]] = [
            (
                Batch("21 February", "2017-02-21", "First batch"),
                Batch("18 March", "2017-03-18", "Second batch"),
                Batch("18 May", "2017-05-18", "Third batch"),
                Batch("October", "2017-10", "Fourth batch, 5 projects"),
            ),
        ]
        stages = ("Started", "Main structure", "Completed")
        self.projects = (
            ("Nine-year school at Henan Provincial Sports Centre", stages, 0, False),
            ("Xuegang (East) resettlement area", stages, 1, True),
            ("Xinghua Street", stages, 2, False),
            ("Jiazhuang Road", stages, 3, False),
        )
        self.charts = self._charts()
        self.corrections = (
            Correction(
                date(2017, 10, 21), "seven groups won a third prize", "eight groups won a third prize"
            ),
            Correction(date(2017, 10, 13), "13,000 members had registered", "more than 11,200 had"),
        )
        self.quotes = (
            ("“It used to take several trips, and now it can be done next door.”", "a resident of Yingbinlu"),
        )

    def months(self) -> list[Month]:
        theme = Mark(theme_day(2017, 9), "theme", "Theme Party Day, the second Friday", "en/topics/")
        visit = Mark(date(2017, 9, 20), "event", "Visitors from the province", self.story)
        today = Mark(date(2017, 9, 30), "today", "This edition")
        return [month_grid(2017, 9, [theme, visit, today]), month_grid(2018, 4)]

    def _charts(self) -> tuple[Chart, ...]:
        views = [4100, 5200, 6000, 5800, 7300, 9100, 8800, 10200, 11400, 12900]
        names = "January February March April May June July August September October".split()
        months = tuple(Amount(name, number, f"{number:,}") for name, number in zip(names, views, strict=True))
        return (
            Bars(
                heading="Cadres and members sent down",
                finding="Most are cadres of district departments: 245 people",
                source=self.source,
                heads=("Where", "People"),
                amounts=(
                    Amount("Cadres of district departments who work in towns", 245, "245"),
                    Amount("County-level leaders responsible for villages and communities", 49, "49"),
                    Amount("First secretaries in weak villages", 5, "5"),
                ),
            ),
            Dots(
                heading="Of 100 members, 92 take part",
                finding="92 of a hundred dots are large: 92% of members take part in the Theme Party Day",
                source=self.source,
                heads=("Measure", "Number"),
                amounts=(Amount("Rate of participation", 92, "92%"),),
                count=92,
                note="Party organizations of all fields, more than 13,000 members.",
            ),
            Share(
                heading="130 million yuan this year",
                finding="Of 700 million yuan for five projects, 130 million are planned for this year, some 19%",
                source=self.source,
                heads=("Investment", "Yuan"),
                amounts=(Amount("This year", 1.3, "130 million"), Amount("In all", 7, "700 million")),
            ),
            Line(
                heading="More visits each month",
                finding="Visits rose from 4,100 in January to 12,900 in October",
                source=self.source,
                heads=("Month", "Visits"),
                amounts=months,
                unit=" visits",
            ),
        )


if __name__ == "__main__":
    write(Path(sys.argv[1]))
