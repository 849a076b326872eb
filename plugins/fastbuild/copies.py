"""Files that Pelican copies into a site without its Writer: known, so that they can be removed when they are gone."""

import os
from collections.abc import Iterator, Mapping
from typing import Any


def copied_files(settings: Mapping[str, Any], context: Mapping[str, Any]) -> set[str]:
    """The paths, relative to the site, of everything that this build has copied."""
    names = {static.save_as for static in context.get("staticfiles", ())}
    names.update(_theme_files(settings))
    if settings["OUTPUT_SOURCES"]:
        names.update(_sources(settings, context))
    return {os.path.normpath(name).replace(os.sep, "/") for name in names}


def _theme_files(settings: Mapping[str, Any]) -> Iterator[str]:
    for path in settings["THEME_STATIC_PATHS"]:
        root = os.path.join(settings["THEME"], path)
        if os.path.isfile(root):
            yield os.path.join(settings["THEME_STATIC_DIR"], os.path.basename(path))
        for folder, _, files in os.walk(root, followlinks=True):
            for file in files:
                yield os.path.join(
                    settings["THEME_STATIC_DIR"], os.path.relpath(os.path.join(folder, file), root)
                )


def _sources(settings: Mapping[str, Any], context: Mapping[str, Any]) -> Iterator[str]:
    for content in context["generated_content"].values():
        if content is not None:
            yield os.path.splitext(content.save_as)[0] + settings["OUTPUT_SOURCES_EXTENSION"]
