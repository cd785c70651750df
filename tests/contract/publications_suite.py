"""What the publications of every catalogue promise."""

from dataclasses import replace

from tests.contract.catalogue_values import AT
from thesaury.model.publication import PageUse, Publication, PublicationState, PublicationStep, Shown, Step
from thesaury.model.publishing import Reason
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.publications import FeedRead, WantedPublications

LATER = "2026-02-02T03:04:05+00:00"
SOON = "2026-01-02T03:34:05+00:00"
SHOWN = Shown.of(
    {"title": "Zelt 🎒 \x00", "alt@de": "\ud800 Rucksack"}, ("https://b.example/", "https://a.example/"), "tag"
)
FULL = Publication(
    "web", "a1", "main", "17", PublicationState.REFUSED, SHOWN, replace(SHOWN, file=""), True, Reason.REGION_LOST, AT,
    LATER, AT, 3, "Not taken.", ("alt@de",), ("credit",), "https://cms.example/17", True,
)  # fmt: skip


def pending(asset: str, connection: str = "web", **more: object) -> Publication:
    return replace(Publication(connection, asset, "main", wanted=SHOWN, needed_at=AT, due_at=AT), **more)  # type: ignore[arg-type]


def use(asset: str, page: str, title: str = "A page", **more: object) -> PageUse:
    return replace(PageUse(asset, "17", page, f"https://cms.example/{page}", title, "de", "body", AT), **more)  # type: ignore[arg-type]


