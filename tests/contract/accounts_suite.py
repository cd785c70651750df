"""What every directory of people promises."""

from dataclasses import replace

import pytest

from thesaury.model.access import Permission, Role
from thesaury.model.account import Holdings, Link, Member, Person, Purpose, Session, Token
from thesaury.model.errors import Usage
from thesaury.ports.accounts import Accounts

AT, LATER, LATEST = (f"2026-12-0{day}T03:04:05+00:00" for day in (1, 2, 3))
ANA = Person("p1", "ana@example.org", "Ana Roe", AT)
BEN = Person("p2", "ben@example.org", "Ben Stöne", AT, password="$argon2id$x")
SESSION = Session("d1", "p1", "w1", AT, AT, "127.0.0.1", "Browser")
TOKEN = Token("t1", "d1", "export", "thy_abc", "p1", "w1", frozenset({Permission.READ, Permission.EDIT}), AT, LATEST)
LINK = Link("d1", Purpose.PASSWORD, "p1", "w1", LATER)


class PeopleSuite:
    def test_people_are_found_by_id_and_address_and_changed(self, accounts: Accounts):
        people = accounts.people
        people.add(ANA)
        people.add(BEN)
        assert (people.get("p1"), people.get("p3"), people.called("ben@example.org")) == (ANA, None, BEN)
        changed = replace(ANA, name="Ana", enabled=False, password="h", address="ana.roe@example.org")
        people.change(changed)
        assert (people.get("p1"), people.called("ana@example.org")) == (changed, None)

    def test_an_address_is_of_one_person(self, accounts: Accounts):
        accounts.people.add(ANA)
        accounts.people.add(BEN)
        for failing in (
            lambda: accounts.people.add(replace(ANA, id="p3")),
            lambda: accounts.people.change(replace(BEN, address=ANA.address)),
            lambda: accounts.people.change(replace(BEN, id="p9", address="x@example.org")),
        ):
            with pytest.raises(Usage):
                failing()
        assert accounts.people.get("p2") == BEN

    def test_roles_are_held_per_workspace(self, accounts: Accounts):
        people = accounts.people
        people.add(BEN)
        people.add(ANA)
        people.set_roles("p1", "w1", frozenset({Role.ADMIN, Role.REVIEWER}))
        people.set_roles("p2", "w1", frozenset({Role.VIEWER}))
        people.set_roles("p1", "w2", frozenset({Role.VIEWER}))
        assert people.member("p1", "w1") == Member(ANA, frozenset({Role.ADMIN, Role.REVIEWER}))
        assert people.member("p2", "w2") == Member(BEN, frozenset())
        assert people.member("p3", "w1") is None
        assert [member.person for member in people.members("w1")] == [ANA, BEN]
        people.set_roles("p1", "w1", frozenset({Role.EDITOR}))
        people.set_roles("p2", "w1", frozenset())
        assert people.members("w1") == [Member(ANA, frozenset({Role.EDITOR}))]
        assert people.members("w2") == [Member(ANA, frozenset({Role.VIEWER}))]
        assert people.members("w3") == []
        assert (people.workspaces("p1"), people.workspaces("p2")) == (["w1", "w2"], [])

    def test_a_member_is_changed_if_he_is_as_he_was_read_and_one_administrator_stays(self, accounts: Accounts):
        people, admins = accounts.people, frozenset({Role.ADMIN})
        for id in ("p1", "p2"):
            people.add(Person(id, f"{id}@example.org", id, AT))
            people.set_roles(id, "w1", admins)
        one, other = people.member("p1", "w1"), people.member("p2", "w1")
        assert one
        assert other
        assert people.amend(one, "w1", frozenset({Role.EDITOR}), True, admins)
        assert not people.amend(one, "w1", admins, True, admins)
        with pytest.raises(Usage):
            people.amend(other, "w1", admins, False, admins)
        with pytest.raises(Usage):
            people.amend(other, "w1", frozenset({Role.VIEWER}), True, admins)
        read = people.member("p1", "w1")
        assert read
        assert people.amend(read, "w1", frozenset({Role.EDITOR}), False, admins)
        after = people.member("p1", "w1")
        assert after
        assert (after.roles, after.person.enabled) == (frozenset({Role.EDITOR}), False)
        assert people.member("p2", "w1") == other
        people.set_roles("p1", "w2", admins)
        assert people.amend(after, "w1", frozenset(), True, admins)
        assert (people.workspaces("p1"), [one.person.id for one in people.members("w1")]) == (["w2"], ["p2"])

    def test_a_provider_names_people(self, accounts: Accounts):
        accounts.people.add(ANA)
        accounts.people.bind("p1", "https://id.example", "7")
        assert accounts.people.known_as("https://id.example", "7") == ANA
        assert accounts.people.known_as("https://id.example", "8") is None
        assert accounts.people.known_as("https://other.example", "7") is None


