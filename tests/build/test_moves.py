"""What an edit can have moved, against what it has."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from plugins.fastbuild.build import Changes
from plugins.head.maps import chapters, is_settled
from plugins.indexes.feeds import in_language
from plugins.indexes.listings import Listing, all_listings
from plugins.indexes.moves import Moves
from plugins.indexes.stories import RELATED, Story, Timeline
from plugins.newsroom.filing import Filing
from plugins.newsroom.text import LANGS
from plugins.pictures.album import Album

SECTIONS, TOWNS, TOPICS, PEOPLE = (
    ("party", "livelihood"),
    ("guxing", "huayuankou"),
    ("cloud",),
    ("lin", "zhou"),
)
ROLES = ("reporter", "correspondent")


@dataclass(frozen=True)
class Written:
    """What an editor has written: one version of a story."""

    slug: str
    lang: str
    day: int
    section: str
    towns: tuple[str, ...]
    topics: tuple[str, ...]
    signers: tuple[tuple[str, tuple[str, ...]], ...]
    title: int
    sample: bool = False

    @property
    def path(self) -> str:
        return f"{self.slug}.{self.lang}.md"

    @property
    def date(self) -> datetime:
        return datetime(2017, 1, 1, tzinfo=UTC) + timedelta(days=self.day)

    @property
    def filing(self) -> Filing:
        subjects = (*(f"topic {one}" for one in self.topics), *(f"town {one}" for one in self.towns))
        rank = (-self.date.timestamp(), 99, self.slug)
        shown = repr(self).encode()
        filed = self.section, self.towns, self.topics, subjects, self.signers
        return Filing(*filed, rank, crc32(self.slug.encode()) >> 24, (), shown, sample=self.sample)  # type: ignore[arg-type]


@dataclass(eq=False)
class Article:
    """As much of Pelican's as indexes look at."""

    written: Written
    translations: list["Article"] = field(default_factory=list)
    work: None = None

    def __post_init__(self) -> None:
        self.filing, self.date, self.lang = self.written.filing, self.written.date, self.written.lang
        self.twin_key, self.fastbuild_path = self.written.slug, self.written.path


some = st.lists(st.sampled_from(TOWNS), unique=True).map(tuple)
versions = st.builds(
    Written,
    slug=st.sampled_from("abcdefghij"),
    lang=st.sampled_from(["zh", "zh", "zh", "en"]),
    day=st.integers(0, 90),
    section=st.sampled_from(SECTIONS),
    towns=some,
    topics=st.lists(st.sampled_from(TOPICS), max_size=1).map(tuple),
    signers=st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from([ROLES, ROLES[:1], ROLES[1:]])).map(
        lambda signers: tuple(signers.items())
    ),
    title=st.integers(0, 1),
    sample=st.sampled_from([False, False, False, True]),
)
sites = st.lists(versions, unique_by=lambda one: one.path, max_size=14)
edits = st.lists(versions, unique_by=lambda one: one.path, max_size=3)
removals = st.sets(st.integers(0, 13), max_size=3)
REGISTRIES: Any = SimpleNamespace(
    **{
        name: [SimpleNamespace(id=id_, role="reporter") for id_ in ids]
        for name, ids in {"sections": SECTIONS, "places": TOWNS, "topics": TOPICS, "people": PEOPLE}.items()
    }
)


ALBUM = Album({})
SITE: Any = SimpleNamespace(name=SimpleNamespace(model_dump_json=lambda: "the site"))


class Site:
    """The stories of a build, and what its pages show of them."""

    def __init__(self, written: list[Written]) -> None:
        self.articles = {one.path: Article(one) for one in written}
        originals = []
        for article in self.articles.values():
            twins = [other for other in self.articles.values() if other.twin_key == article.twin_key]
            article.translations = [other for other in twins if other is not article]
            if article.lang == "zh" or len(twins) == 1:
                originals.append(article)
        self.timeline = Timeline(originals, ALBUM)
        self.listings = {listing.folder: listing for listing in all_listings(self.timeline, REGISTRIES)}

    def around(self, path: str) -> tuple[bytes, bytes]:
        story = self.timeline.of(self.articles[path])
        return story.shown, self.timeline.around(story).shown


def row(written: Written) -> dict[str, Any]:
    """What fastbuild knows of a version that has changed or gone."""
    named = {"twin_key": written.slug, "lang": written.lang}
    return {**named, "filing": written.filing, "date": written.date}


def pages(listing: Listing) -> Iterator[tuple[int | None, Any]]:
    """What each page of a listing shows."""
    about = listing.older, listing.newer, listing.running, listing.roles if listing.kind == "person" else ()
    for page in listing.paging.pages:
        links = (page.older, page.newer)
        shown = [story.shown for story in listing.on(page)]
        yield page.number, (shown, links, about if page.number is None or listing.kind == "person" else ())


