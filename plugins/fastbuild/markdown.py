"""Markdown by comrak, behind one small function; and a reader for Pelican's classic header that uses it."""

import re
from typing import Any

from dateutil import tz
from pelican.readers import DUPLICATES_DEFINITIONS_ALLOWED, BaseReader
from pelican.utils import SafeDatetime

_KEY = re.compile(r" {0,3}([A-Za-z0-9_-]+):[ \t]*(.*)\n?")
_MORE = re.compile(r" {4,}(.*)\n?")
_BLANK = re.compile(r"[^\S\n]*(?:\n|\Z)")
_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?(?: ?([+-])(\d\d):?(\d\d))?)?", re.ASCII
)
"""The usual forms; any other is left to Pelican, which knows many and takes its time."""
_BRACE = re.compile(r'="%7B(\w+)%7D')


def to_html(text: str) -> str:
    """CommonMark with tables, footnotes and strikethrough; emphasis next to Chinese punctuation is understood."""
    html = str(_engine(text, extension_options=_EXTENSIONS, render_options=_OPTIONS))
    return _BRACE.sub(r'="{\1}', html) if "%7B" in html else html


def _load() -> tuple[Any, Any, Any]:
    import comrak

    extensions, options = comrak.ExtensionOptions(), comrak.RenderOptions()
    extensions.table = extensions.footnotes = extensions.strikethrough = True
    extensions.cjk_friendly_emphasis = True
    options.unsafe_ = True  # raw HTML is the author's own, as with Pelican's reader
    return comrak.render_markdown, extensions, options


_engine, _EXTENSIONS, _OPTIONS = _load()


def split(text: str) -> tuple[dict[str, list[str]], str]:
    """The header (`Key: value`, continued by indented lines) and the text after it, as Python-Markdown reads them."""
    header: dict[str, list[str]] = {}
    key, place = "", 0
    while place < len(text):
        if line := _KEY.match(text, place):
            key = line[1].lower()
            header.setdefault(key, []).append(line[2].strip())
        elif line := _BLANK.match(text, place):
            return header, text[line.end() :]
        elif key and (line := _MORE.match(text, place)):
            header[key].append(line[1].strip())
        else:
            break
        place = line.end()
    return header, text[place:]


class ComrakReader(BaseReader):  # type: ignore[misc]
    """Reads Markdown as Pelican's own reader does, many times faster."""

    enabled = True
    file_extensions = ("md", "markdown", "mkd", "mdown")

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """HTML and metadata."""
        build = self.settings.get("FASTBUILD")
        header, text = split(build.files.text(source_path) if build else _text(source_path))
        return to_html(text), {name: self._value(name, values) for name, values in header.items()}

    def _value(self, name: str, values: list[str]) -> Any:
        if name in {"date", "modified"} and (found := _DATE.fullmatch(values[0])):
            return _moment(*found.groups())
        if name in self.settings["FORMATTED_FIELDS"]:
            return self.process_metadata(name, to_html("\n".join(values)))
        if len(values) > 1 and DUPLICATES_DEFINITIONS_ALLOWED.get(name, True):
            return self.process_metadata(name, values)
        return self.process_metadata(name, values[0])


def _moment(*parts: str | None) -> SafeDatetime:
    """What Pelican's `get_date` makes of a date in the usual form. Raises `ValueError` as it does."""
    *numbers, sign, hours, minutes = parts
    moment = SafeDatetime(*(int(number or 0) for number in numbers))
    if sign is None:
        return moment
    seconds = (int(hours or 0) * 60 + int(minutes or 0)) * (-60 if sign == "-" else 60)
    return moment.replace(tzinfo=tz.tzoffset(None, seconds) if seconds else tz.tzutc())


def _text(path: str) -> str:
    with open(path, encoding="utf-8-sig") as file:
        return file.read()
