from plugins.fastbuild.articles import let_go
from plugins.indexes.later import Later


class View:
    def __init__(self, title: str) -> None:
        self.title = title


def test_a_view_is_made_when_it_is_asked_for_and_again_when_it_was_let_go_of() -> None:
    made: list[View] = []

    def make() -> View:
        made.append(View("标题"))
        return made[-1]

    view = Later(b"key", make)
    assert (view.key, made) == (b"key", [])
    assert [view.title, view.title, len(made)] == ["标题", "标题", 1]
    let_go([view, "text", None])
    assert (view.key, len(made)) == (b"key", 1)
    assert [view.title, len(made)] == ["标题", 2]
