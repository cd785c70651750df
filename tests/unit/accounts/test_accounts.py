"""Accounts over memory: passwords, sign-in, sessions, links, roles and tokens, with a clock that the test turns."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.accounts import FakeAccounts
from tests.fakes.audit import FakeAudit
from thesaury.model.access import GRANTS, Permission, Role, permissions
from thesaury.model.errors import Usage
from thesaury.pipeline.accounts import Access, people, signing_in, tokens
from thesaury.pipeline.accounts.passwords import Passwords, checked, common
from thesaury.pipeline.accounts.signing_in import Refusal

CHEAP = Passwords(memory_kib=64, passes=1)
GOOD = "four words in a row"
HERE, THERE = "192.0.2.1", "192.0.2.2"


@dataclass
class Clock:
    now: datetime = field(default_factory=lambda: datetime(2026, 12, 1, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(clock: Clock) -> Access:
    access = Access(FakeAccounts(), "w1", FakeAudit(), CHEAP, clock)
    key = people.first_link(access)
    people.use_link(access, key, "Ana@Example.org", "Ana Roe", GOOD)
    return access


def signed_in(access: Access, address: str = "ana@example.org", password: str = GOOD, place: str = HERE) -> str:
    got = signing_in.sign_in(access, address, password, place)
    assert not isinstance(got, Refusal)
    return got[1]


def actions(access: Access) -> list[str]:
    return [kept.deed.action for kept in access.audit.every()]


def test_roles_grant_what_the_issue_says():
    assert permissions([]) == frozenset()
    assert permissions(Role) == frozenset(Permission)
    assert all(Permission.READ in granted for granted in GRANTS.values())
    assert [role for role in Role if Permission.ADMINISTER in GRANTS[role]] == [Role.ADMIN]
    assert permissions([Role.REVIEWER, Role.RIGHTS_MANAGER]) == {Permission.READ, Permission.REVIEW, Permission.RIGHTS}


def test_passwords_are_argon2id_with_the_recommended_costs():
    passwords = Passwords()
    kept = passwords.hashed(GOOD)
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.fits(kept, GOOD)
    assert not passwords.fits(kept, GOOD + " ")
    assert kept != passwords.hashed(GOOD)
    assert not passwords.outdated(kept)
    assert passwords.outdated(CHEAP.hashed(GOOD))


@pytest.mark.parametrize("kept", ["", "no hash at all"])
def test_what_is_no_hash_fits_nothing(kept: str):
    assert not CHEAP.fits(kept, "nobody has this password")
    assert not CHEAP.fits(CHEAP.hashed(GOOD), "x" * 100_000)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "eleven char",
        "x" * 201,
        "Password1234",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "ANA.ROE@example.org",
        "administrator",
    ],
)
def test_easy_passwords_are_refused(password: str):
    with pytest.raises(Usage):
        checked(password, "ana.roe@example.org")
    assert all(len(one) >= 12 for one in common())


def test_the_first_link_makes_one_administrator_and_opens_once(access: Access):
    [ana] = access.accounts.people.members("w1")
    assert (ana.person.address, ana.person.name, ana.roles) == ("ana@example.org", "Ana Roe", {Role.ADMIN})
    second = people.first_link(access)
    assert people.link_called(access, second) is None
    with pytest.raises(Usage, match="used or has expired"):
        people.use_link(access, second, "eve@example.org", "Eve", GOOD)


def test_a_link_that_is_only_looked_at_or_filled_in_wrongly_is_not_used_up(access: Access, clock: Clock):
    people.add(access, "ben@example.org", "Ben", [Role.REVIEWER])
    key = people.link_for(access, "ben@example.org")
    assert people.link_called(access, key)
    with pytest.raises(Usage, match="at least 12"):
        people.use_link(access, key, password="short")
    assert people.use_link(access, key, password=GOOD).address == "ben@example.org"
    with pytest.raises(Usage, match="used or has expired"):
        people.use_link(access, key, password=GOOD)
    late = people.link_for(access, "ben@example.org")
    clock.now += timedelta(days=8)
    assert people.link_called(access, late) is None


def test_only_the_right_password_signs_in_and_nobody_learns_who_is_there(access: Access):
    assert signing_in.sign_in(access, "ana@example.org", "wrong wrong wrong", HERE) is Refusal.WRONG
    assert signing_in.sign_in(access, "eve@example.org", GOOD, HERE) is Refusal.WRONG
    member, session = signing_in.member_of(access, signed_in(access, " ANA@example.org ")) or pytest.fail("not in")
    assert (member.person.address, session.place) == ("ana@example.org", HERE)
    assert actions(access)[-3:] == ["session.refuse", "session.refuse", "session.open"]


def test_guessing_has_to_wait_and_others_elsewhere_do_not(access: Access, clock: Clock):
    for _ in range(signing_in.MOST_OF_ACCOUNT):
        assert signing_in.sign_in(access, "ana@example.org", "wrong wrong wrong", HERE) is Refusal.WRONG
    assert signing_in.sign_in(access, "ana@example.org", GOOD, HERE) is Refusal.WAIT
    assert signed_in(access, place=THERE)
    clock.now += signing_in.WINDOW + timedelta(seconds=1)
    assert signed_in(access)


def test_a_place_that_tries_many_accounts_has_to_wait(access: Access):
    for number in range(signing_in.MOST_OF_PLACE):
        assert signing_in.sign_in(access, f"u{number}@example.org", GOOD, HERE) is Refusal.WRONG
    assert signing_in.sign_in(access, "ana@example.org", GOOD, HERE) is Refusal.WAIT


def test_a_session_ends_idle_old_signed_out_or_in_another_workspace(access: Access, clock: Clock):
    key = signed_in(access)
    clock.now += signing_in.IDLE - timedelta(minutes=1)
    assert signing_in.member_of(access, key)
    clock.now += signing_in.IDLE - timedelta(minutes=1)
    assert signing_in.member_of(access, key)
    assert signing_in.member_of(replace(access, workspace="w2"), key) is None
    for _ in range(40):
        clock.now += signing_in.IDLE - timedelta(minutes=1)
        signing_in.member_of(access, key)
    assert signing_in.member_of(access, key) is None
    other = signed_in(access)
    clock.now += signing_in.IDLE
    assert signing_in.member_of(access, other) is None
    third = signed_in(access)
    signing_in.sign_out(access, third, "ana@example.org")
    assert signing_in.member_of(access, third) is None
    assert signing_in.member_of(access, "") is None


def test_a_new_password_ends_other_sessions_and_links(access: Access):
    one, other = signed_in(access), signed_in(access)
    link = people.link_for(access, "ana@example.org")
    member, session = signing_in.member_of(access, one) or pytest.fail("not in")
    people.set_password(access, member.person, "another four words", but=session.digest)
    assert signing_in.member_of(access, one)
    assert signing_in.member_of(access, other) is None
    assert people.link_called(access, link) is None
    assert signing_in.sign_in(access, "ana@example.org", GOOD, HERE) is Refusal.WRONG


def test_somebody_who_is_disabled_is_out_at_once(access: Access):
    people.add(access, "ben@example.org", "Ben", [Role.REVIEWER])
    people.use_link(access, people.link_for(access, "ben@example.org"), password=GOOD)
    key = signed_in(access, "ben@example.org")
    _, token = tokens.create(access, people.member(access, "ben@example.org"), "t", [Permission.READ])
    people.disable(access, "ben@example.org")
    assert signing_in.member_of(access, key) is None
    assert tokens.holder_of(access, token) is None
    assert signing_in.sign_in(access, "ben@example.org", GOOD, HERE) is Refusal.WRONG
    people.enable(access, "ben@example.org")
    assert signing_in.member_of(access, key) is None
    assert tokens.holder_of(access, token)


def test_an_administrator_is_always_left(access: Access):
    for failing in (
        lambda: people.disable(access, "ana@example.org"),
        lambda: people.set_roles(access, "ana@example.org", [Role.VIEWER]),
        lambda: people.set_roles(access, "ana@example.org", []),
    ):
        with pytest.raises(Usage):
            failing()
    people.add(access, "ben@example.org", "Ben", [Role.ADMIN])
    people.set_roles(access, "ana@example.org", [Role.VIEWER])
    with pytest.raises(Usage):
        people.disable(access, "ben@example.org")


@pytest.mark.parametrize(
    "address", ["", "ana", "ana@", "@x.org", "a b@x.org", "ana@x.org\n", "ana@-x.org", "a@x.org,b@x.org"]
)
def test_what_is_no_address_is_refused(access: Access, address: str):
    with pytest.raises(Usage):
        people.add(access, address.replace("\n", "\nx"), "Name", [Role.VIEWER])


def test_a_token_is_its_scopes_and_expires(access: Access, clock: Clock):
    ana = people.member(access, "ana@example.org")
    made, key = tokens.create(access, ana, " nightly  export ", [Permission.READ], days=30)
    assert (made.name, key[:4], made.start) == ("nightly export", "thy_", key[:10])
    assert len(key) == 4 + 43
    assert key not in repr(access.accounts.tokens.all("w1"))
    found, owner = tokens.holder_of(access, key) or pytest.fail("not in")
    assert (found.scopes, owner) == ({Permission.READ}, ana)
    assert tokens.holder_of(access, key + "x") is None
    assert tokens.holder_of(replace(access, workspace="w2"), key) is None
    clock.now += timedelta(days=30)
    assert tokens.holder_of(access, key) is None
    _, other = tokens.create(access, ana, "other", [Permission.READ])
    tokens.revoke(access, access.accounts.tokens.all("w1")[0].id)
    assert tokens.holder_of(access, other) is None


def test_no_token_has_what_its_owner_does_not_hold(access: Access):
    ben = people.add(access, "ben@example.org", "Ben", [Role.REVIEWER])
    member = people.member(access, ben.address)
    for wrong in ([Permission.ADMINISTER], []):
        with pytest.raises(Usage):
            tokens.create(access, member, "t", wrong)
    for name, days in (("", 9), ("x" * 99, 9), ("t", 0), ("t", 9999)):
        with pytest.raises(Usage):
            tokens.create(access, member, name, [Permission.READ], days)
    with pytest.raises(Usage):
        tokens.revoke(access, "unknown")


def test_no_secret_is_ever_logged(access: Access):
    key = signed_in(access)
    _, token = tokens.create(access, people.member(access, "ana@example.org"), "t", [Permission.READ])
    link = people.link_for(access, "ana@example.org")
    logged = repr(list(access.audit.every()))
    assert not any(secret in logged for secret in (key, token, link, GOOD, "$argon2"))


def test_what_comes_of_a_link_is_the_deed_of_who_used_it(access: Access):
    assert {kept.deed.who for kept in access.audit.every()} == {"ana@example.org"}
    people.add(access, "ben@example.org", "Ben", [Role.REVIEWER])
    people.use_link(access, people.link_for(access, "ben@example.org"), name="Ben Stone", password=GOOD)
    assert [kept.deed.action for kept in access.audit.every() if kept.deed.who == "ben@example.org"] == [
        "user.password",
        "user.rename",
    ]


def test_the_first_link_is_there_until_an_administrator_can_sign_in(clock: Clock):
    access = Access(FakeAccounts(), "w1", FakeAudit(), CHEAP, clock)
    people.add(access, "bot@example.org", "Bot", [Role.ADMIN])
    people.use_link(access, people.demo_link(access))
    assert not access.begun()
    people.use_link(access, people.link_for(access, "bot@example.org"), password=GOOD)
    assert access.begun()


def test_a_first_link_for_an_address_that_is_taken_is_not_used_up(clock: Clock):
    access = Access(FakeAccounts(), "w1", FakeAudit(), CHEAP, clock)
    people.add(access, "bot@example.org", "Bot", [Role.VIEWER])
    key = people.first_link(access)
    with pytest.raises(Usage, match="already"):
        people.use_link(access, key, "bot@example.org", "Bot", GOOD)
    assert people.use_link(access, key, "ana@example.org", "Ana", GOOD).address == "ana@example.org"


def test_who_administers_one_workspace_has_no_power_over_people_of_another(access: Access):
    other = replace(access, workspace="w2")
    people.use_link(other, people.first_link(other), "oda@example.org", "Oda", GOOD)
    people.add(other, "ana@example.org", "Ana", [Role.VIEWER])
    for failing in (people.link_for, people.disable, people.enable):
        with pytest.raises(Usage, match="other workspaces"):
            failing(other, "ana@example.org")
    people.set_roles(other, "ana@example.org", [Role.EDITOR])
    assert people.member(access, "ana@example.org").roles == {Role.ADMIN}
    assert signing_in.member_of(other, signed_in(access)) is None
    assert people.link_for(other, "ana@example.org", anywhere=True)


def test_the_first_link_of_another_workspace_makes_nobody_somebody_who_is_there(access: Access):
    other = replace(access, workspace="w2")
    key = people.first_link(other)
    with pytest.raises(Usage, match="already"):
        people.use_link(other, key, "ana@example.org", "Eve", "the password of eve")
    assert signed_in(access)
