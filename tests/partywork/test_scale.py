"""What one new record costs, in files."""

import re
from pathlib import Path

from plugins.workshop.corpus import make_newsroom
from plugins.workshop.party_corpus import make_party_work
from tests.desk import build

NAME = "name: {zh: 甲, en: A}"
RECORD = """---
title: 一条新记录
date: {day} 23:{minute}
category: party
kind: theme-day
branches: real-a
partners: real-b
place: guxing
participants: {heads}人
eligible: 10人
slug: real-record-{heads}
---

正文。
"""


def record(content: Path, day: str, heads: int) -> None:
    """A real one, with a partner."""
    path = content / f"activities/{day[:4]}/{day[5:7]}/real-record-{heads}.md"
    path.write_text(RECORD.format(day=day, minute=50 + heads, heads=heads), encoding="utf-8")


def test_one_new_record_changes_thirty_files_at_most(tmp_path: Path) -> None:
    make_newsroom(tmp_path, 60)
    make_party_work(tmp_path, 120, 12)
    content = tmp_path / "content"
    with (content / "data" / "branches.yaml").open("a", encoding="utf-8") as file:
        file.write(f"- {{id: real, {NAME}, kind: committee}}\n")
        file.writelines(f"- {{id: real-{one}, {NAME}, kind: branch, parent: real}}\n" for one in "ab")
    requirement = f"- {{id: r, {NAME}, kind: theme-day, every: month}}\n"
    (content / "data" / "requirements.yaml").write_text(requirement, encoding="utf-8")
    newest = max((content / "activities").rglob("*.md")).read_text(encoding="utf-8")
    day = re.findall(r"^date: (\S+)", newest, re.MULTILINE)[0]
    record(content, day, 8)
    first = build(content, tmp_path / "output")
    assert first.code == 0, first.said
    before = first.files
    record(content, day, 9)
    second = build(content, tmp_path / "output")
    assert second.code == 0, second.said
    after = second.files
    changed = sorted(name for name in after if before.get(name) != after[name])
    assert f"branches/real/{day[:4]}/index.html" in changed
    assert f"activities/{day[:4]}/{day[5:7]}/real-record-9.html" in changed
    assert len(changed) <= 30, changed
    assert not [name for name in changed if "feed" in name]
    assert before.keys() <= after.keys()
