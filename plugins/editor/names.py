"""Who signs stories without being in the register of people."""

from pathlib import Path

from plugins.newsroom.registries import Registries
from plugins.sources.folders import find_files, is_manuscript
from plugins.sources.manuscripts import read_manuscript


def unregistered(content: Path, registries: Registries) -> list[str]:
    """The names in fields of the stories in `content` that the register has not, in order."""
    context = registries.context
    paths = (path for path in find_files(content) if is_manuscript(content, path))
    articles = (read_manuscript(content, path, context).article for path in paths)
    names = {name for article in articles if article for given in article.names.values() for name in given}
    return sorted(name for name in names if not registries.people.find(name))
