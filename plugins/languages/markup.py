"""HTML, Atom and JSON-LD that this site wrote, in other words: what people read is changed, every other byte stays.

A parser would write the page anew in its own way. Here it is cut into tags and what stands between them, and what is
not changed is put back as it was; pages of our own templates are well formed enough for that.
"""

import json
import re
from html import unescape
from typing import ClassVar, NamedTuple, Protocol

from markupsafe import escape


class Edition(Protocol):
    """Another edition of the site, in another script of the same language."""

    before: ClassVar[str]
    """The BCP 47 tag of what it is made of, and its own."""
    tag: ClassVar[str]
    locale: ClassVar[dict[str, str]]
    """What `og:locale` says, by what it said."""

    def texts(self, texts: list[str]) -> list[str]:
        """These texts in the words of the edition; entities are left as they are."""
        ...

    def link(self, address: str) -> str:
        """Where a link leads: to the page of this edition, if there is one."""
        ...

    def back(self, address: str) -> str:
        """`link`, undone; any other address as it is."""
        ...

    def identity(self, urn: str) -> str:
        """The id of what is said in this edition; each has its own."""
        ...


READ = frozenset(
    "alt title label placeholder abbr aria-label aria-description aria-valuetext aria-roledescription"
    " term text data-done data-stop data-empty data-loading data-none data-found data-most data-error".split()
)
"""Attributes that people read or hear: `term` is that of an Atom category and `text` that of an OPML outline, which programs
show; those that begin with `data-` hold what scripts say later.
"""

LINKS = frozenset({"href", "action", "data-root", "data-texts", "htmlUrl", "xmlUrl"})
"""Attributes that lead to pages and feeds, in OPML too, and two of the search: where addresses of its results begin, and
where their texts are. Others name files.
"""

_CODES = frozenset(
    "viewport robots generator theme-color columntype sitedomain siteidcode pubdate og:type og:image image".split()
)
"""`<meta>` whose content is no text. The types of columns are a closed list of the State's (docs/domain.md)."""

_ADDRESSES = frozenset({"og:url", "url"})
_JSON_ADDRESSES = frozenset({"url", "@id", "item", "mainEntityOfPage", "urlTemplate", "target"})

_SAME = "#publisher"
"""The id of who is the same in all editions ends so."""

_KEPT = frozenset({"code", "pre", "kbd", "samp", "var"})
"""Elements that quote to the letter."""

