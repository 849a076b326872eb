"""The configuration of Decap CMS: one for the desk's own machine and for a server with Git."""

from collections.abc import Iterable, Mapping
from typing import Any

from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article
from plugins.newsroom.registries import Registries

from .form import Field, form

Config = dict[str, Any]

LOCAL = {"backend": "proxy"}
"""Stories are files of this machine."""

SERVERS = {
    "github": {"api": "https://api.github.com"},
    "gitlab": {"api": "{base_url}/api/v4"},
    "gitea": {"api": "{base_url}/api/v1"},
}
"""The servers that Decap writes to, and where their programming interface is."""

API = "/admin/api"
"""Where the local server takes what Decap reads and writes."""


class BadSetting(ValueError):
    """`EDITOR` in the settings cannot be used. The text says in Chinese and English what to write."""


def configuration(
    registries: Registries, editor: Mapping[str, str] = LOCAL, unregistered: Iterable[str] = ()
) -> Config:
    """All that Decap is told. `editor` is the setting `EDITOR`. Raises `BadSetting`."""
    return {
        "load_config_file": False,
        "locale": "zh_Hans",
        "backend": _backend(editor),
        "publish_mode": "simple",
        "media_folder": "content/pictures",
        "public_folder": "",
        "logo": {"src": "../theme/icons/icon.svg", "show_in_header": False},
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "i18n": {"structure": "multiple_files", "locales": ["zh", "en"], "default_locale": "zh"},
        "collections": [
            _collection("news", "稿件", form(Article, registries, unregistered)),
            _collection("activities", "活动记录", form(Activity, registries, unregistered)),
        ],
    }


def _backend(editor: Mapping[str, str]) -> Config:
    """The backend, by the name under which `admin.js` registers it with our names of files."""
    kind = editor.get("backend", "")
    if kind == "proxy":
        return {"name": "newsroom", "kind": kind, "proxy_url": API, "branch": "main"}
    missing = [name for name in ("repo", "base_url") if not editor.get(name)]
    if kind not in SERVERS or missing:
        raise BadSetting(_ADVICE.format(kinds=" / ".join(SERVERS)))
    base_url = editor["base_url"].rstrip("/")
    signing_in = {"auth_type": "pkce"} if kind == "gitlab" else {}
    if kind != "github":
        signing_in["app_id"] = editor.get("app_id", "")
    return {
        "name": "newsroom",
        "kind": kind,
        "repo": editor["repo"],
        "branch": editor.get("branch", "main"),
        "base_url": base_url,
        "api_root": SERVERS[kind]["api"].format(base_url=base_url),
        "commit_messages": _COMMITS,
        **signing_in,
    }


def _collection(folder: str, label: str, fields: list[Field]) -> Config:
    return {
        "name": folder,
        "label": label,
        "label_singular": label,
        "folder": f"content/{folder}",
        "create": True,
        "delete": False,
        "i18n": True,
        "identifier_field": "title",
        "path": "{{year}}/{{month}}/{{slug}}",
        "slug": "{{fields.slug}}",
        "media_folder": "/content/pictures/{{year}}/{{month}}",
        "public_folder": "{{year}}/{{month}}",
        "summary": "{{date}} {{title}}",
        "sortable_fields": ["date", "title"],
        "fields": [*fields, BODY],
    }


BODY: Field = {
    "name": "body",
    "label": "正文",
    "widget": "markdown",
    "i18n": True,
    "hint": "写法见 docs/editing.md。有注释、右对齐表格的稿件，请把右上角的开关拨到 Markdown 再改",
    "modes": ["rich_text", "raw"],
    "buttons": [
        "bold",
        "italic",
        "strikethrough",
        "link",
        "heading-two",
        "heading-three",
        "quote",
        "bulleted-list",
        "numbered-list",
    ],
    "editor_components": ["image"],
}
"""The text: only what docs/editing.md has. A picture is a component of `admin.js`, with its words and its maker."""

_COMMITS = {
    "create": "新稿：{{slug}}",
    "update": "改稿：{{slug}}",
    "uploadMedia": "图片：{{path}}",
    "deleteMedia": "删除图片：{{path}}",
}

_ADVICE = """\
publishconf.py 里的 EDITOR 不完整：要有 backend（{kinds}）、repo（如 huiji/portal）、base_url（代码服务器的网址）。
EDITOR in publishconf.py is incomplete: it needs backend ({kinds}), repo (such as huiji/portal) and base_url."""
