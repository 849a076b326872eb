import pytest

from plugins.newsroom.privacy import is_identity, is_luhn, private


def with_check(first_seventeen: str) -> str:
    """An identity number with the check character that fits."""
    return next(first_seventeen + end for end in "0123456789X" if is_identity(first_seventeen + end))


VALID = with_check("41010819900101123")


def kinds(text: str) -> list[str]:
    return [found.kind for found in private(text)]


@pytest.mark.parametrize(
    "text",
    [
        "电话13812345678。",
        "电话：138 1234 5678",
        "138-1234-5678",
        "１３８１２３４５６７８",
        "+86 13812345678",
        "8613812345678",
        "0086-138-1234-5678",
        "199 123 45678",
        "1381 234 5678",
        "联系电话—13812345678",
        "**13812345678**",
        "[拨打](tel:13812345678)",
        "phone: 13812345678",
    ],
)
def test_a_mobile_number_is_found_in_every_form_that_people_write(text: str) -> None:
    assert kinds(text) == ["mobile-number"]


@pytest.mark.parametrize(
    "text",
    [
        "138****5678",
        "12345、12380、96111",
        "0371-63639999，037163639999，0371-6363 9999",
        "400-618-1234",
        "13000多名党员，57000余次，13000000000元",
        "2017-10-12 08:00，20171012080000",
        "12812345678",
        "https://example.org/t20171012_13812345678.html",
        "https://example.org/13812345678",
        "编号 A13812345678",
        "3.13812345678",
        "2020-01-01 06:30",
    ],
)
def test_masks_hot_lines_landlines_figures_and_addresses_are_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        VALID,
        f"身份证号{VALID}。",
        f"{VALID[:6]} {VALID[6:14]} {VALID[14:]}",
        VALID.translate({48 + n: 0xFF10 + n for n in range(10)}),
    ],
)
def test_an_identity_number_is_found_by_its_check_character(text: str) -> None:
    assert kinds(text) == ["identity-number"]


def test_a_check_character_may_be_a_small_x() -> None:
    number = next(
        n for n in (with_check(f"41010819900101{tail:03}") for tail in range(100)) if n.endswith("X")
    )
    assert kinds(number.lower()) == ["identity-number"]


@pytest.mark.parametrize(
    "text",
    [
        VALID[:17] + "0123456789X"["0123456789X".index(VALID[17]) - 1],
        "41*************234",
        VALID + "1",
        "A" + VALID,
        with_check("41010819900101123").replace("19900101", "19901301"),
        "914101086999999999",
    ],
)
def test_other_long_numbers_are_no_identity_numbers(text: str) -> None:
    assert "identity-number" not in kinds(text)


def luhn(first: str) -> str:
    return next(first + end for end in "0123456789" if is_luhn(first + end))


@pytest.mark.parametrize(
    "text",
    [
        luhn("622202170200123"),
        luhn("622848040256489001"),
        "{} {} {} {}".format(*[luhn("622202170200123")[at : at + 4] for at in (0, 4, 8, 12)]),
        "信用卡卡号 " + luhn("411111111111111"),
    ],
)
def test_a_bank_card_is_found_by_its_first_and_its_check_digits(text: str) -> None:
    assert kinds(text) == ["bank-card"]


@pytest.mark.parametrize(
    "text",
    [
        "6222 **** **** 1234",
        luhn("411111111111111"),
        str(int(luhn("622202170200123")) + 1),
        "2017-410108-48-03-012345",
        luhn("912202170200123"),
    ],
)
def test_other_numbers_are_no_bank_cards(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("text", ["家住幸福小区3号楼2单元501室", "5单元301室", "3栋2单元5层501号"])
def test_a_home_down_to_its_door_is_found(text: str) -> None:
    assert kinds(text) == ["home-address"]


@pytest.mark.parametrize("text", ["3号楼楼下", "清华园社区", "古荥镇某村", "每个单元都有楼长", "4个单元60户"])
def test_a_place_above_the_door_is_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("text", ["电话13812345678", VALID, luhn("622202170200123"), "3号楼2单元501室"])
def test_what_is_shown_can_be_printed(text: str) -> None:
    """The message has at most the digits that a mask leaves."""
    (found,) = private(text)
    assert "*" in found.shown
    assert kinds(found.shown) == []
    assert sum(map(str.isdigit, found.shown)) <= 8
