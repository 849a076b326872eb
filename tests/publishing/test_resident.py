"""A process that stays builds what a new one would, whatever is edited between two builds."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugins.publishing.resident import NewProcess, Resident
from tests.desk import ROOT, Desk
from tests.drawing import photograph

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="needs fork; elsewhere each build is a new process"
)

COVER = "{file: a.jpg, alt: 画面, credit: 资料图片}"
PICTURED = '正文。\n\n![画面](b.png "图说｜资料图片")\n'
EDITED = ("content", "theme")
CLEAN = "import sys; from pathlib import Path; from plugins.publishing.build import build; sys.exit(build(Path('clean')))"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Resident]]:
    """A house that was built, beside what it was, by one that stays."""
    desk = Desk(tmp_path_factory.mktemp("house"))
    folder = desk.content.parent
    desk.write("pictures/a.jpg", photograph(64, 48))
    desk.write("pictures/b.png", photograph(64, 48, "PNG"))
    desk.story(towns="guxing", cover=COVER)
    desk.story("c-story", PICTURED)
    desk.story("b-story", date="2017-10-13 08:00", body="见[另一稿]({filename}a-story.md)。")
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copyfile(ROOT / "pelicanconf.py", folder / "pelicanconf.py")
    for name in EDITED:
        shutil.copytree(folder / name, folder / "was" / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("PYTHONPATH", str(ROOT))
        resident = Resident()
        yield desk, resident
        resident.end()


@pytest.fixture
def house(started: tuple[Desk, Resident]) -> Desk:
    """It is again what it was before anything was edited, and that is built: one more edit for the one that stays."""
    desk, resident = started
    for name in EDITED:
        restore(Path("was", name), Path(name))
    assert resident.build().code == 0
    return desk


@pytest.fixture
def resident(started: tuple[Desk, Resident]) -> Resident:
    return started[1]


def restore(was: Path, path: Path) -> None:
    """Have the files of one folder in the other; those that are the same are not touched."""
    for file in path.rglob("*"):
        if file.is_file() and not (was / file.relative_to(path)).exists():
            file.unlink()
    for file in was.rglob("*"):
        to = path / file.relative_to(was)
        if file.is_file() and not (to.exists() and to.read_bytes() == file.read_bytes()):
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, to)


def files(name: str) -> dict[str, bytes]:
    return {p.relative_to(name).as_posix(): p.read_bytes() for p in Path(name).rglob("*") if p.is_file()}


def wait_for_the_next_build(resident: Resident) -> None:
    """Until it has planned everything, and waits: no process has anything to do."""
    still = 0
    while still < 3:
        time.sleep(0.05)
        still = still + 1 if all_are_asleep(resident._process.pid) else 0


def all_are_asleep(number: int) -> bool:
    """Whether a process and those that it has started wait for something. Elsewhere than on Linux, after a while."""
    told = Path(f"/proc/{number}")
    if not Path("/proc/self/task").exists():
        time.sleep(0.5)
        return True
    try:
        state = (told / "stat").read_text().rpartition(")")[2].split()[0]
        started = (told / "task" / str(number) / "children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return False
    return state == "S" and all(all_are_asleep(int(child)) for child in started)


def assert_is_clean() -> None:
    """Compare the site with one that knows nothing but what Jinja has compiled of the same texts."""
    shutil.rmtree("clean", ignore_errors=True)
    for known in Path(".clean-cache").glob("*"):
        if known.is_dir() and known.name != "templates":
            shutil.rmtree(known)
        elif known.is_file():
            known.unlink()
    subprocess.run([sys.executable, "-c", CLEAN], check=True, stdout=subprocess.DEVNULL)
    assert files("output") == files("clean")


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


EDITS: dict[str, Callable[[Desk], object]] = {
    "a text": lambda desk: desk.story(towns="guxing", cover=COVER, body="正文。\n\n又一段。\n"),
    "a text that links elsewhere": lambda desk: desk.story(
        "b-story", date="2017-10-13 08:00", body="见[镇街](/towns/guxing/)。"
    ),
    "a text whose first paragraph lists show": lambda desk: desk.story(
        towns="guxing", cover=COVER, body="换了开头。\n"
    ),
    "a title": lambda desk: desk.story(title="另一个标题", towns="guxing", cover=COVER),
    "a new story": lambda desk: desk.story("d-story"),
    "the text around a picture": lambda desk: desk.story("c-story", PICTURED + "\n又一段。\n"),
    "a caption": lambda desk: desk.story("c-story", PICTURED.replace("图说", "新的图说")),
    "another picture in a text": lambda desk: desk.story("c-story", PICTURED.replace("b.png", "a.jpg")),
    "an original that is replaced": lambda desk: desk.write("pictures/a.jpg", photograph(48, 64, seed=1)),
    "an original and a text": lambda desk: (
        desk.write("pictures/b.png", photograph(48, 64, "PNG", seed=1)),
        desk.story("c-story", PICTURED + "\n再一段。\n"),
    ),
    "a file of a picture that is gone": lambda desk: next(Path("output/pictures").iterdir()).unlink(),
    "a story that is gone": lambda desk: (desk.content / "news/2017/10/b-story.md").unlink(),
    "a registry": lambda desk: add(desk.content / "data/people.yaml", "\n"),
    "a template": lambda desk: add(Path("theme/templates/components/footer.html"), "<!-- x -->"),
    "a style sheet": lambda desk: add(Path("theme/static/css/site.css"), "\n"),
    "a page of the site": lambda desk: Path("output/index.html").write_text("x"),
    "a page of a list, and a text": lambda desk: (
        Path("output/towns/guxing/index.html").write_text("x"),
        desk.story(towns="guxing", cover=COVER, body="正文。\n\n另一段。\n"),
    ),
    "the page of a text, and this": lambda desk: (
        Path("output/news/2017/10/a-story.html").write_text("x"),
        desk.story(towns="guxing", cover=COVER, body="正文。\n\n另一段。\n"),
    ),
    "a page that is gone, and its text": lambda desk: (
        Path("output/news/2017/10/a-story.html").unlink(),
        desk.story(towns="guxing", cover=COVER, body="正文。\n\n另一段。\n"),
    ),
    "a site that is gone, and a text": lambda desk: (
        shutil.rmtree("output"),
        desk.story(towns="guxing", cover=COVER, body="正文。\n\n另一段。\n"),
    ),
    "a page that is another file's now, and a text": lambda desk: (
        Path("output/index.html").rename("elsewhere.html"),
        Path("output/index.html").symlink_to(Path("elsewhere.html").absolute()),
        desk.story(towns="guxing", cover=COVER, body="正文。\n\n另一段。\n"),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_any_edit_the_site_is_that_of_a_clean_build(house: Desk, resident: Resident, name: str) -> None:
    wait_for_the_next_build(resident)
    EDITS[name](house)
    assert resident.build().code == 0
    assert_is_clean()
    wait_for_the_next_build(resident)
    house.story(towns="guxing", cover=COVER, body="正文。\n\n再一段。\n")
    assert resident.build().code == 0
    assert_is_clean()


def test_a_story_with_a_mistake_leaves_the_last_good_site_and_is_built_when_it_is_mended(
    house: Desk, resident: Resident
) -> None:
    before = files("output")
    house.story(towns="古荣")
    assert resident.build().code == 1
    assert files("output") == before
    house.story(towns="guxing", body="改好了。\n")
    assert resident.build().code == 0
    assert_is_clean()


def test_what_is_wrong_with_a_text_is_told_though_a_build_was_waiting(
    house: Desk, resident: Resident
) -> None:
    wait_for_the_next_build(resident)
    house.story(towns="guxing", body="见[此稿]({filename}no-story.md)。\n")
    assert told(resident) == (1, {"dead-link", "small-picture"})
    house.story(towns="guxing", cover=COVER, body="正文。\n")
    assert told(resident) == (0, {"small-picture"})
    wait_for_the_next_build(resident)
    house.story(towns="guxing", cover=COVER, body="正文，，又一句。\n")
    assert told(resident) == (0, {"doubled-mark", "small-picture"})
    wait_for_the_next_build(resident)
    house.story(towns="guxing", cover=COVER, body="正文，又一句。\n")
    assert told(resident) == (0, {"small-picture"})
    assert_is_clean()


def test_what_a_build_that_waited_has_learnt_of_a_text_is_known_to_those_after_it(
    house: Desk, resident: Resident
) -> None:
    wait_for_the_next_build(resident)
    house.story(towns="guxing", cover=COVER, body="正文。\n\n见[另一稿](/news/2017/10/c-story.html)。\n")
    assert told(resident)[0] == 0
    (house.content / "news/2017/10/c-story.md").unlink()
    outcome = NewProcess().build()
    assert outcome.code == 1
    assert "dead-link" in {problem.code for problem in outcome.problems or ()}


def told(resident: Resident) -> tuple[int, set[str]]:
    outcome = resident.build()
    return outcome.code, {problem.code for problem in outcome.problems or ()}


def test_one_core_is_enough(house: Desk) -> None:
    if not hasattr(os, "sched_setaffinity"):
        pytest.skip("this system does not let a process choose its cores")
    mine = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(mine)})
    try:
        resident = Resident()
    finally:
        os.sched_setaffinity(0, mine)
    assert resident.build().code == 0
    wait_for_the_next_build(resident)
    house.story(towns="guxing", body="正文。\n\n又一段。\n")
    assert resident.build().code == 0
    resident.end()
    assert_is_clean()


def test_another_build_meanwhile_is_noticed(house: Desk, resident: Resident) -> None:
    house.story(title="别处生成的标题", towns="guxing")
    assert NewProcess().build().code == 0
    house.story(title="别处生成的标题", towns="guxing", body="又改。\n")
    assert resident.build().code == 0
    assert_is_clean()


@pytest.mark.parametrize("is_mended", [False, True])
def test_what_is_wrong_while_a_build_gets_ready_is_told_when_it_is_asked_for_and_not_later(
    house: Desk, resident: Resident, is_mended: bool
) -> None:
    """The next build has begun by now, and reads this; it must not end before anybody asks."""
    house.story(towns="古荣")
    wait_for_the_next_build(resident)
    if is_mended:
        house.story(towns="guxing", body="改好了。\n")
    code, problems = told(resident)
    assert (code, "unknown-town" in problems) == ((0, False) if is_mended else (1, True))
    house.story(towns="guxing", body="又一稿。\n")
    assert resident.build().code == 0
    assert_is_clean()