_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements without an end."""

_SWITCHES = {"繁體": "简体"}
"""What a link between the two editions is called, by what it is called on the other side."""

_TOKEN = re.compile(
    r"""(<!--.*?-->|<script\b[^>]*>.*?</script>|<style\b[^>]*>.*?</style>|<(?:!(?!--)|\?)[^>]*>"""
    r"""|</?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>)""",
    re.DOTALL,
)
_UNENDED = re.compile(r"<(script|style)\b(?!.*</\1>)", re.DOTALL)
_NAME = re.compile(r"</?([A-Za-z][\w:-]*)")
_ATTRIBUTE = re.compile(r"""(?<=\s)([A-Za-z][\w:-]*)(\s*=\s*)(["'])(.*?)\3""", re.DOTALL)
_REFRESH = re.compile(r"(.*?url=)(.*)", re.DOTALL | re.IGNORECASE)
_JSON = re.compile(r'(<script\b[^>]*\btype="application/ld\+json"[^>]*>)(.*)(</script>)', re.DOTALL)
_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?')
HAN = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")

SHORT = 400
"""Characters. Shorter lines are on many pages, and remembered."""

COMMON = 40
"""Characters. Shorter tags are on most lines, and remembered."""

AT_ONCE = 20_000
"""Lines that are remembered, and tags."""


_CHANGES = re.compile(
    rf"{HAN.pattern}|(?:{'|'.join(sorted(LINKS))}|lang|content|translate|type|http-equiv)\s*="
)
"""What a tag has that may be changed, or tells what becomes of its element."""

_CONCERNS = re.compile(rf"{_CHANGES.pattern}|<(?:id|script|style|{'|'.join(sorted(_KEPT))})\b")
"""The same of a line."""


def _is_left_alone(line: str) -> bool:
    """Whether nothing on a line is to be changed, nor any tag begins that ends on another one."""
    return line.rfind("<") <= line.rfind(">") and not _CONCERNS.search(line)


class _Tag(NamedTuple):
    """A tag, rewritten."""

    said: str
    name: str
    step: int = 0
    """1 where an element begins, -1 where one ends."""
    keeps: bool = False
    """Whether what is in the element stays as it is."""
    is_switch: bool = False
    """Whether it leads to the other edition."""
    is_markup: bool = False
    """Whether the text in it is escaped HTML (Atom)."""


_OUTSIDE = _Tag("", "")


class Rewriter:
    """Rewrites the pages and feeds of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._lines: dict[str, str] = {}
        self._tags: dict[str, _Tag] = {}

    def rewrite(self, markup: str) -> str:
        """A whole document, or a part of one; line by line, since most lines are on many pages."""
        lines = markup.split("\n")
        made, at, known = [], 0, self._lines
        while at < len(lines):
            done, taken = known.get(lines[at]), 1
            if done is None:
                done, taken = self._next(lines, at)
            made.append(done)
            at += taken
        return "\n".join(made)

    def _next(self, lines: list[str], at: int) -> tuple[str, int]:
        """The line at `at`, or as many from there as belong together: what is kept may be longer than a line."""
        line, taken = lines[at], 1
        done = line if _is_left_alone(line) else self._whole(line, at + 1 >= len(lines))
        while done is None:
            taken *= 2
            done = self._whole("\n".join(lines[at : at + taken]), at + taken >= len(lines))
        if taken == 1 and at + 1 < len(lines) and len(line) <= SHORT:
            if len(self._lines) >= AT_ONCE:
                self._lines.clear()
            self._lines[line] = done
        return done, taken

    def _whole(self, markup: str, is_last: bool) -> str | None:
        """`markup` in the words of the edition; None if something begins in it that ends later, and there is more."""
        pieces = _TOKEN.split(markup)  # every other one is a tag
        texts = self._rewrite_tags(pieces, is_last)
        if texts is None:
            return None
        for at, text in zip(texts, self._edition.texts([pieces[at] for at in texts]), strict=True):
            pieces[at] = text
        return "".join(pieces)

    def _rewrite_tags(self, pieces: list[str], is_last: bool) -> list[int] | None:
        """Where the texts stand that are to be converted; the other `pieces` are rewritten. None as for `_whole`."""
        texts: list[int] = []
        kept, depth, tag = "", 0, _OUTSIDE
        for at, piece in enumerate(pieces):
            if not is_last and (_UNENDED.match(piece) if at % 2 else "<" in piece):
                return None
            if at % 2:
                tag = self._tag(piece)
                pieces[at] = tag.said
                if tag.name == kept or (tag.keeps and not kept):
                    depth += tag.step
                    kept = tag.name if depth > 0 else ""
            elif (said := self._special(piece, tag)) is not None:
                pieces[at] = said
            elif not kept and HAN.search(piece):
                texts.append(at)
        return texts if is_last or not (kept or tag.is_markup) else None

    def _special(self, text: str, tag: _Tag) -> str | None:
        """A text after `tag` that is no plain one."""
        if tag.is_switch:
            return _SWITCHES.get(text, text)
        if tag.name == "id" and tag.step > 0:
            return self._edition.identity(text)
        inner = self._unescaped(text) if tag.is_markup else None
        return None if inner is None else str(escape(self.rewrite(inner)))

    def _unescaped(self, text: str) -> str | None:
        """The HTML that an element of a feed holds as text; None if it cannot be escaped to the same bytes again."""
        inner = unescape(text)
        return inner if str(escape(inner)) == text else None

    def _tag(self, said: str) -> _Tag:
        if (known := self._tags.get(said)) is None:
            known = self._rewritten(said)
            if len(said) <= COMMON and len(self._tags) < AT_ONCE:
                self._tags[said] = known
        return known

    def _rewritten(self, said: str) -> _Tag:
        if found := _JSON.fullmatch(said):
            return _Tag(found[1] + self._json(found[2]) + found[3], "")
        named = _NAME.match(said)
        if named is None or said.startswith(("<script", "<style")):
            return _Tag(said, "")
        name = named[1].lower()
        if said.startswith("</"):
            return _Tag(said, name, -1)
        step = int(name not in _EMPTY and not said.endswith("/>"))
        if _CHANGES.search(said):
            return self._opening(said, name, step)
        return _Tag(said, name, step, step > 0 and name in _KEPT)

    def _opening(self, said: str, name: str, step: int) -> _Tag:
        has = {attribute: value for attribute, _, _, value in _ATTRIBUTE.findall(said)}
        lang = has.get("lang", has.get("xml:lang", self._edition.before))
        keeps = lang != self._edition.before or has.get("translate") == "no"
        is_switch = name == "a" and has.get("hreflang") == self._edition.tag

        def change(found: re.Match[str]) -> str:
            attribute, between, quote, value = found.groups()
            if is_switch:
                changed = self._switched(attribute, value)
            elif name == "meta":
                changed = self._content(has, value) if attribute == "content" else value
            else:
                changed = self._value(attribute, value, keeps, has)
            return found[0] if changed == value else f"{attribute}{between}{quote}{changed}{quote}"

        is_kept = step > 0 and (keeps or name in _KEPT)
        return _Tag(_ATTRIBUTE.sub(change, said), name, step, is_kept, is_switch, has.get("type") == "html")

    def _value(self, attribute: str, value: str, keeps: bool, has: dict[str, str]) -> str:
        """The value of an attribute of an element whose text is kept, or not."""
        if attribute in {"lang", "xml:lang"}:
            return self._edition.tag if value == self._edition.before else value
        if attribute in LINKS:
            is_alternate = "hreflang" in has and has.get("rel") == "alternate"
            return value if is_alternate else self._edition.link(value)
        return self._text(value) if attribute in READ and not keeps else value

    def _switched(self, attribute: str, value: str) -> str:
        """The link to this edition, on its own page, leads back."""
        if attribute in {"lang", "hreflang"}:
            return self._edition.before
        return self._edition.back(value) if attribute == "href" else value

    def _content(self, has: dict[str, str], value: str) -> str:
        """The content of a `<meta>`."""
        name = has.get("name", has.get("property", has.get("http-equiv", ""))).lower()
        if name == "refresh" and (found := _REFRESH.fullmatch(value)):
            return found[1] + self._edition.link(found[2])
        if name == "og:locale":
            return self._edition.locale.get(value, value)
        if name in _ADDRESSES:
            return self._edition.link(value)
        return value if name in _CODES else self._text(value)

    def _text(self, value: str) -> str:
        return self._edition.texts([value])[0] if HAN.search(value) else value

    # -- JSON-LD

    def _json(self, text: str) -> str:
        """Strings that are text, in values; the rest byte by byte."""
        key = ""

        def change(found: re.Match[str]) -> str:
            nonlocal key
            if found[1]:
                key = str(json.loads(found[0][: -len(found[1])]))
                return found[0]
            return self._json_value(key, found[0])

        return _JSON_STRING.sub(change, text)

    def _json_value(self, key: str, said: str) -> str:
        value = str(json.loads(said))
        if key == "inLanguage":
            changed = self._other_tag(value)
        elif key in _JSON_ADDRESSES:
            changed = self._other_address(value)
        else:
            changed = self._text(value)
        return said if changed == value else _dumped(changed, said.isascii())

    def _other_tag(self, tag: str) -> str:
        """Each edition names the other one as a work of its own."""
        mine, other = self._edition.tag, self._edition.before
        return {other: mine, mine: other}.get(tag, tag)

    def _other_address(self, address: str) -> str:
        if address.endswith(_SAME):
            return address
        own = self._edition.link(address)
        return self._edition.back(address) if own == address else own


def _dumped(value: str, only_ascii: bool) -> str:
    """A JSON string in which no element of HTML can end."""
    said = json.dumps(value, ensure_ascii=only_ascii)
    return said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
