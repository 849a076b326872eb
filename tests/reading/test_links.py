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


@pytest.mark.parametrize(
    ("html", "elsewhere"),
    [
        ('<a href="/towns/">x</a>', '<a href="https://example.org/towns/">x</a>'),
        (
            '<a class="n" href="#fn-1">1</a>',
            '<a class="n" href="https://example.org/portal/a.html#fn-1">1</a>',
        ),
        ('<a href="https://other.org/">x</a>', '<a href="https://other.org/">x</a>'),
        ('<a href="//other.org/">x</a>', '<a href="//other.org/">x</a>'),
        ('<p>he wrote: &lt;a href="/x"</p>', '<p>he wrote: &lt;a href="/x"</p>'),
        ("<p>甲\x0b乙\ufffe</p>", "<p>甲乙</p>"),
    ],
)
def test_outside_the_site_its_links_lead_back_to_it_and_no_others_change(html: str, elsewhere: str) -> None:
    assert Links("https://example.org", "/portal").elsewhere(html, "a.html") == elsewhere