@given(sites)
def test_neighbours_are_the_ones_beside_a_story_in_its_section_and_the_newest_before_it_that_share_a_subject(
    written: list[Written],
) -> None:
    timeline = Site(written).timeline
    stories = list(timeline.stories)
    for at, story in enumerate(stories):
        older = stories[at + 1 :]
        same = [one for one in older if one.filing.category == story.filing.category]
        newer = [one for one in stories[:at] if one.filing.category == story.filing.category]
        related = [one for one in older if set(one.filing.subjects) & set(story.filing.subjects)]
        around = timeline.around(story)
        assert around.previous is (same[0] if same else None)
        assert around.next is (newer[-1] if newer else None)
        assert list(around.related) == related[:RELATED]


@given(sites)
def test_each_list_has_the_stories_that_are_filed_there_the_newest_first(written: list[Written]) -> None:
    site = Site(written)
    stories = list(site.timeline.stories)

    def filed(is_there: Any) -> list[Story]:
        return [story for story in stories if is_there(story.filing)]

    for id_ in SECTIONS:
        assert list(site.listings[f"sections/{id_}/"].stories) == filed(
            lambda at, id_=id_: at.category == id_
        )
    for id_ in TOWNS:
        assert list(site.listings[f"towns/{id_}/"].stories) == filed(lambda at, id_=id_: id_ in at.towns)
    for id_ in PEOPLE:
        assert list(site.listings[f"people/{id_}/"].stories) == filed(
            lambda at, id_=id_: id_ in dict(at.signers)
        )
    for story in stories:
        year, month = story.month
        assert story in site.listings[f"archive/{year}/"].stories
        assert story in site.listings[f"archive/{year}/{month:02}/"].stories


@given(sites, edits, removals)
def test_what_has_not_moved_shows_what_it_did(
    written: list[Written], came: list[Written], gone: set[int]
) -> None:
    before, after, moves = moved(written, came, gone)
    for path in before.articles.keys() & after.articles.keys() - moves.others:
        is_same = before.articles[path].written == after.articles[path].written
        assert not is_same or after.around(path) == before.around(path)
    for folder, listing in after.listings.items():
        if folder in before.listings and not moves.may_show(listing):
            assert dict(pages(listing)) == dict(pages(before.listings[folder]))


@given(sites, edits, removals)
def test_the_feed_of_a_list_shows_what_it_did_if_nothing_in_its_language_has_moved(
    written: list[Written], came: list[Written], gone: set[int]
) -> None:
    before, after, moves = moved(written, came, gone)
    for folder, listing in after.listings.items():
        for lang in LANGS:
            if folder in before.listings and not moves.may_tell(listing, lang):
                is_now, was = (in_language(one.listings[folder], lang) for one in (after, before))
                assert [story.shown for story in is_now] == [story.shown for story in was]


@given(sites, edits, removals)
def test_every_list_that_had_stories_has_some_unless_one_may_be_another(
    written: list[Written], came: list[Written], gone: set[int]
) -> None:
    before, after, moves = moved(written, came, gone)
    lists = [{folder: bool(one.stories) for folder, one in site.listings.items()} for site in (before, after)]
    assert moves.has_other_lists or lists[0] == lists[1]


@given(sites, edits, removals)
def test_settled_sitemaps_say_what_they_did(
    written: list[Written], came: list[Written], gone: set[int]
) -> None:
    before, after, moves = moved(written, came, gone)
    was = {chapter.name: list(chapter.parts(False)) for chapter in chapters(before.timeline)}
    for chapter in chapters(after.timeline):
        if is_settled(chapter, moves):
            told, told_before = (
                [(part.address, part.shown(ALBUM, SITE)) for part in parts]
                for parts in (chapter.parts(False), was[chapter.name])
            )
            assert told == told_before


def moved(written: list[Written], came: list[Written], gone: set[int]) -> tuple[Site, Site, Moves]:
    """A site before and after edits, and what these may have moved."""
    left = [one for at, one in enumerate(written) if at not in gone]
    new = {one.path: one for one in (*left, *came)}
    old = {one.path: one for one in written}
    rows = {
        path: row(old[path]) if path in old else None
        for path in old.keys() | new.keys()
        if old.get(path) != new.get(path)
    }
    before, after = Site(written), Site(list(new.values()))
    return before, after, Moves(Changes(rows=rows), after.timeline, after.articles)


@given(st.integers(0, 200), st.lists(st.integers(0, 220), min_size=1, max_size=3), st.booleans())
def test_settled_pages_of_a_list_show_what_they_did(count: int, days: list[int], come: bool) -> None:
    one = Written("", "zh", 0, "party", ("guxing",), (), (), 0)
    stays = [replace(one, slug=f"{day:03}", day=day) for day in range(count)]
    others = [replace(one, slug=f"other-{day:03}", day=day) for day in set(days)]
    fewer, more = Site(stays), Site([*stays, *others])
    before, after = (fewer, more) if come else (more, fewer)
    rows = {other.path: None if come else row(other) for other in others}
    moves = Moves(Changes(rows=rows), after.timeline, after.articles)
    for folder in ("", "sections/party/", "towns/guxing/"):
        was, is_now = (dict(pages(site.listings[folder])) for site in (before, after))
        for number in range(1, moves.settled(after.listings[folder]) + 1):
            assert is_now[number] == was[number]


