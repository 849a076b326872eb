"""What editors, and somebody with a stolen editor's account, may throw at a build (issue: Bad input)."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.sources.manuscripts import read_manuscript
from tests.desk import Desk
from tests.drawing import bomb, photograph

HEAD = "---\ntitle: 一\nslug: a-story\ndate: 2017-10-12 08:00\ncategory: party\n"
BOMB = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(9))


def story(**fields: str | None) -> Callable[[Desk], object]:
    return lambda desk: desk.story(**fields)


def record(**fields: str | None) -> Callable[[Desk], object]:
    return lambda desk: desk.record(**fields)


def file(text: str | bytes, path: str = "news/2017/10/a-story.md") -> Callable[[Desk], object]:
    return lambda desk: desk.write(path, text)


def outside(desk: Desk) -> None:
    secret = desk.content.parent / "secret.md"
    secret.write_text(f"{HEAD}---\n秘密", encoding="utf-8")
    (desk.content / "news" / "a-story.md").symlink_to(secret)


def picture(data: bytes, name: str = "a.jpg") -> Callable[[Desk], object]:
    """A story whose cover is this file."""

    def make(desk: Desk) -> None:
        desk.write(f"pictures/{name}", data)
        desk.story(cover="{file: a.jpg, alt: 画面, credit: 资料图片}")

    return make


def picture_outside(desk: Desk) -> None:
    (desk.content / "pictures").symlink_to(desk.content.parent)
    (desk.content.parent / "a.jpg").write_bytes(photograph())
    desk.story(cover="{file: a.jpg, alt: 画面, credit: 资料图片}")


def twice(desk: Desk) -> None:
    desk.story()
    desk.story(date="2017-11-12 08:00")


def one_address(desk: Desk) -> None:
    desk.story()
    desk.story("b", lang="en", aliases="/news/2017/10/a-story.html")


BAD: dict[str, tuple[Callable[[Desk], object], str]] = {
    "unknown key": (story(reportor="蔺洋"), "unknown-field"),
    "unknown town": (story(towns="古荣镇"), "unknown-town"),
    "unknown topic": (story(topics="无此专题"), "unknown-topic"),
    "unknown section": (story(category="无此栏目"), "unknown-section"),
    "duplicate slug": (twice, "duplicate-slug"),
    "slug that climbs": (file(HEAD.replace("a-story", "../../a") + "---\n正文"), "bad-slug"),
    "slug with a slash": (file(HEAD.replace("a-story", "a/b") + "---\n正文"), "bad-slug"),
    "slug with a control character": (
        file(HEAD.replace("a-story", "a\x01b") + "---\n正文"),
        "control-character",
    ),
    "save_as smuggled in": (story(save_as="../../etc/x.html"), "unknown-field"),
    "url smuggled in": (story(url="//evil.example/"), "unknown-field"),
    "template smuggled in": (story(template="../../x"), "unknown-field"),
    "missing title": (story(title=None), "missing-field"),
    "a date that does not exist": (file(HEAD.replace("10-12", "13-40") + "---\n正文"), "no-such-date"),
    "two languages with one address": (one_address, "duplicate-address"),
    "bytes that are no text": (file(b"\xff\x00\xfe\x81"), "unknown-encoding"),
    "a 20 MB file": (file(HEAD + "---\n" + "正" * 7_000_000), "file-too-large"),
    "anchors that explode": (file(HEAD + BOMB + "---\n正文"), "yaml-anchor"),
    "a symlink out of content": (outside, "linked-file"),
    "a raw script": (story(body="<script>alert(1)</script>\n\n正文"), "refused-markup"),
    "a javascript link": (story(body="[x](javascript:alert(1))"), "unsafe-link"),
    "an event attribute": (story(body='<a href="/" onclick="x()">y</a>'), "refused-markup"),
    "a picture from another host": (
        story(body='![x](https://example.org/a.jpg "x｜y")'),
        "path-outside",
    ),
    "a picture in the text itself": (story(body='![x](data:image/gif;base64,R0 "x｜y")'), "path-outside"),
    "a raw img": (story(body='<img src="https://example.org/a.jpg">'), "picture-not-alone"),
    "a forged marker": (story(body='<figure data-picture="0"></figure>'), "refused-markup"),
    "a picture without a credit": (story(cover="{file: a.jpg, alt: 画面}"), "missing-field"),
    "a picture without a text alternative": (story(cover="{file: a.jpg, credit: 陈静 摄}"), "missing-field"),
    "a picture that is only a file": (story(cover="a.jpg"), "bare-picture"),
    "a picture that climbs": (story(cover="{file: ../../a, alt: x, credit: y}"), "path-outside"),
    "a picture that is not there": (picture(b"", "b.jpg"), "missing-picture"),
    "a picture that is cut short": (picture(photograph()[:-200]), "broken-picture"),
    "a picture that is a script": (picture(b"<svg onload=alert(1)>"), "picture-format"),
    "a picture that explodes": (picture(bomb()), "picture-too-large"),
    "a picture of 31 MB": (picture(photograph() + bytes(31_000_000)), "picture-too-large"),
    "a symlink in the place of pictures": (picture_outside, "linked-file"),
    "a data file with a tab": (file("- id: a\n\tname: x\n", "data/topics.yaml"), "tab"),
    "a duplicate id": (
        file("- {id: a, name: {zh: 甲, en: A}, role: reporter}\n" * 2, "data/people.yaml"),
        "duplicate-id",
    ),
    "an amount without a unit": (
        file("- {id: a, name: {zh: 甲, en: A}, total: 7亿}\n", "data/projects.yaml"),
        "amount-without-unit",
    ),
    "more people than there are": (record(participants="31人", eligible="30人"), "more-than-eligible"),
    "a figure whose story is gone": (
        file("- {id: a, name: {zh: 甲, en: A}, value: 14家, story: gone}\n", "data/figures.yaml"),
        "source-gone",
    ),
    "branches in a circle": (
        file("- {id: a, name: {zh: 甲, en: A}, kind: committee, parent: a}\n", "data/branches.yaml"),
        "branch-above-itself",
    ),
    "a reference to nowhere": (
        file("- {id: a, name: {zh: 甲, en: A}, summary: {zh: 甲, en: A}, section: x}\n", "data/topics.yaml"),
        "unknown-section",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_a_clear_error_and_nothing_is_written(desk: Desk, name: str) -> None:
    make, code = BAD[name]
    make(desk)
    assert code in desk.codes()
    built = desk.build()
    assert built.code == 1
    assert f": {code} " in built.said
    assert "Traceback" not in built.said
    assert "没有写入任何文件" in built.said
    assert not built.output.exists() or not any(built.output.iterdir())


def test_gb18030_is_published_as_the_characters_it_means(desk: Desk) -> None:
    desk.write("news/2017/10/a-story.md", f"{HEAD}---\n古荥镇的消息。\n".encode("gb18030"))
    built = desk.build()
    assert built.code == 0, built.said
    assert "not-utf8" in built.said
    assert "古荥镇的消息。" in built.read("news/2017/10/a-story.html")


LINES = st.one_of(
    st.sampled_from(
        [
            "---",
            "title: 一",
            "title： 一",
            "slug: a-story",
            "slug: ../x",
            "date: 2017-10-12 08:00",
            "date: 2026-13-40",
            "category: party",
            "towns: [guxing, 古荣",
            "towns:\n- guxing\n-",
            "edition: {order: x}",
            "edition: []",
            "reporter: {a: b}",
            "\ttitle: x",
            "a: &a *a",
            "!!python/object x: y",
            "? [x]: y",
            "title:",
            "lang: fr",
            "status: 发布",
            "aliases: [//x, ..]",
            "cover: x",
            "cover: {file: a.jpg, alt: x, credit: y, focus: 左}",
            "cover: {file: [], alt: {}, focus: 999 1}",
            "cover:",
            "  file: ../x",
            "  alt: 画面",
            '![画面](a.jpg "x｜y")',
            "![画面](",
            "'",
            '"',
            "...",
            "%YAML 1.1",
            "正文 <script>",
        ]
    ),
    st.text(max_size=40),
)


@pytest.fixture(scope="module")
def one_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("fuzz"))


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(
    lines=st.lists(LINES, max_size=14),
    codec=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
    raw=st.binary(max_size=8),
)
def test_broken_front_matter_is_only_ever_a_problem(
    one_desk: Desk, lines: list[str], codec: str, raw: bytes
) -> None:
    text = "\n".join(lines).encode(codec, "surrogatepass")
    one_desk.write("news/2017/10/a-story.md", text + raw)
    found = read_manuscript(one_desk.content, "news/2017/10/a-story.md", one_desk.registries.context)
    checked = one_desk.check(workers=1)
    assert found.publication is not None or found.problems
    assert all(problem.line >= 1 for problem in checked.problems)
    assert all(problem.in_("zh") and problem.in_("en") for problem in checked.problems)
