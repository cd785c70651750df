"""Sessions of panels over memory: what ends them, by whom it was done, and who may wait for a code."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.accounts import FakeAccounts
from tests.fakes.audit import FakeAudit
from tests.fakes.panels import FakePanels
from tests.fakes.secrets import FakeSecrets
from thesaury.model.access import Permission, Role
from thesaury.model.account import Member
from thesaury.model.audit import OURSELVES, acting_as
from thesaury.model.errors import Retry, Usage
from thesaury.model.panel import AllowedOrigin, PairingState
from thesaury.pipeline.accounts import Access, people, signing_in, tokens
from thesaury.pipeline.accounts.passwords import Passwords
from thesaury.pipeline.panels import pairing
from thesaury.pipeline.panels.holding import OLDEST, holder_of
from thesaury.pipeline.panels.keys import key_after, signing_key
from thesaury.pipeline.panels.places import place_of
from thesaury.pipeline.panels.prolonging import GRACE, prolonged
from thesaury.pipeline.panels.sessions import IDLE, LONGEST, Opened, log_out, opened_for, shown

CMS = "https://cms.example"
GOOD = "four words in a row"


class House:
    """A workspace with Ana in it, whose clock the test turns."""

    def __init__(self) -> None:
        self.now, self.panels = datetime(2026, 12, 1, 9, tzinfo=UTC), FakePanels()
        self.access = Access(FakeAccounts(), "w", FakeAudit(), Passwords(64, 1), lambda: self.now, self.panels)
        for name in ("ana", "ben"):
            people.add(self.access, f"{name}@example.org", name.title(), [Role.ADMIN])

    @property
    def ana(self) -> Member:
        return people.member(self.access, "ana@example.org")

    def asked(self, place: str = "192.0.2.1") -> tuple[str, str]:
        made, device = pairing.begin(self.access, self.panels, "Figma", "", place)
        return made.code, device

    def approved(self) -> str:
        """What the panel knows whose code Ana approved."""
        code, device = self.asked()
        with acting_as("ana@example.org"):
            pairing.decide(self.access, self.panels, code, True, self.ana)
        return device

    def connected(self) -> Opened:
        opened = pairing.polled(self.access, self.panels, self.approved()).opened
        assert opened is not None
        return opened

    def prolonged(self, key: str, later: timedelta = timedelta()) -> Opened | None:
        self.now += later
        return prolonged(self.access, self.panels, key)

    def lives(self, opened: Opened) -> bool:
        return holder_of(self.access, self.panels, opened.session.id) is not None

    def deeds(self, action: str) -> list[tuple[str, str]]:
        kept = (one.deed for one in self.access.audit.every())
        return [(deed.who, deed.subject) for deed in kept if deed.action == action]


@pytest.fixture
def house() -> Iterator[House]:
    with acting_as(OURSELVES):  # whatever was done by others before
        yield House()


def new_password(house: House) -> None:
    people.set_password(house.access, house.ana.person, GOOD)


def end_all_others(house: House) -> None:
    signing_in.end_session(house.access, house.ana.person, "", but="")


def out_and_in_again(house: House) -> None:
    people.disable(house.access, "ana@example.org")
    people.enable(house.access, "ana@example.org")


@pytest.mark.parametrize("lock_out", [new_password, end_all_others, out_and_in_again])
def test_panels_end_with_the_sessions_of_their_person(house: House, lock_out):
    opened, approved = house.connected(), house.approved()
    lock_out(house)
    assert not house.lives(opened)
    assert house.prolonged(opened.refresh) is None
    assert len(house.deeds("panel.end")) == 1
    with pytest.raises(Usage):
        pairing.polled(house.access, house.panels, approved)


def test_panels_of_other_workspaces_end_with_the_password_of_the_directory_they_share(house: House):
    opened, elsewhere = house.connected(), replace(house.access, panels=FakePanels())
    people.set_password(elsewhere, house.ana.person, GOOD)
    assert not house.lives(opened)
    assert shown(house.access, house.panels) == []
    assert house.lives(house.connected())


def test_ending_one_browser_ends_no_panel(house: House):
    opened = house.connected()
    signing_in.end_session(house.access, house.ana.person, "one", but="")
    assert house.lives(opened)


def test_a_session_is_not_prolonged_for_ever(house: House):
    opened, began = house.connected(), house.now
    while house.now + IDLE < began + OLDEST:
        opened = house.prolonged(opened.refresh, IDLE - timedelta(days=1))
    assert opened.session.ends_at == (began + OLDEST).isoformat(timespec="seconds")
    house.now = began + OLDEST
    assert house.prolonged(opened.refresh) is None
    endless = replace(opened.session, ends_at="9999-01-01T00:00:00+00:00")
    house.panels.open(endless, "")
    assert not house.lives(opened)
    assert shown(house.access, house.panels) == []


def test_a_key_of_long_ago_ends_the_session(house: House):
    first = house.connected()
    second = house.prolonged(first.refresh, timedelta(minutes=9))
    third = house.prolonged(second.refresh, timedelta(minutes=9))
    assert house.prolonged(first.refresh) is None
    assert not house.lives(third)
    assert house.deeds("panel.end") == [(OURSELVES, "person:ana@example.org")]


def test_a_key_that_was_forgotten_within_the_grace_ends_the_session(house: House):
    first = house.connected()
    astray = house.prolonged(first.refresh)
    taken = house.prolonged(first.refresh, GRACE)
    assert house.lives(taken)
    assert house.prolonged(astray.refresh) is None
    assert not house.lives(taken)


def test_who_knows_the_id_of_a_session_alone_does_nothing_to_it(house: House):
    opened = house.connected()
    for key in (
        f"thp_{opened.session.id}.x",
        "thp_x",
        "thp_.x",
        opened.refresh.partition(".")[0],
        "",
        opened.session.id,
    ):
        assert house.prolonged(key) is None
    assert house.lives(opened)
    assert house.prolonged(key_after(opened.refresh)) is None
    assert not house.lives(opened), "who knows a key's first half had a key"


def test_connecting_and_logging_out_are_deeds_of_the_person(house: House):
    opened = house.connected()
    log_out(house.access, house.panels, opened.session)
    who = [("ana@example.org", "person:ana@example.org")]
    assert [house.deeds(f"panel.{name}") for name in ("approve", "connect", "end")] == [who] * 3


def test_what_an_api_token_opened_is_noted_and_acts_by_its_name(house: House):
    house.panels.allow(AllowedOrigin(CMS, "ana", ""))
    kept, _ = tokens.create(house.access, house.ana, "cms", [Permission.READ])
    session = opened_for(house.access, house.panels, CMS, house.ana, frozenset(Permission), kept.id, LONGEST)
    assert house.deeds("panel.token") == [(OURSELVES, "person:ana@example.org")]
    holder = holder_of(house.access, house.panels, session.id)
    assert (holder.name, holder.title) == ("token:cms", "cms")
    new_password(house)
    assert holder_of(house.access, house.panels, session.id), "it ends with its API token"


def test_what_the_person_may_no_more_or_the_session_never_might_nobody_may(house: House):
    opened = house.connected()
    house.panels.open(replace(opened.session, scopes=frozenset({Permission.EDIT})), "")
    assert holder_of(house.access, house.panels, opened.session.id).permissions == {Permission.EDIT}
    people.set_roles(house.access, "ana@example.org", [Role.VIEWER])
    assert holder_of(house.access, house.panels, opened.session.id).permissions == frozenset()


def test_one_place_does_not_take_all_the_codes_there_are(house: House):
    asked = [house.asked("192.0.2.1") for _ in range(pairing.MOST_OF_PLACE)]
    with pytest.raises(Retry):
        house.asked("192.0.2.1")
    assert house.asked("192.0.2.2")
    pairing.decide(house.access, house.panels, asked[0][0], False, house.ana)
    assert house.asked("192.0.2.1"), "what was decided waits no more"
    assert pairing.polled(house.access, house.panels, asked[0][1]).state is PairingState.REFUSED


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:a:b:c:d", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_addresses_that_one_machine_may_choose_among_are_one_place(address: str, place: str):
    assert place_of(address) == place


def test_of_two_who_need_the_first_key_both_sign_with_the_same():
    kept, early = FakeSecrets(), FakeSecrets()
    early.put_first = kept.put_first  # it looked before the other one kept his
    assert signing_key(kept) == signing_key(early) == signing_key(kept)
