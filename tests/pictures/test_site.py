"""Pictures of whole sites: what readers get of them, and what a build makes of an edit."""

import re
import shutil
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.fastbuild import finished
from plugins.fastbuild.files import MARGIN
from plugins.fastbuild.writer import Report
from plugins.pictures.darkroom import Darkroom, OriginalChanged
from plugins.sources import pictures as originals
from tests.drawing import CAMERA, PLACE, is_upright, photograph
from tests.fastbuild.newsroom import Site

ARTICLE = """
{% set view = article.layout.view %}
{% macro shown(picture) %}<img src="{{ picture.address }}" width="{{ picture.width }}" height="{{ picture.height }}"
 alt="{{ picture.alt }}">{{ picture.caption }}|{{ picture.credit }}{% for source in picture.sources %}
<source type="{{ source.type }}" srcset="
{%- for each in source.variants %}{{ each.address }} {{ each.width }}w, {% endfor %}">{% endfor %}{% endmacro %}
{% if view.cover %}{{ shown(view.cover) }}{% endif %}
{% for part in article.content|with_dateline(article.record.dateline)|parts %}
{% if part is number %}{{ shown(view.pictures[part]) }}{% else %}{{ part }}{% endif %}
{% endfor %}
"""
PAGE = """
{% for part in page.content|parts %}
{% if part is number %}<img src="{{ page.pictures[part].address }}">{% else %}{{ part }}{% endif %}
{% endfor %}
"""
SECTION = """
{% for entry in layout.listing.entries if entry.picture %}<img src="{{ entry.picture.address }}">{% endfor %}
"""
STORY, SHOWN = "news/2017/10/story-a.html", re.compile(r"pictures/[\w./-]+")