class PublicationsSuite:
    def test_a_publication_is_kept_whole_and_replaced(self, catalogue: Catalogue):
        kept = catalogue.publications
        kept.put([FULL, pending("a1", "shop"), replace(FULL, message="first")])
        kept.put([FULL])
        assert kept.of("web", ["a1", "a2", "a1"]) == {"a1": FULL}
        gone = replace(FULL, wanted=None, reason=None, state=PublicationState.PENDING)
        kept.put([gone])
        assert kept.of("web", ["a1"])["a1"] == gone
        assert kept.of("web", []) == {}
        kept.forget("web", ["a1", "a2"])
        assert (kept.of("web", ["a1"]), len(kept.page(WantedPublications()))) == ({}, 1)

    def test_publications_are_paged_and_narrowed(self, catalogue: Catalogue):
        kept = catalogue.publications
        leaving = replace(FULL, asset="a3", wanted=None, state=PublicationState.PENDING)
        kept.put([pending("b/1", "shop"), pending("b/2", "shop"), FULL, pending("a2"), leaving])
        whole = kept.page(WantedPublications())
        assert [(one.connection, one.asset) for one in whole] == [
            ("shop", "b/1"), ("shop", "b/2"), ("web", "a1"), ("web", "a2"), ("web", "a3"),
        ]  # fmt: skip
        assert kept.page(WantedPublications(), limit=2) == whole[:2]
        assert kept.page(WantedPublications(), after="shop/b/1") == whole[1:]
        for wanted, expected in (
            (WantedPublications("web"), ["a1", "a2", "a3"]),
            (WantedPublications(asset="a2"), ["a2"]),
            (WantedPublications(states=(PublicationState.REFUSED, PublicationState.DONE)), ["a1"]),
            (WantedPublications("web", withdrawing=True), ["a3"]),
        ):
            assert [one.asset for one in kept.page(wanted)] == expected
        assert kept.counts("web") == {"refused": 1, "pending": 2, "live": 2, "withdrawing": 1}
        assert kept.counts("nowhere") == {}

    def test_what_is_due_comes_withdrawals_first_then_as_needed(self, catalogue: Catalogue):
        kept = catalogue.publications
        states = {
            "s": PublicationState.SENDING,
            "u": PublicationState.UNCERTAIN,
            "d": PublicationState.DONE,
            "r": PublicationState.REFUSED,
        }
        kept.put(
            [
                *(pending(asset, state=state) for asset, state in states.items()),
                pending("later", due_at=SOON),
                pending("years", due_at="2030-01-01T00:00:00+00:00", needed_at=LATER),
                pending("leaves", wanted=None, needed_at=LATER),
                pending("early", needed_at="2020-01-01T00:00:00+00:00"),
                pending("elsewhere", "shop"),
            ]
        )
        assert [one.asset for one in kept.due("web", AT)] == ["leaves", "early", "s", "u", "years"]
        assert [one.asset for one in kept.due("web", AT, 1)] == ["leaves"]
        assert [one.asset for one in kept.due("web", SOON)] == ["leaves", "early", "later", "s", "u", "years"]

    def test_the_log_is_read_backwards_and_outlives_everything(self, catalogue: Catalogue):
        kept = catalogue.publications
        steps = [
            PublicationStep("web", "a1", Step.CREATED, AT),
            PublicationStep("web", "a1", Step.WITHDRAWN, LATER, AT, Reason.LICENCE_EXPIRED, "Its licence ended.", 7),
            PublicationStep("shop", "a1", Step.FAILED, LATER),
            PublicationStep("web", "a2", Step.CHANGED, LATER),
        ]
        kept.put([FULL], steps[:2])
        kept.put([], steps[2:])
        kept.drop("web")
        logged = kept.log()
        assert [step for _, step in logged] == steps[::-1]
        assert [step for _, step in kept.log("web", "a1")] == [steps[1], steps[0]]
        assert kept.log(limit=1) == logged[:1]
        assert kept.log(before=logged[1][0]) == logged[2:]
        assert kept.of("web", ["a1"]) == {}

    def test_how_far_a_feed_was_planned(self, catalogue: Catalogue):
        kept = catalogue.publications
        assert kept.read_feed("web") == FeedRead()
        last = FeedRead(2**40, "main", 4, AT, "digest", 7)
        for read in (FeedRead(7, "other"), last):
            kept.note_feed("web", read)
        kept.note_feed("shop", FeedRead(1))
        assert (kept.read_feed("web"), kept.read_feed("shop")) == (last, FeedRead(1))
        kept.drop("web")
        assert (kept.read_feed("web"), kept.read_feed("shop")) == (FeedRead(), FeedRead(1))

    def test_uses_of_pages_begin_last_and_end(self, catalogue: Catalogue):
        kept = catalogue.publications
        one, two, draft = use("a1", "p1"), use("a1", "p2"), use("a2", "p1", live=False)
        assert kept.found("web", [one, two, draft, one], AT) == (3, 0)
        assert kept.found("shop", [one], AT) == (1, 0)
        assert kept.found("web", [one, two, draft], LATER) == (0, 0)
        renamed = replace(two, title="Another <title>", live=False)
        assert kept.found("web", [renamed, draft], LATER) == (0, 1)
        assert [known.use for known in kept.uses(["a1"])] == [one, renamed]
        assert [(known.connection, known.use, known.seen_at, known.ended_at) for known in kept.uses(["a1"], ended=True)] == [
            ("shop", one, AT, ""), ("web", one, AT, LATER), ("web", renamed, AT, ""),
        ]  # fmt: skip
        assert kept.found("web", [one, renamed, draft], LATER) == (1, 0)
        numbered = kept.uses_page("web")
        assert [known.use for _, known in numbered] == [renamed, draft, one]
        assert kept.uses_page(after=numbered[0][0], limit=1)[0][0] > numbered[0][0]
        assert len(kept.uses_page()) == 4
        assert kept.found("web", [], LATER) == (0, 3)
        kept.drop("web")
        assert [known.connection for known in kept.uses(["a1", "a2"], ended=True)] == ["shop"]

    def test_many_uses_and_publications(self, catalogue: Catalogue):
        kept = catalogue.publications
        assets = [f"a{number:04}" for number in range(1200)]
        kept.put([pending(asset) for asset in assets])
        assert kept.found("web", [use(asset, "p") for asset in assets], AT) == (1200, 0)
        assert (len(kept.of("web", assets)), len(kept.uses(assets))) == (1200, 1200)
        assert kept.found("web", [], LATER) == (0, 1200)
        kept.forget("web", assets)
        assert kept.counts("web") == {}
