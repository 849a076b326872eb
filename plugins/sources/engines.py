"""Markdown engines: comrak for the site, Python-Markdown for those who ask for it, and as its reference in tests.

Both read what `docs/editing.md` documents: CommonMark, tables, footnotes. Where they differ is listed in
`tests/sources/test_engines.py`, with the reason.
"""

from typing import Literal

import comrak

Engine = Literal["comrak", "markdown"]
"""The setting `MARKDOWN_ENGINE`."""

_EXTENSIONS = comrak.ExtensionOptions()
_EXTENSIONS.table = _EXTENSIONS.footnotes = _EXTENSIONS.strikethrough = True
_EXTENSIONS.cjk_friendly_emphasis = True
_RENDER = comrak.RenderOptions()
_RENDER.unsafe_ = True  # the allow-list of `markup.py` decides, and says what it refused


def render(markdown: str, engine: Engine = "comrak") -> str:
    """HTML, not cleaned yet."""
    return _comrak(markdown) if engine == "comrak" else _python_markdown(markdown)


def _comrak(markdown: str) -> str:
    return str(comrak.render_markdown(markdown, extension_options=_EXTENSIONS, render_options=_RENDER))


def _python_markdown(markdown: str) -> str:
    from markdown import Markdown  # a site uses one engine
    from markdown.inlinepatterns import SimpleTagInlineProcessor

    reader = Markdown(
        extensions=["tables", "footnotes", "fenced_code", "sane_lists"],
        extension_configs={"tables": {"use_align_attribute": True}},
        output_format="html",
    )
    reader.inlinePatterns.register(SimpleTagInlineProcessor(r"(~~)(.+?)~~", "del"), "strikethrough", 60)
    return str(reader.convert(markdown))
