"""What the searches that every catalogue keeps promise."""

from tests.contract.catalogue_values import AT
from thesaury.model.search_log import KeptSearch, SearchKind
from thesaury.ports.catalogue import Catalogue

LATER = "2026-02-02T03:04:05+00:00"

FULL = KeptSearch(
    "1",
    AT,
    SearchKind.RECOMMENDATION,
    session="s",
    where="portal",
    team="Studio",
    digest="ü",
    language="de",
    concepts=("urn:a", "urn:b"),
    results=4,
    usable=0,
    channel="website",
    regions=("AT", "DE"),
    blocked=(("channel", 1), ("region", 3)),
    campaign="c",
)


class SearchLogSuite:
    def test_a_search_is_kept_once_in_its_newest_form(self, catalogue: Catalogue):
        log = catalogue.search_log
        assert (log.state(), log.count(), log.page()) == (0, 0, [])
        assert log.add([KeptSearch("1", LATER), KeptSearch("2", LATER)]) == 2
        assert log.add([FULL, KeptSearch("2", LATER)]) == 0
        assert log.page() == [FULL, KeptSearch("2", LATER)]
        assert (log.page(after="1"), log.page(limit=1), log.count()) == ([KeptSearch("2", LATER)], [FULL], 2)

    def test_the_state_grows_with_every_change_and_with_nothing_else(self, catalogue: Catalogue):
        log = catalogue.search_log
        states = [log.state()]
        for change in (lambda: log.add([FULL]), lambda: log.add([KeptSearch("2", LATER)]), lambda: log.forget(LATER)):
            change()
            states.append(log.state())
        assert states == sorted(set(states))
        log.add([KeptSearch("2", LATER)])
        log.add([])
        assert (log.forget(LATER), log.state()) == (0, states[-1])

    def test_what_is_too_old_is_forgotten(self, catalogue: Catalogue):
        catalogue.search_log.add([FULL, KeptSearch("2", LATER)])
        assert catalogue.search_log.forget(LATER) == 1
        assert catalogue.search_log.page() == [KeptSearch("2", LATER)]

    def test_the_key_of_a_day_is_gone_with_the_day(self, catalogue: Catalogue):
        log = catalogue.search_log
        first = log.day_key("2026-02-01")
        assert (len(first), log.day_key("2026-02-01")) == (32, first)
        assert log.day_key("2026-02-02") != first
        assert log.day_key("2026-02-01") != first
