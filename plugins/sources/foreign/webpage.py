"""HTML files as pages: saved from a site or a mail, or written by Word as a web page. Nothing is ever fetched."""

import re
from base64 import b64decode
from binascii import Error
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from . import webpage_remarks as said
from .page import Page, Remark, Unreadable
from .picture_formats import Pictures, alternative, picture_format

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_STORIES = ("article", "main", "[role=main]", "#js_content", "#UCAP-CONTENT", ".TRS_Editor", "#zoom")
"""Where stories are, the surest first: HTML's own elements, then what WeChat and the systems of many offices write."""

_NO_TEXT = ("script", "style", "template", "noscript", "head", "meta", "link", "datalist")
"""Elements whose words nobody sees."""

_ALWAYS_TOLD = frozenset({"iframe", "object", "embed", "video", "audio", "canvas"})
_LEFT_OUT = [*_ALWAYS_TOLD, "nav", "footer", "button", "select", "textarea", "svg"]
_KEPT = frozenset({"href", "src", "alt", "align", "colspan", "rowspan", "start", "value"})
_STYLED = {"msotitle": "h1", "msosubtitle": "h2", "msocaption": "figcaption"}
"""What Word's own classes mean, when it saves a file as a web page."""

_DECLARATION = re.compile(r"\s*([\w-]+)\s*:\s*([^;]+)")
_SIZE = re.compile(r"([\d.]+)(px|pt|em|rem|%)")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
_FONT_SIZES = {1: 10.0, 2: 13.0, 3: 16.0, 4: 18.0, 5: 24.0, 6: 32.0, 7: 48.0}
_USUAL = 16.0
"""Pixels: the size of text of which the page does not say it."""

_BIGGER = 1.1
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S+) -->")
_DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w=.-]+)*),(.*)", re.DOTALL | re.IGNORECASE)
_BULLET = re.compile(r"[^\w①-⑳]|[lnuoØüqv§]")
"""Signs, and letters that are signs in Word's special fonts."""

_NUMBER = re.compile(r"\s*(\d{1,9})[.)．]\s*")


def read_html(raw: bytes) -> Page:
    """The page in an HTML file. Raises `Unreadable` where nothing of it can be used. Lines are those of the file."""
    from .html_blocks import blocks_of
    from .webpage_text import decoded

    text = decoded(raw)
    reading = _Reading(_parsed(text), _address(text))
    story = reading.story()
    blocks, remarks = blocks_of(story)
    found = dict.fromkeys([*reading.remarks, *remarks])
    if not blocks:
        found[Remark(1, said.NOTHING)] = None
    return Page(tuple(blocks), reading.pictures.files, tuple(sorted(found, key=lambda remark: remark.line)))


def _parsed(text: str) -> "BeautifulSoup":
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    class Soup(BeautifulSoup):
        """Ends cells and rows whose end tags were left out, as HTML allows."""

        def handle_starttag(self, name: str, *rest: "object", **more: "object") -> "Tag | None":
            for open_tag in reversed(self.tagStack[-20:] if name in ("td", "th", "tr") else []):
                if open_tag.name == "table" or (open_tag.name == "tr" and name != "tr"):
                    break
                if open_tag.name == "tr" or (open_tag.name in ("td", "th") and name != "tr"):
                    self.handle_endtag(open_tag.name)
                    break
            return super().handle_starttag(name, *rest, **more)  # type: ignore[arg-type]

    try:
        return Soup(text, "html.parser")
    except ParserRejectedMarkup:
        raise Unreadable(said.BROKEN) from None


def _address(text: str) -> str:
    """Where the page came from, as browsers note it when they save one."""
    found = _SAVED_FROM.search(text[:4_096])
    return found[1] if found else ""


