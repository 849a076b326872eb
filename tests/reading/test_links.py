import pytest

from plugins.reading.links import Links


@pytest.mark.parametrize(
    ("links", "href", "absolute"),
    [
        (Links("", ""), "/towns/guxing/", "/towns/guxing/"),
        (Links("https://example.org", ""), "/towns/guxing/", "https://example.org/towns/guxing/"),
        (
            Links("https://example.org", "/portal"),
            "/portal/towns/guxing/",
            "https://example.org/portal/towns/guxing/",
        ),
    ],
)
def test_links_are_relative_to_the_root_of_the_host_or_absolute(
    links: Links, href: str, absolute: str
) -> None:
    assert links.href("towns/guxing/") == href
    assert links.absolute("towns/guxing/") == absolute


def test_an_address_is_quoted() -> None:
    assert Links("", "").href('a"b c.html') == "/a%22b%20c.html"
