"""Where things are published. Addresses never change (docs/domain.md §6), so they are made in one place.

All are relative to the site's root, without a leading slash; `folder/` stands for `folder/index.html`.
"""

from datetime import datetime

from .text import LANGS, Lang


def prefix(lang: Lang) -> str:
    """Chinese lives at the root, other languages in a folder of their own."""
    return "" if lang == "zh" else f"{lang}/"


def article(date: datetime, slug: str, lang: Lang, folder: str = "news") -> str:
    """`news/2017/10/<slug>.html`; a record of work stands in the folder `activities`."""
    return f"{prefix(lang)}{folder}/{date:%Y}/{date:%m}/{slug}.html"


def page(slug: str, lang: Lang) -> str:
    """`about.html`."""
    return f"{prefix(lang)}{slug}.html"


def listing(folder: str, lang: Lang, number: int | None = None) -> str:
    """The front of a listing (`towns/guxing/`), or one of its full pages (`towns/guxing/page/3.html`).

    `folder` is "" for the home page, else ends in a slash.
    """
    front = f"{prefix(lang)}{folder}"
    return front if number is None else f"{front}page/{number}.html"


def feed(folder: str, lang: Lang) -> str:
    """The Atom feed of a listing."""
    return f"{prefix(lang)}{folder}feed.atom"


def json_feed(lang: Lang) -> str:
    """The JSON Feed of the whole site."""
    return f"{prefix(lang)}feed.json"


def calendar(lang: Lang) -> str:
    """The theme Party days, for programs with a calendar."""
    return f"{prefix(lang)}theme-days/theme-days.ics"


def feed_list(lang: Lang) -> str:
    """All feeds, for programs that read them (OPML)."""
    return f"{prefix(lang)}feeds/feeds.opml"


TRADITIONAL = "hant/"
"""The folder of the Traditional Chinese edition."""

_OUTSIDE = (TRADITIONAL, "admin/", "theme/", *(prefix(lang) for lang in LANGS if prefix(lang)))


def traditional(address: str) -> str | None:
    """Where the Traditional Chinese edition of a Chinese page, Atom feed or list of feeds stands.

    None where there is none: pages in other languages, data and other files, which are there once for all editions;
    and the page for what is not there, of which a file server knows only one.
    """
    file = file_of(address)
    if not file.endswith((".html", ".atom", ".opml")) or file.startswith(_OUTSIDE) or file == "404.html":
        return None
    return TRADITIONAL + address


def file_of(address: str) -> str:
    """The file that answers at `address`."""
    return f"{address}index.html" if address == "" or address.endswith("/") else address
