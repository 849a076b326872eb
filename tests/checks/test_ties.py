"""What was found holds when manuscripts come, change or go that are tied to no other ones; or everything is looked at."""

from typing import Any

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from plugins.checks.run import Checked, Outlines, check_again, check_content, checked_before
from plugins.checks.ties import Ties
from tests.desk import Desk
from tests.drawing import photograph

COVER = "{file: a.jpg, alt: 画面, credit: 资料图片}"
STORIES = [
    f"news/2017/{month}/{slug}{ending}" for month in (10, 11) for slug in "ab" for ending in (".md", ".en.md")
]
FILES = [*STORIES, "activities/2017/10/c.md", "activities/2017/11/d.md"]
ADDRESSES = ["news/2017/10/a.html", "en/news/2017/11/b.html", "old/a.html"]
EXEMPT = "<!-- 检查豁免 doubled-mark：原文如此 -->\n\n正文，，多了一个逗号。\n"
BODIES = [
    *["正文。\n", "正文，，多了一个逗号。\n", EXEMPT],
    *(f"见[此稿]({{filename}}/{path})。\n" for path in STORIES[::3]),
    *(f"见[此稿](/{address})。\n" for address in ADDRESSES),
]

STORY = st.fixed_dictionaries(
    {"body": st.sampled_from(BODIES)},
    optional={
        "aliases": st.sampled_from([f"[{address}]" for address in (*ADDRESSES, "towns/guxing/")]),
        "cover": st.just(COVER),
        "sample": st.just("true"),
    },
)
TRANSLATION = st.fixed_dictionaries({}, optional={"translation_of": st.sampled_from("ab")})
EDITS = st.dictionaries(
    st.sampled_from(FILES), st.one_of(st.none(), st.tuples(STORY, TRANSLATION)), min_size=1, max_size=2
)
PLAIN: tuple[dict[str, Any], dict[str, Any]] = {"body": "正文。\n"}, {}
LINKED: tuple[dict[str, Any], dict[str, Any]] = {"body": f"见[此稿]({{filename}}/{STORIES[0]})。\n"}, {}


def lay_out(desk: Desk, files: dict[str, Any]) -> None:
    """Have these manuscripts and no others."""
    for path in desk.content.rglob("*.md"):
        path.unlink()
    for path, (said, of_a_translation) in files.items():
        write = desk.record if path.startswith("activities/") else desk.story
        month, name = path.split("/")[2:]
        facts = {"held": "2017-10-01"} if write == desk.record else {}
        fields = {"slug": name[0], "date": f"2017-{month}-12 08:00", **facts, **said}
        write(**fields, **({"lang": "en", **of_a_translation} if name.endswith(".en.md") else {}))


def told(checked: Checked) -> tuple[Any, ...]:
    return (
        *(checked.count, checked.problems, {**checked.originals}, checked.exempted, checked.left_out),
        checked.published and [*checked.published.branches],
    )


def checked_some(desk: Desk, before: Checked, kept: Outlines, production: bool) -> Checked | None:
    """What a build says that follows another one, if it does not look at everything. `kept` is what the other one has left."""
    was, originals = dict(kept), dict[str, Any]()
    there = {path.relative_to(desk.content).as_posix() for path in desk.content.rglob("*.md")}
    now = check_content(desk.content, kept=(known := {}))  # tells which are others
    assert now.registries is not None
    changed = {path: was.get(path) for path in sorted(was.keys() | there) if was.get(path) != known.get(path)}
    outlines = {path: outline for path, outline in was.items() if path not in changed}
    again = checked_before(desk.content, now.registries, production, originals, before.findings())
    made = check_again(again, changed, changed.keys() - there, outlines, originals)
    if made:
        assert outlines == known
        if made.ties:
            assert made.ties.had == Ties.of(outlines.values(), now.registries).had
    return made


@pytest.fixture(scope="module")
def one_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("ties"))
    desk.write("pictures/a.jpg", photograph(64, 48))
    desk.record().unlink()
    site = desk.content / "data/site.yaml"
    said = site.read_text(encoding="utf-8").replace('site_code: ""', "site_code: abcdefghij")
    said = said.replace('\nurl: ""', "\nurl: https://example.org")
    site.write_text(said.replace(': "" ', ": 某 "), encoding="utf-8")
    assert not desk.problems(production=True)
    return desk


@settings(max_examples=100)
@example(edits=[{"news/2017/10/b.en.md": PLAIN, "news/2017/11/b.en.md": PLAIN}], production=False)
@example(
    edits=[{"news/2017/11/b.md": ({"body": EXEMPT}, {})}, {"news/2017/11/b.md": PLAIN}], production=False
)
@example(
    edits=[{"news/2017/11/b.md": ({"body": BODIES[1]}, {})}, {"news/2017/11/b.md": PLAIN}], production=True
)
@given(edits=st.lists(EDITS, min_size=6, max_size=12), production=st.booleans())
def test_whatever_comes_changes_and_goes_what_is_said_is_what_a_check_of_everything_says(
    one_desk: Desk, edits: list[dict[str, Any]], production: bool
) -> None:
    good: dict[str, Any] = {STORIES[0]: PLAIN, STORIES[1]: PLAIN, STORIES[6]: LINKED, FILES[-1]: PLAIN}
    lay_out(one_desk, good)
    kept: Outlines = {}
    before = check_content(one_desk.content, production, kept=kept)
    for edit in edits:
        state = {path: said for path, said in {**good, **edit}.items() if said}
        lay_out(one_desk, state)
        now = check_content(one_desk.content, production, kept=(outlines := {}))
        made = checked_some(one_desk, before, kept, production)
        event("enough" if made else "everything is looked at")
        if made:
            assert told(made) == told(now)
        if not now.errors:  # else somebody mends it: no build has ended
            good, before, kept = state, made or now, outlines
