"""Settings of a production build: nothing unfinished is published, and nothing that the law asks for is missing."""

from pathlib import Path

from pelicanconf import *  # noqa: F403
from pelicanconf import PLUGINS, SITEURL
from plugins.sources.registries import read_registries

_registries, _ = read_registries(Path("content"))

# The address that readers type stands in content/data/site.yaml; SITEURL overrides it for a trial.
SITEURL = SITEURL or (_registries.site.url if _registries else "")
PRODUCTION = True
TRADITIONAL_EDITION = True
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""

# The web editor at /admin/ of the published site, writing to a server with Git (docs/decisions/009-the-web-editor.md):
# EDITOR = {"backend": "gitea", "repo": "huiji/portal", "base_url": "https://git.example.org", "app_id": "…"}
EDITOR: dict[str, str] = {}
if EDITOR:
    PLUGINS = ["plugins.editor", *PLUGINS]
