"""One credit of a byline. Private to `byline.py`, which hands it on."""

from dataclasses import dataclass

from .person import Role


@dataclass(frozen=True)  # without slots, as bylines
class Credit:
    """One name in one role.

    `label` is what was printed: 本报记者. In a set phrase about pictures … stands for the name
    (图片由…提供). A name that bears only a mark (文/蔺洋) has the mark for its label; a name that
    only the registry explains (惠组宣) has none. 资料图片 is a credit without a name.
    `medium` is the mark that belongs to this name: 文, 图, 摄.
    """

    role: Role
    label: str
    name: str
    medium: str | None = None
