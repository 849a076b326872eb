"""What the site says to machines: page tags, Open Graph and JSON-LD; sitemaps, robots.txt and llms.txt."""

from typing import TYPE_CHECKING, Any

from pelican import signals

if TYPE_CHECKING:
    from .generator import HeadGenerator


def _install(generator: Any) -> None:
    """Give templates `page_head`, which says what stands in the head of each kind of page, and the filter `json`."""
    from plugins.reading.links import Links  # none of this is needed where nothing has changed

    from .escaping import in_script
    from .heads import Heads

    settings = generator.settings
    links = Links(settings["SITE_ORIGIN"], settings["SITEURL"])
    generator.env.filters["json"] = in_script
    generator.env.globals["page_head"] = Heads(settings["CHECKED"].published, links)


def _generators(_: Any) -> "type[HeadGenerator]":
    from .generator import HeadGenerator

    return HeadGenerator


def register() -> None:
    """Called by Pelican."""
    signals.generator_init.connect(_install)
    signals.get_generators.connect(_generators)
