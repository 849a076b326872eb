"""Markup in another edition: what people read is changed, every other byte stays."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.languages.markup import HAN, Rewriter

TAGS = [
    "<p>",
    "</p>",
    '<a href="#x">',
    "</a>",
    "<br>",
    '<img src="/a.jpg" alt="x">',
    "<!-- c -->",
    "<code>",
    "</code>",
]
TEXTS = ["国", "里面", " ", "x", "&amp;", "&lt;b&gt;", "“引号”", "\n", "<", ">", '"', "\x1f"]
PIECES = st.lists(st.sampled_from([*TAGS, *TEXTS, '<i translate="no">', "</i>", '<i lang="en">']) | st.text())


class Loud:
    """An edition in which 国 is 國, and pages live below /hant/."""

    before, tag, locale = "zh-CN", "zh-Hant", {"zh_CN": "zh_TW"}

    def texts(self, texts: list[str]) -> list[str]:
        return [text.replace("国", "國") for text in texts]

    def link(self, address: str) -> str:
        return f"/hant{address}" if re.fullmatch(r"/(?!hant/)([a-z/]*/)?", address) else address

    def back(self, address: str) -> str:
        return address.removeprefix("/hant")

    def identity(self, urn: str) -> str:
        return f"{urn}-hant"


def rewrite(markup: str) -> str:
    return Rewriter(Loud()).rewrite(markup)


@given(PIECES)
def test_a_page_without_han_is_given_back_byte_by_byte(pieces: list[str]) -> None:
    page = HAN.sub("", "".join(pieces))
    assert rewrite(page) == page


@given(PIECES)
def test_only_characters_of_texts_are_other_ones(pieces: list[str]) -> None:
    page = "".join(pieces)
    made = rewrite(page)
    assert made.replace("國", "国") == page.replace("國", "国")
    assert rewrite(made) == made


@given(PIECES, PIECES)
def test_what_was_rewritten_before_makes_no_difference(before: list[str], pieces: list[str]) -> None:
    rewriter = Rewriter(Loud())
    rewriter.rewrite("".join(before))
    assert rewriter.rewrite("".join(pieces)) == rewrite("".join(pieces))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>国</p>", "<p>國</p>"),
        ("<p>a <b>国</b>\n国</p>", "<p>a <b>國</b>\n國</p>"),
        ('<p id="国" class="国" data-x="国">', '<p id="国" class="国" data-x="国">'),
        ('<img src="/国.jpg" alt="国" title="国">', '<img src="/国.jpg" alt="國" title="國">'),
        ('<nav aria-label="国"><input placeholder="国">', '<nav aria-label="國"><input placeholder="國">'),
        ("<nav aria-label='国'>", "<nav aria-label='國'>"),
        ('<input value="国">', '<input value="国">'),
        ('<time datetime="2017-10-12">国</time>', '<time datetime="2017-10-12">國</time>'),
        ("<code>国</code>国", "<code>国</code>國"),
        ("<pre>\n国\n<b>国</b>\n</pre>\n国", "<pre>\n国\n<b>国</b>\n</pre>\n國"),
        ('<b translate="no">国<b>国</b>国</b>国', '<b translate="no">国<b>国</b>国</b>國'),
        ('<i translate="no" title="国">国</i>', '<i translate="no" title="国">国</i>'),
        ('<p lang="en">国 Title</p>', '<p lang="en">国 Title</p>'),
        ('<br translate="no">国', '<br translate="no">國'),
        ('<html lang="zh-CN"><p lang="zh-CN">国</p>', '<html lang="zh-Hant"><p lang="zh-Hant">國</p>'),
        (
            '<script>"国"</script><style>国</style><!-- 国 -->',
            '<script>"国"</script><style>国</style><!-- 国 -->',
        ),
        ("<title>国</title>", "<title>國</title>"),
    ],
)
def test_what_people_read_is_changed_and_nothing_else(before: str, after: str) -> None:
    assert rewrite(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/towns/" title="国">', '<a href="/hant/towns/" title="國">'),
        (
            '<form action="/search/" data-index="/search/">',
            '<form action="/hant/search/" data-index="/search/">',
        ),
        ('<img src="/towns/">', '<img src="/towns/">'),
        ('<form data-root="/" data-index="/">', '<form data-root="/hant/" data-index="/">'),
        ('<form data-index="/a/" data-texts="/a/">', '<form data-index="/a/" data-texts="/hant/a/">'),
        ('<link rel="canonical" href="/towns/">', '<link rel="canonical" href="/hant/towns/">'),
        (
            '<link rel="alternate" hreflang="zh-CN" href="/">',
            '<link rel="alternate" hreflang="zh-CN" href="/">',
        ),
        ('<link rel="alternate" type="x" href="/">', '<link rel="alternate" type="x" href="/hant/">'),
        (
            '<meta http-equiv="refresh" content="0; url=/a/">',
            '<meta http-equiv="refresh" content="0; url=/hant/a/">',
        ),
        (
            '<a href="/hant/a/" lang="zh-Hant" hreflang="zh-Hant">繁體</a>国',
            '<a href="/a/" lang="zh-CN" hreflang="zh-CN">简体</a>國',
        ),
    ],
)
def test_links_lead_to_the_edition_where_it_has_a_page(before: str, after: str) -> None:
    assert rewrite(before) == after


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ('name="description"', "国", "國"),
        ('property="og:title"', "国", "國"),
        ('name="ArticleTitle"', "国", "國"),
        ('name="ColumnType"', "国", "国"),
        ('name="PubDate"', "2017-10-12 08:00", "2017-10-12 08:00"),
        ('property="og:url"', "/a/", "/hant/a/"),
        ('name="Url"', "/a/", "/hant/a/"),
        ('property="og:image"', "/a/", "/a/"),
        ('property="og:locale"', "zh_CN", "zh_TW"),
    ],
)
def test_what_the_head_says_is_changed_where_it_is_text(key: str, before: str, after: str) -> None:
    assert rewrite(f'<meta {key} content="{before}">') == f'<meta {key} content="{after}">'


def test_json_ld_is_changed_in_its_texts_and_addresses() -> None:
    before = """<script type="application/ld+json">
{"@type": "国", "inLanguage": "zh-CN", "url": "/a/", "headline": "国 \\u003c\\"x\\"",
 "keywords": ["国", "\\u56fd"], "image": "/a/", "国": 1}
