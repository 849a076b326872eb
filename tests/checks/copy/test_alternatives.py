import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk


@pytest.mark.parametrize("alt", ["图片", "图片1", "IMG_2031", "DSC 001.jpg", "huichang.jpg", "会议现场"])
def test_an_alternative_that_says_nothing_is_found_in_text_and_cover(desk: Desk, alt: str) -> None:
    body = f'正文。\n\n![{alt}](a.jpg "会议现场｜陈静 摄")\n'
    cover = f"{{file: a.jpg, alt: {alt}, caption: 会议现场, credit: 陈静 摄}}"
    assert [p.line for p in found(desk, "useless-alt", body, cover=cover)] == [6, 11]


def test_an_alternative_that_says_what_it_shows_is_left_alone(desk: Desk) -> None:
    body = '正文。\n\n![会场坐满了人，主席台上有一人在发言](a.jpg "会议现场｜陈静 摄")\n'
    assert found(desk, "useless-alt", body) == []