class _Reading:
    """One page, from which the story is taken and all else is told."""

    def __init__(self, soup: "BeautifulSoup", address: str) -> None:
        from .html_lines import NOTE_MARK

        for tag in soup.find_all(NOTE_MARK):  # ours alone
            tag.name = "span"
        self.soup = soup
        self.remarks: list[Remark] = []
        self.pictures = Pictures()
        self._title = _words(soup.title) if soup.title else ""
        base = soup.find("base", href=True) or soup.find("link", rel="canonical", href=True)
        self._address = urljoin(address, str(base["href"])) if base else address

    def story(self) -> "Tag":
        """The story, ready for `blocks_of`."""
        roots = _roots(self.soup)
        self._leave_out({id(parent) for root in roots for parent in (root, *root.parents)})
        story = self._gathered(roots)
        self._read_styles(story)
        for image in story.find_all("img"):
            self._picture(image)
        for link in story.find_all("a", href=True):
            link["href"] = self._resolved(str(link["href"]))
        return story

    def _gathered(self, roots: list["Tag"]) -> "Tag":
        """The parts of the story in one element, below its title where that stands outside."""
        titles = [title for title in self.soup.find_all("h1") if _words(title)]
        inside = [title for root in roots for title in root.find_all("h1")]
        story = self.soup.new_tag("div")
        if not inside and len(titles) == 1:
            story.append(titles[0].extract())
        elif not titles and self._title:
            self.remarks.append(Remark(1, said.title(self._title)))
        for root in roots:
            story.append(root.extract())
        if words := _words(self.soup):
            self.remarks.append(Remark(1, said.outside(words)))
        return story

    def _leave_out(self, around: set[int]) -> None:
        """Take away what is hidden or no part of any story, but for what is `around` the story, and tell of it."""
        from bs4 import Tag

        waiting: list[Tag] = [self.soup]
        while waiting:
            tag = waiting.pop()
            if id(tag) in around or not (tag.name in _NO_TEXT or tag.name in _LEFT_OUT or _is_hidden(tag)):
                waiting += [inner for inner in tag.contents if isinstance(inner, Tag)]
                continue
            words = "" if tag.name in _NO_TEXT else _words(tag)
            if words or tag.name in _ALWAYS_TOLD:
                self.remarks.append(Remark(tag.sourceline or 1, said.left_out(tag.name, words)))
            tag.extract()

    def _resolved(self, href: str) -> str:
        try:
            known = href.startswith("#") or urlsplit(href.strip()).scheme or not self._address
            return href if known else urljoin(self._address, href)
        except ValueError:
            return href

    def _picture(self, image: "Tag") -> None:
        """A picture whose data are in the page becomes a file; of others the address is told."""
        places = [str(image[name]) for name in ("data-src", "data-original", "src") if image.get(name)]
        alt = alternative(str(image.get("alt", "")))
        data = next(filter(None, map(_data, places)), b"")
        name = self.pictures.add(data) if data else None
        if name:
            image.attrs = {"src": name, "alt": alt}
            return
        message = (
            said.picture_format(picture_format(data))
            if data
            else said.elsewhere(self._resolved("".join(places[:1])), alt)
        )
        self.remarks.append(Remark(image.sourceline or 1, message))
        image.extract()

    def _read_styles(self, story: "Tag") -> None:
        """Say in plain HTML what styles and classes say, and forget these."""
        from .html_lines import MARKED

        sizes = {id(tag): size for tag in story.find_all(True) if (size := _size(tag))}
        usual = _usual_size(story, sizes)
        for tag in story.find_all(True):
            style = _style(tag)
            marks = set(_marks(tag, style))
            if sizes.get(id(tag), 0.0) > usual * _BIGGER:
                marks.add("big")
            if tag.name in ("b", "strong") and re.fullmatch(r"normal|[1-4]00", style.get("font-weight", "")):
                tag.name = "span"
            if "text-align" in style:
                tag["align"] = style["text-align"]
            self._read_class(tag, style)
            keeps = _KEPT | ({"data-src", "data-original"} if tag.name == "img" else set())
            tag.attrs = {name: given for name, given in tag.attrs.items() if name in keeps}
            if marks:
                tag[MARKED] = " ".join(sorted(marks))

    def _read_class(self, tag: "Tag", style: dict[str, str]) -> None:
        """Titles, captions and list items as Word writes them."""
        classes = {name.lower() for name in tag.get_attribute_list("class") if name}
        for name, meaning in _STYLED.items():
            if name in classes:
                tag.name = meaning
        if tag.name == "p" and style.get("mso-list", "none") not in ("none", "skip"):
            self._read_item(tag, style["mso-list"])

    def _read_item(self, tag: "Tag", said: str) -> None:
        """A paragraph that Word shows as a list item: the words before it are marked to be ignored."""
        label = tag.find(_is_label)
        words = _words(label) if label else ""
        number = _NUMBER.fullmatch(words)
        if label is None or not (number or _BULLET.fullmatch(words)):
            return  # such as 一、, which stays
        level = re.search(r"level([1-9])", said)
        for _ in range(int(level[1]) if level else 1):
            tag.wrap(self.soup.new_tag("ol" if number else "ul", sourceline=tag.sourceline))
        tag.name = "li"
        if number:
            tag["value"] = number[1]
        label.extract()


