"""What every store of panels promises."""

from dataclasses import replace

from tests.contract.catalogue_values import AT
from thesaury.model.access import Permission
from thesaury.model.panel import AllowedOrigin, Pairing, PairingState, PanelSession
from thesaury.ports.catalogue import Catalogue

SOON, LATER = "2026-01-03T03:04:05+00:00", "2026-02-03T03:04:05+00:00"


def pairing(name: str, made_at: str = AT, ends_at: str = SOON) -> Pairing:
    return Pairing(f"d-{name}", f"CODE-{name}", "Photoshop", "", "127.0.0.1", made_at, ends_at)


def session(id: str, person: str = "p1", made_at: str = AT, ends_at: str = SOON) -> PanelSession:
    scopes = frozenset({Permission.READ, Permission.EDIT})
    return PanelSession(id, person, "Figma", "null", scopes, made_at, ends_at, refresh=f"r-{id}", mark="m")


class PanelsSuite:
    def test_an_origin_is_allowed_once_and_forbidden_once(self, catalogue: Catalogue):
        panels = catalogue.panels
        cms, own = (AllowedOrigin(f"https://{name}.example", "ana", AT) for name in ("cms", "app"))
        assert [panels.allow(cms), panels.allow(own), panels.allow(replace(cms, by="ben"))] == [True, True, False]
        assert panels.origins() == [own, cms]
        assert [panels.forbid(cms.origin), panels.forbid(cms.origin)] == [True, False]
        assert panels.origins() == [own]

    def test_a_panel_waits_until_a_person_decides_and_is_taken_once(self, catalogue: Catalogue):
        panels, one = catalogue.panels, pairing("one")
        assert panels.ask(one, 5, 5)
        assert not panels.take(one.device)
        assert panels.asking(one.code) == panels.asked(one.device) == one
        assert panels.settle(one.code, PairingState.APPROVED, "p1")
        assert not panels.settle(one.code, PairingState.REFUSED, "p2")
        assert panels.asked(one.device) == replace(one, state=PairingState.APPROVED, person="p1")
        assert [panels.take(one.device), panels.take(one.device)] == [True, False]
        assert panels.asking(one.code) is None
        assert panels.asked("other") is None

    def test_no_more_wait_than_may_and_those_that_ended_make_room(self, catalogue: Catalogue):
        panels = catalogue.panels
        assert panels.ask(pairing("one"), 2, 2)
        assert not panels.ask(replace(pairing("two"), code="CODE-one"), 2, 2)
        assert panels.ask(pairing("two"), 2, 2)
        assert not panels.ask(pairing("three"), 2, 5)
        assert panels.ask(pairing("three", LATER, LATER), 2, 2)
        assert panels.asked("d-one") is None

    def test_no_more_wait_of_one_place_than_may_and_who_was_answered_waits_no_more(self, catalogue: Catalogue):
        panels, elsewhere = catalogue.panels, replace(pairing("else"), place="127.0.0.2")
        assert [panels.ask(pairing(name), 9, 2) for name in ("one", "two", "three")] == [True, True, False]
        assert panels.ask(elsewhere, 9, 2)
        assert panels.settle("CODE-one", PairingState.REFUSED, "p1")
        assert panels.ask(pairing("three"), 3, 2)

    def test_all_that_a_person_opened_or_approved_ends_but_for_what_an_api_token_opened(self, catalogue: Catalogue):
        panels, own = catalogue.panels, [session("s1"), session("s2", made_at=SOON)]
        others, page = session("s3", "p2"), replace(session("s4"), token="t1")
        for one in (*own, others, page):
            panels.open(one, AT)
        for name, person in (("one", "p1"), ("two", "p2")):
            panels.ask(pairing(name), 5, 5)
            panels.settle(f"CODE-{name}", PairingState.APPROVED, person)
        assert panels.end_all("p1", LATER) == [own[1], own[0]]
        assert panels.end_all("p1", LATER) == []
        assert panels.session("s1") == replace(own[0], ended_at=LATER)
        assert {one.id for one in panels.sessions()} == {"s3", "s4"}
        assert [panels.take(f"d-{name}") for name in ("one", "two")] == [False, True]

    def test_a_session_is_prolonged_by_who_was_quicker(self, catalogue: Catalogue):
        panels, first = catalogue.panels, session("s1")
        panels.open(first, AT)
        after = replace(first, refresh="r-2", earlier="r-s1", renewed_at=SOON, ends_at=LATER)
        assert panels.exchange("s1", "r-s1", after)
        assert not panels.exchange("s1", "r-s1", replace(after, refresh="r-3"))
        assert panels.session("s1") == after

    def test_an_ended_session_is_prolonged_no_more(self, catalogue: Catalogue):
        panels, first = catalogue.panels, session("s1")
        panels.open(first, AT)
        assert [panels.end("s1", SOON), panels.end("s1", LATER), panels.end("s2", SOON)] == [True, False, False]
        assert panels.session("s1") == replace(first, ended_at=SOON)
        assert not panels.exchange("s1", "r-s1", first)
        assert panels.sessions() == []

    def test_sessions_are_listed_the_newest_first_and_forgotten_when_long_over(self, catalogue: Catalogue):
        panels = catalogue.panels
        old, own, others = session("s1"), session("s2", made_at=SOON, ends_at=LATER), session("s3", "p2", ends_at=LATER)
        for one in (old, own, others):
            panels.open(one, AT)
        assert panels.sessions() == [own, old, others]
        assert panels.sessions("p2") == [others]
        panels.open(session("s4", "p3", LATER, LATER), LATER)
        assert panels.session("s1") is None
        assert {one.id for one in panels.sessions()} == {"s2", "s3", "s4"}
