"""Sites whose address is known, built once."""

import pytest

from tests.desk import ROOT, Built, Desk, build
from tests.drawing import photograph

ORIGIN = "https://news.example.org"
BODY = """第一段，见[另一条]({filename}two.md)和[市里的网站](https://example.com/)。

![开工现场](b.jpg "塔吊林立｜资料图片")

第二段[^1]。

[^1]: 注。
"""


@pytest.fixture(scope="session")
def online(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The repository's own site, under a path, with its Traditional Chinese edition."""
    output = tmp_path_factory.mktemp("online") / "output"
    built = build(ROOT / "content", output, SITEURL=f"{ORIGIN}/portal", TRADITIONAL_EDITION="1")
    assert built.code == 0, built.said
    return built


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A story that has everything, its English twin, another one, a record, and what nobody is to find."""
    desk = Desk(tmp_path_factory.mktemp("newsroom"))
    for number, name in enumerate(("a.jpg", "b.jpg")):
        desk.write(f"pictures/{name}", photograph(seed=number))
    people = (desk.content / "data/people.yaml").read_text(encoding="utf-8")
    desk.register(
        "people",
        people + "- id: huizuxuan\n  name: {zh: 惠组宣, en: Huizuxuan}\n  role: author\n  kind: org\n",
    )
    story = {
        "title": "五大项目|集中开工",
        "subtitle": "总投资7亿元",
        "date": "2017-10-12 08:00",
        "updated": "2017-10-13 09:30",
        "reporter": "[蔺洋, 惠组宣]",
        "photographer": "陈静",
        "editor": "[景琦, 惠组宣]",
        "towns": "古荥镇",
        "topics": "党建云",
        "source": "郑州日报",
        "dateline": "本报讯",
        "edition": "{paper: 郑州日报, date: 2017-10-12, page: A5, page_name: 惠济新闻, order: 1}",
        "cover": "{file: a.jpg, alt: 开工仪式, caption: 仪式现场, credit: 陈静 摄}",
    }
    desk.story("one", BODY, **story)
    desk.story("one", "Text.\n", lang="en", **{**story, "title": "Five projects start"})
    desk.story("two", date="2017-10-01 08:00", title="另一条")
    desk.story("drafted", status="draft")
    desk.story("unlisted", status="hidden")
    desk.story("tomorrow", date="2999-01-01 08:00")
    desk.story("made-up", sample="true", date="2017-10-14 08:00")
    desk.record("work", date="2017-10-13 20:00", sample="true")
    built = desk.build(SITEURL=ORIGIN)
    assert built.code == 0, built.said
    return built