</script>国"""
    after = """<script type="application/ld+json">
{"@type": "國", "inLanguage": "zh-Hant", "url": "/hant/a/", "headline": "國 \\u003c\\"x\\"",
 "keywords": ["國", "\\u570b"], "image": "/a/", "国": 1}
</script>國"""
    assert rewrite(before) == after


def test_json_ld_names_the_other_edition_and_the_one_publisher() -> None:
    before = '{"@id":"/a/#publisher","workTranslation":{"@id":"/hant/a/","inLanguage":"zh-Hant"},"inLanguage":["zh-CN","en"]}'
    after = '{"@id":"/a/#publisher","workTranslation":{"@id":"/a/","inLanguage":"zh-CN"},"inLanguage":["zh-Hant","en"]}'
    script = '<script type="application/ld+json">%s</script>'
    assert rewrite(script % before) == script % after


def test_what_scripts_say_later_is_read() -> None:
    assert rewrite('<p data-none="国" data-names="国">') == '<p data-none="國" data-names="国">'


def test_a_feed_has_ids_of_its_own_and_html_in_it_is_rewritten_as_html() -> None:
    before = """<feed xml:lang="zh-CN"><id>urn:1</id>
<category term="国"/><link rel="self" href="/a/"/>
<content type="html">&lt;p title=&#34;国&#34;&gt;
&lt;a href=&#34;/a/&#34;&gt;国&lt;/a&gt;&lt;code&gt;国&lt;/code&gt;</content></feed>"""
    after = """<feed xml:lang="zh-Hant"><id>urn:1-hant</id>
<category term="國"/><link rel="self" href="/hant/a/"/>
<content type="html">&lt;p title=&#34;國&#34;&gt;
&lt;a href=&#34;/hant/a/&#34;&gt;國&lt;/a&gt;&lt;code&gt;国&lt;/code&gt;</content></feed>"""
    assert rewrite(before) == after