class PictureSite(Site):
    """A site whose templates show pictures and little else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        templates = folder / "templates"
        templates.mkdir()
        for name, text in (("article", ARTICLE), ("page", PAGE), ("section", SECTION)):
            (templates / f"{name}.html").write_text(text, encoding="utf-8")
        self.settings["THEME_TEMPLATES_OVERRIDES"] = [str(templates)]

    def shoot(self, file: str, *, seed: int = 0, **how: Any) -> bytes:
        """Put a picture into `content/pictures/`."""
        data = photograph(how.pop("width", 400), how.pop("height", 300), seed=seed, **how)
        self.write(f"pictures/{file}", data)
        return data

    def tell(self, slug: str, cover: str | None = None, *inside: str, **fields: Any) -> None:
        """Write a story with pictures."""
        said = f"{{file: {cover}, alt: 观摩现场, credit: 陈静 摄}}" if cover else None
        body = "".join(
            f'第 {n} 段。\n\n![现场{n}]({file} "图说{n}｜资料图片")\n\n' for n, file in enumerate(inside)
        )
        self.story(slug, f"{body}完。\n", cover=said, **fields)

    def build(self, **settings: Any) -> Report:  # type: ignore[override]
        """A build that knows the last one, and looks at everything."""
        reports: list[Report] = []

        def keep(_: Any, report: Report) -> None:
            reports.append(report)

        with finished.connected_to(keep):
            self.incremental(**{"FASTBUILD_IDLE": False, **settings})
        return reports[0]

    def pictures(self, output: str = "output") -> dict[str, bytes]:
        """The pictures of the site, by address."""
        return {name: data for name, data in self.files(output).items() if name.startswith("pictures/")}

    def shown(self, name: str) -> set[str]:
        """The pictures that a page shows."""
        return set(SHOWN.findall(self.files("output")[name].decode()))


@pytest.fixture
def site(tmp_path: Path) -> PictureSite:
    return PictureSite(tmp_path)


def test_readers_get_every_picture_in_three_formats_and_no_original(site: PictureSite) -> None:
    files = {"2017/a.jpg": 1000, "b.png": 400}
    data = [
        site.shoot("2017/a.jpg", width=1000, height=700),
        site.shoot("b.png", format="PNG"),
    ]
    site.tell("story-a", "2017/a.jpg", "b.png")
    site.build()
    pictures = site.pictures()
    assert site.shown(STORY) == set(pictures)
    widths = {file: [w for w in (320, 480, 800) if w < width] + [width] for file, width in files.items()}
    assert len(pictures) == sum(2 * len(found) + 1 for found in widths.values())
    for name, product in pictures.items():
        with Image.open(BytesIO(product)) as picture:
            assert picture.width in widths["2017/a.jpg" if "2017" in name else "b.png"]
            assert f"-{picture.width}-" in name
    everything = b"".join(site.files("output").values())
    assert not [original for original in data if original in everything or original[200:264] in everything]


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_of_a_phone_held_upright_is_upright_and_says_nothing_of_where_it_was_taken(
    site: PictureSite, format: str
) -> None:
    site.shoot("a.jpg", width=300, height=400, orientation=6, format=format)
    site.tell("story-a", "a.jpg")
    site.build()
    assert 'width="300" height="400"' in site.files("output")[STORY].decode()
    assert len(site.pictures()) == 3
    for data in site.pictures().values():
        assert is_upright(data)
        with Image.open(BytesIO(data)) as picture:
            assert picture.size == (300, 400)
            assert not dict(picture.getexif())
    for data in site.files("output").values():
        assert not [word for word in (CAMERA, PLACE, b"Exif\0", b"GPS") if word in data]


def test_a_second_build_looks_at_nothing_makes_nothing_and_renders_nothing(
    site: PictureSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.shoot("a.jpg")
    site.tell("story-a", "a.jpg", "a.jpg")
    first = site.build()
    before = site.files("output")

    def fail(*_: Any) -> None:
        raise AssertionError("looked at again")

    monkeypatch.setattr(originals, "look", fail)
    monkeypatch.setattr(Darkroom, "make", fail)
    again = site.build()
    assert (again.new, again.changed, again.rendered, again.removed) == (0, 0, 0, 0)
    assert again.same == first.new
    assert site.files("output") == before
    site.tell("story-b", "a.jpg", date="2017-10-13 08:00")
    assert site.build().new > 0
    assert site.files("output").keys() > before.keys()
    (site.content / "data/people.yaml").open("a").write("\n")
    (site.theme / "templates/base.html").open("a").write("<!-- x -->")
    assert site.build(SITENAME="Another").rendered > 10


def test_an_original_that_was_replaced_has_new_addresses_and_pages_that_do_not_show_it_stay(
    site: PictureSite,
) -> None:
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        site.shoot(name)
    site.tell("story-a", "a.jpg", towns="guxing")
    site.tell("story-b", "b.jpg", "c.jpg", category="culture", date="2016-10-12 08:00")
    site.build()
    before, shown = site.files("output"), site.shown(STORY)
    site.shoot("a.jpg", seed=1)
    report = site.build()
    after = site.files("output")
    assert {name for name in before if name not in after} == shown
    assert len(site.shown(STORY)) == len(shown)
    assert not site.shown(STORY) & shown
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    fronts = {"index.html", "en/index.html"}
    feeds = {"feed.atom", "feed.json", "sections/party/feed.atom", "towns/guxing/feed.atom"}
    lists = {"sections/party/index.html", "en/sections/party/index.html"} | fronts | feeds
    assert changed == {STORY, "sitemap-news.xml"} | lists
    assert (report.changed, report.new, report.removed) == (len(changed), len(shown), len(shown))
    site.shoot("c.jpg", seed=2)
    other = "news/2016/10/story-b.html"
    site.build(FASTBUILD_WHY=other)
    last = site.files("output")
    shown_in = {other, "feed.atom", "feed.json", "sections/culture/feed.atom", "sitemap-2016-10.xml"}
    assert {name for name in after.keys() & last.keys() if after[name] != last[name]} == shown_in
    assert last == site.clean()


def test_an_original_in_a_text_renders_no_list_and_a_caption_no_picture(site: PictureSite) -> None:
    site.shoot("a.jpg")
    site.shoot("b.jpg")
    site.tell("story-a", "a.jpg", "b.jpg")
    site.build()
    site.shoot("b.jpg", seed=1)
    # The article, feeds, sitemap and its products; AVIF and WebP have two widths.
    assert site.build().rendered == 1 + 3 + 1 + 3 + 2
    path = site.content / "news/2017/10/story-a.md"
    path.write_text(path.read_text(encoding="utf-8").replace("图说0", "新的图说"), encoding="utf-8")
    assert site.build().rendered == 1 + 3 + 1  # and the index of the search, which finds captions
    assert "新的图说|资料图片" in site.files("output")[STORY].decode()


def test_a_picture_that_is_gone_is_an_error_and_the_last_good_site_stays(
    site: PictureSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site.shoot("a.jpg")
    site.tell("story-a", "a.jpg")
    site.build()
    before = site.files("output")
    (site.content / "pictures/a.jpg").unlink()
    with pytest.raises(SystemExit):
        site.build()
    assert "missing-picture" in capsys.readouterr().err
    assert site.files("output") == before
    site.tell("story-a")
    site.build()
    assert site.pictures() == {}
    assert not (site.folder / "output/pictures").exists()


def test_a_picture_that_changes_while_the_site_is_built_is_an_error_and_the_last_good_site_stays(
    site: PictureSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.shoot("a.jpg")
    site.tell("story-a", "a.jpg")
    site.build()
    before = site.files("output")
    site.shoot("a.jpg", seed=1)
    read: Callable[..., bytes] = originals.read

    def changed(content: Path, file: str) -> bytes:
        return read(content, file) + b"more"

    monkeypatch.setattr("plugins.pictures.darkroom.read", changed)
    with pytest.raises(OriginalChanged):
        site.build(FASTBUILD_WORKERS=2)
    assert "content/pictures/a.jpg:1: picture-changed" in capsys.readouterr().err
    assert {name: data for name, data in site.files("output").items() if name in before} == before
    monkeypatch.undo()
    site.build()
    assert site.files("output") == site.clean()


def test_the_number_of_workers_changes_no_byte(site: PictureSite) -> None:
    for number in range(4):
        site.shoot(f"{number}.jpg", seed=number, width=900, height=600)
        site.tell(f"story-{number}", f"{number}.jpg", "0.jpg")
    alone = site.clean(FASTBUILD_WORKERS=1)
    assert site.clean(FASTBUILD_WORKERS=2) == alone
    assert site.clean(FASTBUILD_WORKERS=5) == alone


def test_a_site_that_was_deleted_is_there_again_without_the_darkroom(
    site: PictureSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.shoot("a.jpg")
    site.tell("story-a", "a.jpg")
    site.build()
    before = site.files("output")

    def fail(*_: Any) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(Darkroom, "make", fail)
    shutil.rmtree(site.folder / "output")
    site.build()
    assert site.files("output") == before
    for path in (site.folder / "cache").glob("*.state"):
        path.unlink()
    site.build()
    assert site.files("output") == before


def test_what_is_kept_is_only_of_pictures_that_are_shown_and_is_made_again_if_it_is_spoilt(
    site: PictureSite,
) -> None:
    kept = site.folder / "cache" / "pictures"
    site.shoot("a.jpg")
    site.shoot("b.jpg", seed=1)
    site.tell("story-a", "a.jpg", "b.jpg")
    site.build()
    assert len(list(kept.iterdir())) == 2
    site.tell("story-a", "a.jpg")
    site.build()
    (folder,) = kept.iterdir()
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    before = site.files("output")
    shutil.rmtree(site.folder / "output")
    site.build()
    assert site.files("output") == before == site.clean()


def test_pictures_of_drafts_are_made_where_drafts_are_written_and_of_hidden_stories_always(
    site: PictureSite,
) -> None:
    for name in ("draft", "hidden"):
        site.shoot(f"{name}.jpg", seed=len(name))
        site.tell(f"story-{name}", f"{name}.jpg", status=name)
    site.build()
    assert {name.split("-")[0] for name in site.pictures()} == {"pictures/draft", "pictures/hidden"}
    site.build(DRAFT_SAVE_AS="", DRAFT_LANG_SAVE_AS="")
    assert {name.split("-")[0] for name in site.pictures()} == {"pictures/hidden"}


EDITS: dict[str, Callable[[PictureSite], object]] = {
    "another story comes": lambda site: site.tell("story-b"),
    "another story comes with the same picture": lambda site: site.tell("story-b", "a.jpg"),
    "another story comes with a picture that nobody showed": lambda site: site.tell("story-b", "b.jpg"),
    "the only story that shows a picture does not any more": lambda site: site.tell("story-a"),
    "it shows another one": lambda site: site.tell("story-a", None, "b.jpg"),
    "it is a draft, which is not written": lambda site: site.tell("story-a", "a.jpg", status="draft"),
    "it is gone": lambda site: (site.content / "news/2017/10/story-a.md").unlink(),
}


@pytest.mark.parametrize("edit", EDITS)
def test_pictures_are_those_that_pages_show_when_nothing_but_stories_has_changed(
    site: PictureSite, edit: str
) -> None:
    unwritten = {"DRAFT_SAVE_AS": "", "DRAFT_LANG_SAVE_AS": ""}
    site.settings.update(unwritten, FASTBUILD_LATE_TEXTS=True)
    site.shoot("a.jpg")
    site.shoot("b.jpg", seed=1)
    site.tell("story-a", "a.jpg")
    site.tell("story-c")
    time.sleep(2 * MARGIN / 1e9)  # so that nothing but the edit seems to have changed since
    site.build()
    EDITS[edit](site)
    site.build()
    assert site.files("output") == site.clean()


def test_pages_and_translations_have_pictures_too(site: PictureSite) -> None:
    site.shoot("a.jpg")
    site.shoot("b.jpg", seed=1)
    site.tell("story-a")
    site.story("story-a", '![The site](b.jpg "|Archive")\n\nText.\n', lang="en")
    site.write(
        "pages/about.md", '---\ntitle: 关于\nslug: about\n---\n\n正文。\n\n![楼](a.jpg "｜资料图片")\n'
    )
    site.build()
    assert site.shown("about.html") == {name for name in site.pictures() if "/a-" in name and ".jpg" in name}
    assert site.shown(f"en/{STORY}") == {name for name in site.pictures() if "/b-" in name}
    site.shoot("a.jpg", seed=3)
    site.build()
    assert site.files("output") == site.clean()


def test_two_files_with_the_same_bytes_and_name_are_one_picture(site: PictureSite) -> None:
    data = site.shoot("a.jpg")
    site.write("pictures/a.png", data)
    site.tell("story-a", "a.jpg", "a.png")
    site.build()
    assert len(site.pictures()) == 5
    site.tell("story-a", None, "a.png")
    assert site.build().new == 0
    assert site.files("output") == site.clean()


@pytest.mark.parametrize("engine", ["comrak", "markdown"])
def test_both_markdown_engines_put_pictures_in_the_same_places(site: PictureSite, engine: str) -> None:
    site.shoot("a.jpg")
    site.tell("story-a", None, "a.jpg", "a.jpg")
    site.build(MARKDOWN_ENGINE=engine)
    html = "".join(site.files("output")[STORY].decode().split())
    assert html.index("第0段") < html.index("图说0|资料图片") < html.index("第1段") < html.index("图说1")
