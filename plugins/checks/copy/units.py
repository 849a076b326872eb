"""Rule: who counts people and prizes in different units says so (docs/domain.md §2).

33 people and 32 groups (组) are no sum that is wrong. The rule warns, and never corrects a figure; a story that says
by what its prizes are counted (奖项以组计算) is left alone.
"""

import re
from collections.abc import Iterator

from plugins.newsroom.problem import warning
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof

_PRIZE = re.compile(r"(?:等奖|优秀奖|优胜奖|组织奖|获奖)[^。\n]{0,12}?([0-9]+)(组|对|支|队)")
_PEOPLE = re.compile(r"([0-9]+)(?:多|余)?[名人位](?!次)")
_SAID = re.compile(
    r"(?:[以按](?:每|小)?(?:组|对|队)[^。]{0,4}(?:计|算|评|统计)|(?:组|对|队)为单位|每[组队][^。]{0,6}[0-9一二两三四五六七八九十][名人])"
)


def check(proof: Proof, _: Registries) -> Iterator[Found]:
    """Yield one warning, at the first prize that is counted in another unit than the people."""
    text = proof.text
    if "奖" not in text:
        return
    prize, people = _PRIZE.search(text), _PEOPLE.search(text)
    if prize and people and not _SAID.search(text):
        unit = prize[2]
        yield (
            proof.line_at(prize.start()),
            warning(
                "unit-mixing",
                f"参加的按人计（{people[0]}），获奖的按“{unit}”计（{prize[1]}{unit}），两种数不能相加或比较",
                f"Those who took part are counted as people ({people[0]}), prizes as {unit} ({prize[1]}{unit}): they are no sum",
                (
                    f"不要改数字；核对原稿，在文中写明，如“奖项以{unit}计算”",
                    f"change no figure; see the source and say so in the text, such as “奖项以{unit}计算”",
                ),
            ),
        )
