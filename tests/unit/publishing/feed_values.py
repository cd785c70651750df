"""Values of feeds for the tests: one as anybody would have it, and strategies that make the worst there can be."""

from hypothesis import strategies as st

from thesaury.model.concept import Label
from thesaury.model.publishing import Channel, Entry, Item, Reason, Topic
from thesaury.model.rendition import RenditionForm
from thesaury.publishing.forms.told import FeedPage

HOUSE = "https://assets.example"
CHANNEL = Channel("web", "Website", languages=("en", "de"))
GLASS = Topic(
    "https://words.example/glass",
    "https://words.example/",
    "G1",
    (Label("Glass", "en"), Label("Glas", "de")),
    "https://words.example/material",
)
ITEM = Item(
    "0b8d2f3a-1111-5222-8333-444455556666",
    "dam/1",
    media_type="image/tiff",
    width=6000,
    height=4000,
    titles=(Label("A bottle", "en"), Label("Eine Flasche", "de")),
    captions=(Label("A bottle on a table", "en"),),
    alts=(Label("Green bottle", "en"),),
    creator="Eva Maier",
    credit="Eva Maier / Example",
    copyright="© Example",
    licence="https://creativecommons.org/licenses/by/4.0/",
    acquire="https://example.org/buy",
    usage="Only with credit.",
    topics=(GLASS,),
    above=("https://words.example/material",),
    keywords=("Glass",),
    markets=("DE", "AT"),
    audiences=("families",),
    created="2026-05-04",
    focus=(0.3, 0.6),
)
ENTRY = Entry(
    "web",
    ITEM.asset,
    ITEM,
    7,
    "2026-11-01T08:00:00+00:00",
    "2026-11-02T09:30:00+00:00",
    "2027-03-31",
    "2027-03-31T22:00:00+00:00",
)
GONE = Entry(
    "web",
    "a-2",
    Item("a-2", "dam/2"),
    9,
    "2026-10-01T08:00:00+00:00",
    "2026-11-03T00:00:05+00:00",
    reason=Reason.LICENCE_EXPIRED,
    since="2026-11-02T23:00:00+00:00",
    sentence="The licence ended on 2 November 2026.",
)


class FakePlaces:
    """Addresses below one house."""

    def item(self, asset: str) -> str:
        return f"{HOUSE}/feed/web/items/{asset}"

    def file(self, entry: Entry, form: RenditionForm) -> str:
        return f"{HOUSE}/delivery/{entry.asset}-{form.name}"

    def manifest(self, asset: str) -> str:
        return f"{HOUSE}/feed/web/iiif/{asset}/manifest.json"


PLACES = FakePlaces()


def page_of(
    *entries: Entry, gone: tuple[Entry, ...] = (), language: str = "en", channel: Channel = CHANNEL
) -> FeedPage:
    """A page in the middle of a feed."""
    own = f"{HOUSE}/feed/web/items"
    at = "2026-11-03T00:00:05+00:00"
    return FeedPage(channel, language, at, f"{own}?cursor=a", own, f"{own}?cursor=b", f"{own}?since=c", entries, gone)


_ANYTHING = st.text(st.characters(), max_size=12) | st.sampled_from(
    (
        "\x00\x0b",
        "\ud800",
        "<b>x</b>",
        "]]>",
        "&amp;",
        "\u202eabc",
        "🇩🇪",
        "]]>\x1f",
        "\uffff",
        "x" * 10_000,
        " ",
        "javascript:alert(1)",
    )
)
_LABELS = st.lists(
    st.builds(Label, _ANYTHING, st.sampled_from(("en", "de", "ar", "zh-Hant", "", "de_DE", "x y"))), max_size=3
).map(tuple)
_ADDRESSES = (
    st.sampled_from(
        (
            "",
            "https://example.org/l",
            "http://e.org/a b",
            "see contract",
            "javascript:alert(1)",
            "https://[",
            "HTTPS://E.ORG/Ä",
        )
    )
    | _ANYTHING
)
_IRIS = (
    st.sampled_from(("https://w.example/glass", "urn:x:1", "not an iri", "a<b", "https://w.example/ünï", ""))
    | _ANYTHING
)
_TOPICS = st.lists(st.builds(Topic, _IRIS.filter(bool), _IRIS, _ANYTHING, _LABELS, _IRIS), max_size=3).map(tuple)
_MOMENTS = st.datetimes().map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}+00:00".rjust(25, "0"))
_ASSETS = st.uuids().map(str)
_WORDS = st.lists(_ANYTHING, max_size=2).map(tuple)


@st.composite
def entries(draw: st.DrawFn, published: bool = True) -> Entry:
    """Any entry there can be."""
    asset = draw(_ASSETS)
    item = Item(
        asset,
        "dam/1",
        draw(st.sampled_from(("image", "image", "video", "audio", "document"))),
        draw(st.sampled_from(("image/jpeg", "video/mp4", ""))),
        draw(st.sampled_from((0, 1, 640, 100_000))),
        draw(st.sampled_from((0, 1, 480, 100_000))),
        "f",
        *(draw(_LABELS) for _ in range(3)),
        creator=draw(_ANYTHING),
        credit=draw(_ANYTHING),
        copyright=draw(_ANYTHING),
        licence=draw(_ADDRESSES),
        acquire=draw(_ADDRESSES),
        usage=draw(_ANYTHING),
        topics=draw(_TOPICS),
        keywords=draw(_WORDS),
        markets=draw(_WORDS),
        audiences=draw(_WORDS),
        created=draw(st.sampled_from(("", "2026", "2026-05-04", "May 2026"))),
        focus=draw(st.sampled_from((None, (0.5, 0.25)))),
    )
    at = draw(_MOMENTS)
    times = (
        draw(st.integers(1, 10**9)),
        at,
        at,
        draw(st.sampled_from(("", "2027-03-31"))),
        draw(st.sampled_from(("", at))),
    )
    if published:
        return Entry("web", asset, item, *times)
    return Entry(
        "web", asset, item, *times, draw(st.sampled_from(Reason)), draw(st.sampled_from(("", at))), draw(_ANYTHING)
    )


@st.composite
def pages(draw: st.DrawFn) -> FeedPage:
    """Any page there can be."""
    shown = draw(st.lists(entries(), max_size=4, unique_by=lambda entry: entry.asset))
    gone = draw(st.lists(entries(published=False), max_size=2, unique_by=lambda entry: entry.asset))
    title = draw(_ANYTHING)
    return page_of(
        *shown, gone=tuple(gone), language=draw(st.sampled_from(("en", "de", "fr"))), channel=Channel("web", title)
    )
