"""Functions of Pelican's own, and some of Jinja's, in a faster form, with the same results."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from functools import cache
from locale import LC_TIME, setlocale
from operator import attrgetter
from typing import Any

import markupsafe
from jinja2 import Environment, Template, runtime
from jinja2.runtime import Context
from markupsafe import Markup, escape
from pelican import generators, readers, urlwrappers
from pelican.cache import FileStampDataCacher
from pelican.readers import find_empty_alt
from pelican.utils import SafeDatetime, get_original_items, process_translations, slugify, strftime

from .articles import having


@contextmanager
def shortcuts() -> Iterator[None]:
    """Use them while this lasts."""
    stock = [(owner, name, getattr(owner, name)) for owner, name, _ in _SHORTCUTS]
    for owner, name, function in _SHORTCUTS:
        setattr(owner, name, function)
    try:
        yield
    finally:
        for owner, name, function in stock:
            setattr(owner, name, function)


def _process_translations(contents: list[Any], translation_id: Any = None) -> tuple[list[Any], list[Any]]:
    """Pelican looks for every article in the list of all originals; this, in a set of them."""
    if not translation_id:
        return contents, []
    names = {translation_id} if isinstance(translation_id, str) else set(translation_id)
    try:
        contents.sort(key=(of := attrgetter(*names)))
    except (AttributeError, TypeError):
        process_translations(contents, translation_id)  # raises what Pelican raises
        raise
    values = list(map(of, contents))
    counts = Counter(values)
    marked = set(map(id, having(contents, "translation")))
    originals: list[Any] = []
    groups: dict[Any, list[Any]] = {}
    for content, value in zip(contents, values, strict=True):
        if counts[value] == 1 and id(content) not in marked:
            originals.append(content)
            if content.translations:
                content.translations = []
        else:
            group = groups.setdefault(value, [])
            group.append(content)
            if len(group) == counts[value]:
                originals += _originals(names, value, group)
    if not groups:
        return originals, []
    known = set(map(id, originals))
    return originals, [content for content in contents if id(content) not in known]


def _originals(names: Collection[str], values: Any, group: list[Any]) -> list[Any]:
    """Those of a group that are no translation of another one; all of them learn their translations."""
    if _is_plain(group):
        found = [content for content in group if content.in_default_lang]
    else:
        shown = (values,) if len(names) == 1 else values
        said = "with" + ", ".join(f' {name} "{value}"' for name, value in zip(names, shown, strict=True))
        found = get_original_items(group, said)
    for content in group:
        content.translations = [other for other in group if other is not content]
    return found


def _is_plain(group: Sequence[Any]) -> bool:
    """Whether Pelican would take the one in the default language and say nothing: none is marked, no language twice."""
    languages = {content.lang for content in group}
    return (
        len(languages) == len(group)
        and sum(content.in_default_lang for content in group) == 1
        and not having(group, "translation")
    )


_DIRECTIVES = re.compile(r"[^%]|%[aAbBcdfGHIjmMpSUuVwWxXyYzZ%]")
"""What Pelican hands on to the C library, character by character."""


@cache
def _is_the_c_librarys(form: str) -> bool:
    return form.isascii() and not _DIRECTIVES.sub("", form)


def _strftime(self: datetime.datetime, fmt: str, safe: bool = True) -> str:
    """Pelican formats directive by directive, to strip zeros (`%-d`); where there are none, the C library does it all.

    Numbers need not even that. The library, which does not fill the years before 1000 everywhere alike, is left those.
    """
    if (numbers := _numbers(fmt)) and self.year >= 1000:
        form, values_of = numbers
        return str(form % values_of(self))
    if safe and not _is_the_c_librarys(fmt):
        return str(strftime(self, fmt))
    if _is_of_a_day(fmt):
        return _of_a_day(fmt, self.toordinal(), setlocale(LC_TIME))
    return datetime.datetime.strftime(self, fmt)


@cache
def _is_of_a_day(form: str) -> bool:
    return not _OF_A_DAY.sub("", form)


_OF_A_DAY = re.compile(r"[^%]|%[aAbBdGjmuUVwWxyY%]")
"""What says nothing of the time, nor of its zone."""


@cache
def _of_a_day(form: str, day: int, language: str) -> str:
    """Of many articles a day. `language` is that of the C library, which Pelican sets for each article's."""
    return datetime.date.fromordinal(day).strftime(form)


_NUMBERS = {
    "%Y": ("%d", "year"),
    "%m": ("%02d", "month"),
    "%d": ("%02d", "day"),
    "%H": ("%02d", "hour"),
    "%M": ("%02d", "minute"),
    "%S": ("%02d", "second"),
}


