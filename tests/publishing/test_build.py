import os
import shutil
import subprocess
import sys

import pytest

from tests.desk import ROOT, Desk

BUILD = "import sys; from plugins.publishing.build import build; sys.exit(build())"


@pytest.fixture
def house(desk: Desk) -> Desk:
    """A newsroom with settings and a theme of its own, in which `invoke build` can be run."""
    folder = desk.content.parent
    shutil.copyfile(ROOT / "pelicanconf.py", folder / "pelicanconf.py")
    shutil.copytree(ROOT / "theme", folder / "theme")
    desk.story()
    return desk


def run(house: Desk, code: int = 0) -> str:
    """`invoke build`; returns what was said."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD],
        cwd=house.content.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def site(house: Desk) -> dict[str, bytes]:
    output = house.content.parent / "output"
    return {
        path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()
    }


def test_the_summary_counts_what_readers_will_find_changed(house: Desk) -> None:
    assert "改动 0 个，不变 0 个，删除 0 个" in run(house)
    assert "新增 0 个文件，改动 0 个" in run(house)
    house.story(body="更正。")
    assert "新增 0 个文件，改动 5 个" not in run(house)  # the excerpt moves too: lists change with it
    house.story(body="更正。\n\n又一段。")
    assert "新增 0 个文件，改动 5 个" in run(house)  # the story, the feeds and the search that carry its text
    (house.content / "news/2017/10/a-story.md").unlink()
    assert "a-story.html" not in run(house)
    assert "news/2017/10/a-story.html" not in site(house)


def test_plain_pelican_goes_on_where_invoke_build_left_off(house: Desk) -> None:
    folder = house.content.parent
    shutil.copyfile(ROOT / "tasks.py", folder / "tasks.py")

    def said(*command: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = (sys.executable, "-m", *command)
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
        ).stdout

    pelican = ("pelican", "content", "-s", "pelicanconf.py", "--verbose")
    assert "新增 0 个" not in said("invoke", "build")
    assert "fastbuild: nothing has changed" in said(*pelican)
    assert "新增 0 个文件，改动 0 个" in said("invoke", "build")


def test_content_with_errors_leaves_the_last_good_site(house: Desk) -> None:
    run(house)
    before = site(house)
    house.story(towns="古荣")
    assert "unknown-town" in run(house, code=1)
    assert site(house) == before


def test_a_theme_that_fails_in_the_middle_leaves_the_last_good_site(house: Desk) -> None:
    run(house)
    before = site(house)
    template = house.content.parent / "theme/templates/town.html"
    good = template.read_text(encoding="utf-8")
    template.write_text(good.replace("{% endblock %}", "{{ no_such_name }}{% endblock %}"), encoding="utf-8")
    (house.content.parent / "theme/templates/components/notice.html").open("a").write("<!-- changed -->")
    run(house, code=1)
    assert site(house) == before
    template.write_text(good, encoding="utf-8")
    run(house)
    assert not [name for name in site(house) if name.endswith("-new")]


def test_a_fault_in_a_template_is_told_on_the_terminal(house: Desk) -> None:
    (house.content.parent / "theme" / "templates" / "article.html").write_text("{% if %}", encoding="utf-8")
    said = run(house, code=1)
    assert "TemplateSyntaxError" in said
    assert "article.html" in said