class EntrancesSuite:
    @pytest.fixture(autouse=True)
    def people(self, accounts: Accounts) -> None:
        accounts.people.add(ANA)
        accounts.people.add(BEN)

    def test_sessions_are_kept_seen_and_ended(self, accounts: Accounts):
        sessions = accounts.sessions
        others = [replace(SESSION, digest="d2", seen_at=LATER), replace(SESSION, digest="d3", person="p2")]
        for session in (SESSION, *others):
            sessions.open(session)
        assert (sessions.get("d1"), sessions.get("d9")) == (SESSION, None)
        assert sessions.of("p1") == [others[0], SESSION]
        sessions.seen("d1", LATEST)
        assert [session.digest for session in sessions.of("p1")] == ["d1", "d2"]
        sessions.end_all("p1", but="d2")
        assert [session.digest for session in sessions.of("p1")] == ["d2"]
        sessions.end(["d2", "d9"])
        assert (sessions.of("p1"), sessions.of("p2")) == ([], [others[1]])

    def test_sessions_that_are_old_or_idle_are_swept_away(self, accounts: Accounts):
        for digest, made, seen in (("d1", AT, LATEST), ("d2", LATER, LATER), ("d3", LATER, LATEST)):
            accounts.sessions.open(replace(SESSION, digest=digest, made_at=made, seen_at=seen))
        accounts.sessions.sweep(LATER, LATEST)
        assert [session.digest for session in accounts.sessions.of("p1")] == ["d3"]

    def test_tokens_are_kept_used_and_revoked_once(self, accounts: Accounts):
        tokens = accounts.tokens
        other = replace(TOKEN, id="t2", digest="d2", person="p2", made_at=LATER)
        for token in (TOKEN, other, replace(TOKEN, id="t3", digest="d3", workspace="w2")):
            tokens.add(token)
        assert (tokens.by_digest("d1"), tokens.by_digest("")) == (TOKEN, None)
        assert tokens.all("w1") == [other, TOKEN]
        assert tokens.all("w1", "p1") == [TOKEN]
        tokens.used("t1", LATER)
        tokens.revoke("t1", LATER)
        tokens.revoke("t1", LATEST)
        assert tokens.by_digest("d1") == replace(TOKEN, used_at=LATER, revoked_at=LATER)

    def test_a_link_is_used_once_and_takes_the_place_of_the_one_before(self, accounts: Accounts):
        links = accounts.links
        links.add(LINK)
        assert (links.get("d1"), links.get("d9")) == (LINK, None)
        assert (links.use("d1"), links.use("d1"), links.get("d1")) == (True, False, None)
        links.add(LINK)
        newer = replace(LINK, digest="d2")
        others = [replace(LINK, digest="d3", purpose=Purpose.ENTER), replace(LINK, digest="d4", workspace="w2")]
        for link in (*others, newer):
            links.add(link)
        assert [links.get(digest) for digest in ("d1", "d2", "d3", "d4")] == [None, newer, *others]
        links.drop("p1")
        assert links.get("d2") is None

    def test_failures_are_counted_by_key_since_a_moment(self, accounts: Accounts):
        attempts = accounts.attempts
        attempts.add(["a", "b"], AT)
        attempts.add(["a"], LATER)
        assert [attempts.count(key, AT) for key in "abc"] == [2, 1, 0]
        assert attempts.count("a", LATER) == 1
        attempts.clear("b")
        attempts.sweep(LATER)
        assert [attempts.count(key, AT) for key in "abc"] == [1, 0, 0]

    def test_a_workspace_is_forgotten_with_the_people_who_were_nowhere_else(self, accounts: Accounts):
        people = accounts.people
        for id, workspace in (("p1", "w1"), ("p2", "w1"), ("p2", "w2")):
            people.set_roles(id, workspace, frozenset({Role.EDITOR}))
        people.bind("p1", "https://id.example", "7")
        accounts.sessions.open(SESSION)
        accounts.sessions.open(replace(SESSION, digest="d2", person="p2", workspace="w2"))
        accounts.tokens.add(TOKEN)
        accounts.tokens.add(replace(TOKEN, id="t2", digest="d2", person="p2", workspace="w2"))
        accounts.links.add(LINK)
        accounts.links.add(replace(LINK, digest="d2", person="", purpose=Purpose.FIRST))
        assert accounts.held("w1") == Holdings(2, 1, 1, 2)
        other = accounts.held("w2")
        accounts.forget("w1")
        assert accounts.held("w1") == Holdings(0, 0, 0, 0)
        assert accounts.held("w2") == other == Holdings(1, 1, 1, 0)
        assert (people.get("p1"), people.known_as("https://id.example", "7")) == (None, None)
        assert (accounts.sessions.get("d1"), accounts.tokens.by_digest("d1"), accounts.links.get("d1")) == (None,) * 3
        assert people.member("p2", "w2") == Member(BEN, frozenset({Role.EDITOR}))
        accounts.forget("w1")
