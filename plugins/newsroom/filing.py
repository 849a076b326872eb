"""Where a story is filed: what indexes need to know of it before they show it."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a build holds many of these, and most need nothing else of this room
    from .person import Role


class Filing(NamedTuple):
    """A story as indexes file it. Small, so that a build can hold all of them and read the stories themselves later."""

    category: str
    towns: tuple[str, ...]
    topics: tuple[str, ...]
    subjects: tuple[str, ...]
    """Topics and towns in one: stories that share one are related."""
    signers: "tuple[tuple[str, tuple[Role, ...]], ...]"
    """Ids of the people who signed it, each with the roles; a name that nobody or several people have is left out."""
    rank: tuple[float, int, str]
    """Sort key, newest first; of one minute, in the order of the printed page, then by slug."""
    mark: int
    """A byte that depends on the slug alone: where lists are cut into pages follows from those of their stories."""
    aliases: tuple[str, ...]
    shown: bytes
    """Stands for the story's fields, its standfirst and the records that it names: equal as long as all are the same."""
    cover: tuple[str, ...] = ()
    """The file of the picture that lists show, below `content/pictures/`; empty where there is none."""
    inside: tuple[str, ...] = ()
    """The files of the pictures in its text."""
    sample: bool = False
    """Whether it was made for demonstration."""
    updated: datetime | None = None
    """When its content was last changed, where an editor has said so."""
