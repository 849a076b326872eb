"""What a page weighs, from the built files (docs/decisions, BRIEF): old phones pay for every byte."""

import gzip
import re
from pathlib import Path

import pytest

from tests.desk import Built

KIB = 1024
HTML = {"index.html": 15, "news": 12}
"""KiB of HTML, compressed: the front page, stories; 15 for all else."""

CSS = 12
JS = {"search/index.html": 6}
"""3 for all else."""

TOTAL = {"index.html": 120, "news": 70}
"""KiB of a page with all that it loads; 60 for all else."""

REQUESTS = {"index.html": 14, "news": 9}
"""8 for all else."""


def weight(data: bytes) -> float:
    return len(gzip.compress(data, 9)) / KIB


def loads(html: str) -> set[str]:
    """The files that a phone asks for beside the page: of each picture, the smallest that suits it."""
    wanted = re.findall(r'<(?:script|img)[^>]* src="([^"]+)"', html)
    wanted += re.findall(r'<link rel="(?:stylesheet|icon)"[^>]* href="([^"]+)"', html)
    return {address.lstrip("/") for address in wanted}


def kind(path: Path) -> str:
    parts = [part for part in path.parts if part != "en"]
    return "news" if parts[0] == "news" else "/".join(parts)


def test_every_page_keeps_to_its_budget(site: Built) -> None:
    over = []
    files: dict[str, float] = {}
    for page in sorted(site.output.rglob("*.html")):
        data, about = page.read_bytes(), kind(page.relative_to(site.output))
        names = loads(data.decode())
        for name in names - files.keys():
            files[name] = weight((site.output / name).read_bytes())
        html = weight(data)
        css, js = (sum(files[name] for name in names if name.endswith(end)) for end in (".css", ".js"))
        facts = {
            "html": (html, HTML.get(about, 15)),
            "css": (css, CSS),
            "js": (js, JS.get(about, 3)),
            "total": (html + sum(files[name] for name in names), TOTAL.get(about, 60)),
            "requests": (1 + len(names), REQUESTS.get(about, 8)),
        }
        over += [(str(page), fact, round(is_, 1), most) for fact, (is_, most) in facts.items() if is_ > most]
    assert over == []


@pytest.mark.parametrize(
    "forbidden", [r"<style", r"\sstyle=", r"<script(?![^>]* src=)(?![^>]*json)", r"\son\w+="]
)
def test_no_page_has_what_the_policy_forbids(site: Built, forbidden: str) -> None:
    found = [
        page.name for page in site.output.rglob("*.html") if re.search(forbidden, page.read_text("utf-8"))
    ]
    assert found == []
