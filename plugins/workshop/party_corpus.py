"""Synthetic party work for `invoke bench`: organizations and records of work beside a synthetic newsroom.

Everything in it is marked `sample: true`, and names say that they are made up (合成第007党支部).
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from plugins.newsroom.registries import Registries
from plugins.newsroom.work import KINDS
from plugins.sources.registries import read_registries

from .corpus import LAST_MINUTE, moment, say, write_text
from .draws import Draws
from .phrases import WRITING

EACH = 10
"""Branches below one committee."""

SECTORS = ("rural", "community", "office", "enterprise", "social-organization", "construction-site")


def make_party_work(folder: Path, records: int, branches: int) -> None:
    """Add a register of `branches` branches and `records` records of eight years to the newsroom in `folder`."""
    content = folder / "content"
    registries, problems = read_registries(content)
    assert registries is not None, problems
    write_text(content / "data" / "branches.yaml", "".join(_organizations(registries, branches)))
    for number in range(records):
        _write(content, registries, number, moment(number, records), branches)


def add_record(folder: Path, records: int, branches: int) -> Path:
    """Write the record that follows the last of `records`, in the last minute of the eight years; its path."""
    registries, problems = read_registries(folder / "content")
    assert registries is not None, problems
    return _write(folder / "content", registries, records, LAST_MINUTE, branches)


def _organizations(registries: Registries, branches: int) -> Iterator[str]:
    """Committees, each in a town, then the branches below them."""
    towns = [place.id for place in registries.places]
    for number in range(-(-branches // EACH)):
        yield f"- id: committee-{number:03}\n  name: {{zh: 合成第{number:03}党委, en: Synthetic committee {number:03}}}\n"
        yield f"  kind: committee\n  place: {towns[number % len(towns)]}\n  sample: true\n"
    for number in range(branches):
        above = number // EACH
        yield f"- id: {_branch(number)}\n  name: {{zh: 合成第{number:03}党支部, en: Synthetic branch {number:03}}}\n"
        yield f"  kind: branch\n  parent: committee-{above:03}\n  place: {towns[above % len(towns)]}\n"
        yield f"  sector: {SECTORS[number % len(SECTORS)]}\n  sample: true\n"


def _branch(number: int) -> str:
    return f"branch-{number:03}"


def _write(content: Path, registries: Registries, number: int, date: datetime, branches: int) -> Path:
    """Record `number`, of a branch that no other record of the same days is of."""
    draws, own = Draws("record", number), number % branches
    kind = draws.one(("主题党日", *KINDS))
    slug = f"record-{number + 1:06d}"
    path = content / f"activities/{date:%Y/%m}/{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    eligible = 8 + draws.below(40)
    header = [
        f"title: 合成第{own:03}党支部{kind}（合成记录第{number + 1}号）",
        f"date: {date:%Y-%m-%d %H:%M}",
        "category: party",
        f"kind: {kind}",
        f"branches: {_branch(own)}",
    ]
    if draws.chance(0.2) and branches > 1:
        header.append(f"partners: {_branch((own + 1 + draws.below(branches - 1)) % branches)}")
    if draws.chance(0.5):
        header.append(f"place: {draws.one(tuple(registries.places)).id}")
    if draws.chance(0.9):
        header += [f"participants: {eligible - draws.below(8)}人", f"eligible: {eligible}人"]
    words = WRITING["zh"].words | {"town": WRITING["zh"].whole, "topic": [kind]}
    text = [say(draws, WRITING["zh"].sentences, words) for _ in range(2 + draws.below(4))]
    said = "\n".join((*header, f"slug: {slug}", "sample: true"))
    write_text(path, f"---\n{said}\n---\n\n" + "\n\n".join(text) + "\n")
    return path
