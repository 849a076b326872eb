"""The page of the editor, and the Content-Security-Policy that Decap CMS can live with."""

from pathlib import Path

PAGES = Path(__file__).with_name("admin")


def policy(*servers: str) -> str:
    """What the editor's page may load: from its own host, and from `servers` (origins) what it reads and writes."""
    others = "".join(f" {server}" for server in servers)
    return (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' blob: data:{others}; font-src 'self' data:; connect-src 'self' blob:{others}; "
        "frame-src 'self' blob:; base-uri 'none'; form-action 'self'"
    )