@cache
def _numbers(form: str) -> tuple[str, Callable[[Any], Any]] | None:
    """The form for `%`, and what gives its values; None if it has none, or more than numbers and text."""
    found = re.findall("%.?", form, re.DOTALL)
    if not found or not _NUMBERS.keys() >= set(found):
        return None
    shown = re.sub("%.", lambda one: _NUMBERS[one[0]][0], form)
    return shown, attrgetter(*(_NUMBERS[directive][1] for directive in found))


def _slugify(value: str, regex_subs: Sequence[Sequence[str]] = (), *options: Any, **more: Any) -> str:
    """The slug of a tag, category or author, of which every article has one of its own: worked out once a name."""
    return _slug(value, tuple(map(tuple, regex_subs)), options, tuple(sorted(more.items())))


@cache
def _slug(value: str, regex_subs: Any, options: tuple[Any, ...], more: tuple[tuple[str, Any], ...]) -> str:
    return str(slugify(value, regex_subs, *options, **dict(more)))


def _url(self: urlwrappers.URLWrapper) -> Any:
    """The address of a tag, category or author. Pages ask for it for each story, and it is nearly always made of the slug."""
    form = self.settings[f"{type(self).__name__.upper()}_URL"]
    return _with_slug(form, self.slug) if type(form) is str and _is_of_a_slug(form) else stock_url(self)


@cache
def _is_of_a_slug(form: str) -> bool:
    return {"{", "}"}.isdisjoint(form.replace("{slug}", ""))


@cache
def _with_slug(form: str, slug: str) -> str:
    return form.format(slug=slug)


def _find_empty_alt(content: str, path: str) -> None:
    """Pelican's pattern looks at every character; most texts have no such picture."""
    if "<img" in content and ('alt=""' in content or "alt=''" in content):
        find_empty_alt(content, path)


def _get_cached_data(self: FileStampDataCacher, path: str, default: Any = None) -> Any:
    """Pelican asks for the time stamp of every file, even where it caches nothing."""
    return get_cached_data(self, path, default) if self._cache else default


def _cache_data(self: FileStampDataCacher, path: str, data: Any) -> None:
    if self._cache_data_policy:
        cache_data(self, path, data)


def _get_default_module(self: Template, ctx: Context | None = None) -> Any:
    """What a template imports. Jinja asks for each name of the importing one whether it is a global here, too.

    Those of their environment, which both have, are compared at once.
    """
    is_plain = ctx is not None and ctx.globals_keys == self.environment.globals.keys()
    return get_default_module(self, None if is_plain else ctx)


def _getattr(self: Environment, obj: Any, attribute: str) -> Any:
    """Jinja asks a dictionary for an attribute first, which costs an exception."""
    if type(obj) is dict and attribute in obj and attribute not in _OF_DICTIONARIES:
        return obj[attribute]
    try:
        return getattr(obj, attribute)
    except AttributeError:
        pass
    try:
        return obj[attribute]
    except (TypeError, LookupError, AttributeError):
        return self.undefined(obj=obj, name=attribute)


_OF_DICTIONARIES = frozenset(dir(dict))


def _load_template(self: Environment, name: str, globals: MutableMapping[str, Any] | None) -> Any:
    """Jinja keeps templates behind a lock, and notes which was used last; where none is read again, that is not needed."""
    if globals or self.auto_reload or self.cache is None:
        return load_template(self, name, globals)
    loaded = self.__dict__.setdefault("fastbuild_loaded", {})
    key = self, self.loader, name  # an overlay begins with the attributes of its environment
    if (template := loaded.get(key)) is None:
        template = loaded[key] = load_template(self, name, globals)
    return template


def _escape(value: Any) -> str:
    """What a template prints. Jinja marks it as safe; the text that it is joined to does not need that."""
    kind = type(value)
    if kind is str:
        return escaped(value)
    return value if kind is Markup else escape(value)


escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)

load_template = Environment._load_template

get_default_module = Template._get_default_module

stock_url: Callable[[Any], Any] = urlwrappers.URLWrapper.url.fget

get_cached_data, cache_data = FileStampDataCacher.get_cached_data, FileStampDataCacher.cache_data


_SHORTCUTS: tuple[tuple[Any, str, Any], ...] = (
    (generators, "process_translations", _process_translations),
    (SafeDatetime, "strftime", _strftime),
    (urlwrappers, "slugify", _slugify),
    (urlwrappers.URLWrapper, "url", property(_url)),
    (readers, "find_empty_alt", _find_empty_alt),
    (runtime, "escape", _escape),
    (Environment, "getattr", _getattr),
    (Environment, "_load_template", _load_template),
    (Template, "_get_default_module", _get_default_module),
    (FileStampDataCacher, "get_cached_data", _get_cached_data),
    (FileStampDataCacher, "cache_data", _cache_data),
)
"""Where Pelican finds its function, its name there, and ours."""
