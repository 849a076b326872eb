"""The code that a phone scans."""

import re

from plugins.reading.qr import QUIET, qr_code

ADDRESS = "https://huiji.example/news/2017/10/jizhi-chuangxin-dangjian.html"


def test_the_drawing_has_every_module_of_the_code() -> None:
    import segno

    matrix = segno.make_qr(ADDRESS, mask=0).matrix
    drawn = {
        (int(x) + step, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)", qr_code(ADDRESS, "二维码"))
        for step in range(int(width))
    }
    dark = {(x + QUIET, y + QUIET) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert drawn == dark


def test_the_label_is_escaped_and_nothing_breaks_the_policy() -> None:
    svg = qr_code(ADDRESS, '"><script>')
    assert "<script" not in svg
    assert "style=" not in svg
