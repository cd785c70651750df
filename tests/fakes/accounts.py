"""The directory of people in memory."""

from collections.abc import Sequence
from dataclasses import replace

from thesaury.model.access import Role
from thesaury.model.account import Holdings, Link, Member, Person, Session, Token
from thesaury.model.errors import Usage


class FakePeople:
    def __init__(self) -> None:
        self._kept: dict[str, Person] = {}
        self._roles: dict[tuple[str, str], frozenset[Role]] = {}
        self._bound: dict[tuple[str, str], str] = {}

    def add(self, person: Person) -> None:
        self._free(person)
        self._kept[person.id] = person

    def change(self, person: Person) -> None:
        if person.id not in self._kept:
            raise Usage("unknown")
        self._free(person)
        self._kept[person.id] = person

    def get(self, id: str) -> Person | None:
        return self._kept.get(id)

    def called(self, address: str) -> Person | None:
        return next((person for person in self._kept.values() if person.address == address), None)

    def set_roles(self, id: str, workspace: str, roles: frozenset[Role]) -> None:
        self._roles[id, workspace] = roles

    def amend(
        self, before: Member, workspace: str, roles: frozenset[Role], enabled: bool, needed: frozenset[Role]
    ) -> bool:
        id = before.person.id
        if self.member(id, workspace) != before:
            return False
        others = [one for one in self.members(workspace) if one.person.id != id and one.person.enabled]
        if not (enabled and roles & needed) and not any(one.roles & needed for one in others):
            raise Usage("the only one")
        self.set_roles(id, workspace, roles)
        self.change(replace(before.person, enabled=enabled))
        return True

    def member(self, id: str, workspace: str) -> Member | None:
        person = self._kept.get(id)
        return Member(person, self._roles.get((id, workspace), frozenset())) if person else None

    def members(self, workspace: str) -> list[Member]:
        found = [
            Member(self._kept[id], roles) for (id, here), roles in self._roles.items() if here == workspace and roles
        ]
        return sorted(found, key=lambda member: member.person.address)

    def workspaces(self, id: str) -> list[str]:
        return sorted(where for (who, where), roles in self._roles.items() if who == id and roles)

    def known_as(self, issuer: str, subject: str) -> Person | None:
        return self._kept.get(self._bound.get((issuer, subject), ""))

    def bind(self, id: str, issuer: str, subject: str) -> None:
        self._bound[issuer, subject] = id

    def forget(self, workspace: str) -> list[str]:
        """Who was a member there and is of no other."""
        members = [member.person.id for member in self.members(workspace)]
        self._roles = {key: roles for key, roles in self._roles.items() if key[1] != workspace}
        gone = [id for id in members if not self.workspaces(id)]
        for id in gone:
            del self._kept[id]
        self._bound = {name: id for name, id in self._bound.items() if id not in gone}
        return gone

    def _free(self, wanted: Person) -> None:
        if any(one.address == wanted.address and one.id != wanted.id for one in self._kept.values()):
            raise Usage("taken")


class FakeSessions:
    def __init__(self) -> None:
        self._kept: dict[str, Session] = {}

    def open(self, session: Session) -> None:
        self._kept[session.digest] = session

    def get(self, digest: str) -> Session | None:
        return self._kept.get(digest)

    def seen(self, digest: str, at: str) -> None:
        if digest in self._kept:
            self._kept[digest] = replace(self._kept[digest], seen_at=at)

    def of(self, person: str) -> list[Session]:
        own = sorted((one for one in self._kept.values() if one.person == person), key=lambda one: one.digest)
        return sorted(own, key=lambda one: one.seen_at, reverse=True)

    def end(self, digests: Sequence[str]) -> None:
        for digest in digests:
            self._kept.pop(digest, None)

    def end_all(self, person: str, but: str = "") -> None:
        self.end([one.digest for one in self.of(person) if one.digest != but])

    def within(self, workspace: str) -> list[str]:
        return [one.digest for one in self._kept.values() if one.workspace == workspace]

    def sweep(self, made_before: str, seen_before: str) -> None:
        self.end([one.digest for one in self._kept.values() if one.made_at < made_before or one.seen_at < seen_before])


class FakeTokens:
    def __init__(self) -> None:
        self._kept: dict[str, Token] = {}

    def add(self, token: Token) -> None:
        self._kept[token.id] = token

    def by_digest(self, digest: str) -> Token | None:
        return next((token for token in self._kept.values() if token.digest == digest), None)

    def all(self, workspace: str, person: str = "") -> list[Token]:
        own = [one for one in self._kept.values() if one.workspace == workspace and person in ("", one.person)]
        return sorted(sorted(own, key=lambda one: one.id), key=lambda one: one.made_at, reverse=True)

    def forget(self, workspace: str, people: Sequence[str]) -> None:
        stay = {id: o for id, o in self._kept.items() if o.workspace != workspace and o.person not in people}
        self._kept = stay

    def used(self, id: str, at: str) -> None:
        self._kept[id] = replace(self._kept[id], used_at=at)

    def revoke(self, id: str, at: str) -> None:
        if not self._kept[id].revoked_at:
            self._kept[id] = replace(self._kept[id], revoked_at=at)


class FakeLinks:
    def __init__(self) -> None:
        self._kept: dict[str, Link] = {}

    def add(self, link: Link) -> None:
        same = (link.person, link.purpose, link.workspace)
        self._kept = {key: o for key, o in self._kept.items() if (o.person, o.purpose, o.workspace) != same}
        self._kept[link.digest] = link

    def get(self, digest: str) -> Link | None:
        return self._kept.get(digest)

    def use(self, digest: str) -> bool:
        return self._kept.pop(digest, None) is not None

    def within(self, workspace: str) -> list[str]:
        return [one.digest for one in self._kept.values() if one.workspace == workspace]

    def drop(self, person: str) -> None:
        self._kept = {digest: link for digest, link in self._kept.items() if link.person != person}


class FakeAttempts:
    def __init__(self) -> None:
        self._kept: list[tuple[str, str]] = []

    def add(self, keys: Sequence[str], at: str) -> None:
        self._kept += [(key, at) for key in keys]

    def count(self, key: str, since: str) -> int:
        return sum(one == key and at >= since for one, at in self._kept)

    def clear(self, key: str) -> None:
        self._kept = [(one, at) for one, at in self._kept if one != key]

    def sweep(self, before: str) -> None:
        self._kept = [(key, at) for key, at in self._kept if at >= before]


class FakeAccounts:
    def __init__(self) -> None:
        self.people = FakePeople()
        self.sessions = FakeSessions()
        self.tokens = FakeTokens()
        self.links = FakeLinks()
        self.attempts = FakeAttempts()

    def held(self, workspace: str) -> Holdings:
        sessions, links = self.sessions.within(workspace), self.links.within(workspace)
        return Holdings(len(self.people.members(workspace)), len(sessions), len(self.tokens.all(workspace)), len(links))

    def forget(self, workspace: str) -> None:
        gone = self.people.forget(workspace)
        self.sessions.end(self.sessions.within(workspace))
        for digest in self.links.within(workspace):
            self.links.use(digest)
        for person in gone:
            self.sessions.end_all(person)
            self.links.drop(person)
        self.tokens.forget(workspace, gone)

    def close(self) -> None:
        """Nothing to release."""
