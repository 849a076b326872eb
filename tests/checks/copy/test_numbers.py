import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk


@pytest.mark.parametrize(
    "text",
    [
        "'17年以来",
        "’17年以来",
        "17年10月开工",
        "2016—17年完成",
        "二0一七年",
        "二O一七年",
        "评出4千多人",
        "来了3百名",
    ],
)
def test_a_number_that_the_standard_writes_otherwise_is_found(desk: Desk, text: str) -> None:
    assert len(found(desk, "number-form", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2017年10月11日，13000多名党员、6万余人次、92%、1.3亿元。",
        "第一书记，第三季度，十个一，五年内，三会一课，二〇一七年。",
        "任职17年，历时17年3个月，5年内，2017年以来，2016—2017年。",
        "5千米、3千克、8千瓦、1千年、2百分点，第2百货大楼。",
        "10月11日，20世纪80年代。",
    ],
)
def test_right_numbers_units_and_fixed_expressions_are_left_alone(desk: Desk, text: str) -> None:
    assert found(desk, "number-form", text) == []
