"""Section art (栏目插图): what the front page shows with a story that has no picture. The drawings are the theme's own."""

from plugins.newsroom.section import Art
from plugins.newsroom.text import Lang, Text

from .views import PictureView

WIDTH, HEIGHT = 1600, 1000
"""Of every drawing, in its own units."""

DRAWINGS: dict[Art, Text] = {
    "river": Text(
        zh="插图：列车驶过黄河大桥，岸边有柳树和芦苇",
        en="Drawing: a train on a bridge over the Yellow River, a willow and reeds on the bank",
    ),
    "hall": Text(zh="插图：长廊里，人们在看展板", en="Drawing: people look at boards in a long hall"),
    "cranes": Text(
        zh="插图：塔吊、在建的楼房和一所学校",
        en="Drawing: tower cranes, buildings under construction and a school",
    ),
    "mic": Text(zh="插图：话筒与台下的听众", en="Drawing: a microphone and an audience"),
}
"""What each shows; the files are `theme/static/art/<name>.svg`."""

_CREDIT = Text(zh="栏目插图", en="Section drawing")


def section_art(name: Art, lang: Lang) -> PictureView:
    """The drawing of that name, described in `lang`."""
    alt, credit = DRAWINGS[name].in_(lang), _CREDIT.in_(lang)
    return PictureView(f"theme/art/{name}.svg", WIDTH, HEIGHT, alt, credit=credit)