def test_a_story_at_the_end_leaves_most_pages_of_a_long_list_settled() -> None:
    one = Written("", "zh", 0, "party", ("guxing",), (), (), 0)
    after = Site([replace(one, slug=f"{day:03}", day=day) for day in range(200)])
    newest = after.timeline.originals[0]
    moves = Moves(Changes(rows={newest.fastbuild_path: None}), after.timeline, after.articles)
    assert moves.settled(after.listings[""]) >= len(after.listings[""].paging.pages) - 3 > 5
    assert [moves.may_show(after.listings[f"sections/{id_}/"]) for id_ in SECTIONS] == [True, False]


def test_the_three_stories_that_come_next_with_a_subject_show_one_that_has_changed() -> None:
    one = Written("", "zh", 0, "", (), ("cloud",), (), 0)
    site = Site([replace(one, slug=f"{day}", day=day, section=f"{day}") for day in range(8)])
    changed = site.articles["2.zh.md"]
    moves = Moves(Changes(rows={"2.zh.md": row(changed.written)}), site.timeline, site.articles)
    assert moves.others == {f"{day}.zh.md" for day in (2, 3, 4, 5)}
    showing = {path for path in site.articles if changed.filing.shown in site.around(path)[1]}
    assert showing == moves.others - {"2.zh.md"}


def test_only_lists_with_a_feed_in_which_a_text_is_told_are_looked_at() -> None:
    one = Written("a", "zh", 0, "party", ("guxing",), (), (("lin", ("reporter",)),), 0)
    site = Site([one, replace(one, slug="b", section="livelihood", towns=(), signers=())])
    moves = Moves(Changes(texts=frozenset({one.path})), site.timeline, site.articles)
    told = {folder for folder, listing in site.listings.items() if moves.may_tell(listing, "zh")}
    assert told == {"", "sections/party/", "towns/guxing/", "people/lin/"}
    assert not any(moves.may_tell(listing, "en") for listing in site.listings.values())
    assert not any(map(moves.may_show, site.listings.values()))


def one_moved(stays: list[Written], moving: Written, comes: bool) -> tuple[Site, Site, Moves]:
    """A site to which a story comes, or which it leaves."""
    if comes:
        return moved(stays, [moving], set())
    return moved([*stays, moving], [], {len(stays)})


def settled(stays: list[Written], moving: Written) -> list[dict[str, bool]]:
    """Which sitemaps are settled when a story comes, and when it goes."""
    sites = [one_moved(stays, moving, comes) for comes in (True, False)]
    return [
        {one.name: is_settled(one, moves) for one in chapters(after.timeline)} for _, after, moves in sites
    ]


ANY = Written("any", "zh", 0, "party", (), (), (), 0)


def test_a_month_of_which_stories_may_still_be_news_is_not_settled() -> None:
    """31 January is news on 1 February, and is not on 20 February."""
    stays = [replace(ANY, slug=f"{day:02}", day=day) for day in (2, 30, 31)]
    moving = replace(ANY, slug="moving", day=50)
    when_it_comes, when_it_goes = settled(stays, moving)
    assert when_it_comes == {"sitemap-news": False, "sitemap-2017-01": False}
    assert when_it_goes == {"sitemap-news": False, "sitemap-2017-01": False}
    later = replace(ANY, slug="later", day=40)
    assert settled([*stays, later], moving)[0] == {"sitemap-news": False, "sitemap-2017-01": True}


def test_a_sample_is_not_the_newest_story_of_sitemaps() -> None:
    stays = [replace(ANY, slug="a", day=2), replace(ANY, slug="sample", day=80, sample=True)]
    moving = replace(ANY, slug="moving", day=50)
    when_it_comes, when_it_goes = settled(stays, moving)
    assert when_it_comes == {"sitemap-news": False, "sitemap-2017-01": False}
    assert when_it_goes == {"sitemap-news": False}


def test_the_first_story_that_somebody_signs_and_his_last_one_make_other_lists() -> None:
    stays = [replace(ANY, slug=f"{day}", day=day, signers=(("zhou", ("reporter",)),)) for day in (1, 2, 3)]
    for signer, is_other in (("lin", True), ("zhou", False)):
        moving = replace(ANY, slug="moving", day=4, signers=((signer, ("reporter",)),))
        for comes in (True, False):
            assert one_moved(stays, moving, comes)[2].has_other_lists is is_other