def _is_label(tag: "Tag") -> bool:
    return "mso-list:ignore" in str(tag.get("style", "")).lower().replace(" ", "")


def _words(tag: "Tag") -> str:
    """What can be read in an element, on one line."""
    from .html_lines import lines_of

    return " ".join(line.words for line in lines_of(tag, flat=True)[0] if line.words)


def _roots(soup: "BeautifulSoup") -> list["Tag"]:
    """The elements that hold the story, in order; the whole page where none says that it does."""
    for place in _STORIES:
        found = soup.select(place)
        ids = {id(tag) for tag in found}
        outermost = [tag for tag in found if not any(id(parent) in ids for parent in tag.parents)]
        if with_words := [tag for tag in outermost if _words(tag)]:
            return with_words
    return [soup.body or _all_of(soup)]


def _all_of(soup: "BeautifulSoup") -> "Tag":
    whole = soup.new_tag("div")
    for part in list(soup.contents):
        whole.append(part.extract())
    soup.append(whole)
    return whole


def _style(tag: "Tag") -> dict[str, str]:
    return {
        name.lower(): words.strip().lower() for name, words in _DECLARATION.findall(str(tag.get("style", "")))
    }


def _is_hidden(tag: "Tag") -> bool:
    if tag.has_attr("hidden"):
        return True
    style = _style(tag) if tag.get("style") else {}
    return (
        style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") == "all"
    )


def _marks(tag: "Tag", style: dict[str, str]) -> Iterator[str]:
    if re.fullmatch(r"bold|bolder|[6-9]00", style.get("font-weight", "")):
        yield "strong"
    if style.get("font-style") in ("italic", "oblique"):
        yield "em"
    if "line-through" in style.get("text-decoration", ""):
        yield "del"


def _size(tag: "Tag") -> float:
    """In pixels; 0 where the element does not say."""
    if found := _SIZE.match(_style(tag).get("font-size", "")):
        return float(found[1].strip(".") or 0) * _PIXELS[found[2]] if found[1].count(".") < 2 else 0.0
    size = str(tag.get("size", "")) if tag.name == "font" else ""
    if not re.fullmatch(r"[+-]?[1-7]", size):
        return 0.0
    return _FONT_SIZES[min(max(int(size) + (3 if size[0] in "+-" else 0), 1), 7)]


def _usual_size(story: "Tag", sizes: dict[int, float]) -> float:
    counts = Counter[float]()
    for tag in story.find_all(True):
        counts[sizes.get(id(tag), 0.0)] += sum(
            len(str(part).strip()) for part in tag.contents if not hasattr(part, "contents")
        )
    return (counts.most_common(1)[0][0] if counts else 0.0) or _USUAL


def _data(source: str) -> bytes:
    """The picture that is written in an address itself; nothing where there is none."""
    found = _DATA.fullmatch(source.strip())
    if found is None:
        return b""
    data = unquote_to_bytes(found[2])
    try:
        return b64decode(data) if "base64" in found[1].lower() else data
    except (Error, ValueError):
        return b""
