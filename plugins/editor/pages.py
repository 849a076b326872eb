"""The page of the editor, and the Content-Security-Policy that Decap CMS can live with."""

from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from .config import Config

PAGES = Path(__file__).with_name("admin")


def policy(*others: str) -> str:
    """What the editor's page may load: from its own host, and from the origins `others` what it reads and writes.

    Decap checks its configuration with code that it makes (`unsafe-eval`), and styles itself with style elements.
    """
    more = "".join(f" {other}" for other in others)
    return (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' blob: data:{more}; font-src 'self' data:; connect-src 'self' blob:{more}; "
        "frame-src 'self' blob:; base-uri 'none'; form-action 'self'"
    )


def servers(found: Config) -> list[str]:
    """The origins of the server with Git that the configuration names, once each."""
    addresses = (found["backend"].get(name, "") for name in ("base_url", "api_root"))
    origins = (f"{part.scheme}://{part.netloc}" for part in map(urlsplit, addresses) if part.netloc)
    return list(dict.fromkeys(origins))


def with_policy(page: bytes, said: str) -> bytes:
    """The page with its policy within it: a file server needs no settings for it."""
    tag = f'<meta http-equiv="Content-Security-Policy" content="{escape(said)}">\n'
    return page.replace(b'<meta name="viewport"', tag.encode() + b'<meta name="viewport"', 1)
