"""Stories as composed: headline, dateline and byline, the passages of their text, and what is not sure of them."""

from dataclasses import dataclass, field
from enum import Enum, auto

from plugins.newsroom.headlines import Headline
from plugins.sources.foreign.page import Block, Remark

from .furniture import Furniture


class Part(Enum):
    """What a passage of a text is."""

    PARAGRAPH = auto()
    ITEM = auto()
    SUBHEAD = auto()
    TABLE = auto()
    PICTURE = auto()
    CAPTION = auto()
    TURN = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a story's text. `text` is Markdown, but plain for a CAPTION or a TURN; `level` is a SUBHEAD's."""

    part: Part
    text: str
    line: int
    level: int = 0
    picture: Block | None = None


@dataclass(slots=True)
class Story:
    """A story as composed, from the lines `first` to `last` of its page."""

    headline: Headline
    first: int
    last: int
    mark: str
    """Stands for all characters of the story on its page, spaces not counted: 12 hexadecimal digits."""
    dateline: str = ""
    byline: str = ""
    passages: list[Passage] = field(default_factory=list)
    joined: list[tuple[int, int]] = field(default_factory=list)
    """Lines whose text is one paragraph now."""
    remarks: list[Remark] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    """Lines that say again what the story says elsewhere."""

    @property
    def text(self) -> str:
        """All paragraphs and subheads, for looking words up."""
        told = (Part.PARAGRAPH, Part.ITEM, Part.SUBHEAD, Part.TABLE)
        return "\n".join(passage.text for passage in self.passages if passage.part in told)


@dataclass(frozen=True, slots=True)
class Composition:
    """The stories of a page in order, its furniture, and remarks on the page as a whole."""

    stories: tuple[Story, ...]
    furniture: Furniture
    remarks: tuple[Remark, ...]
