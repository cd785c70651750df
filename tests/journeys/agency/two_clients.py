"""An agency with two clients. Everything that people and systems wrote at the second one has a word that stands nowhere else."""

from dataclasses import dataclass
from pathlib import Path

from tests.journeys.conftest import TABLE, TERMS, prepared
from tests.journeys.portal.furnishing import Said, furnish
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.agency import Agency, init_agency
from thesaury.bootstrap.allowing import allow
from thesaury.model.access import Permission, Role
from thesaury.model.account import Person
from thesaury.pipeline.accounts import people, tokens
from thesaury.pipeline.accounts.signing_in import open_session

OURS, THEIRS = "alder", "birch"
CANARY = "zibeline"
"""Stands in titles, descriptions, tags, labels, names, comments and sentences of the second client, and in no id of his."""


@dataclass(frozen=True)
class Held:
    """What somebody comes with: the cookie of a session, or a token."""

    name: str
    cookie: str = ""
    token: str = ""

    def headers(self) -> dict[str, str]:
        """As a browser or a program sends it."""
        bearing = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        browser = {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"} if self.cookie else {}
        return {"Accept-Language": "en", "Accept": "*/*"} | bearing | browser


def two_clients(folder: Path) -> Agency:
    """The agency; its first client is quiet, its second one has everything that a week of work leaves behind."""
    agency = init_agency(folder / "agency", ("en", "de"))
    for name in (OURS, THEIRS):
        agency.create(name).close()
        word = CANARY if name == THEIRS else "plain"
        _bring(agency.folder(name), folder / name, word)
    theirs = agency.open(THEIRS)
    people.add(theirs.access, f"admin@{THEIRS}.example", "Admin", [Role.ADMIN])
    furnish(theirs, Said(*(f"{CANARY} {word}" for word in ("person", "campaign", "search", "sentence", "label"))))
    theirs.close()
    return agency


def _bring(root: Path, files: Path, word: str) -> None:
    files.mkdir()
    terms, table = files / "terms.ttl", files / "assets.csv"
    terms.write_text(TERMS.replace('"@', f' {word}"@').replace("terms.example", f"{root.name}.example"))
    table.write_text(TABLE.replace("scene", word).replace("pouches", word).replace("lake", word).replace("Bad", word))
    prepared("vocabulary", "import", terms, "--name", f"{root.name}-terms", "-w", root)
    allow(root.parent.parent, root.name, [files])
    prepared("connect", "table", table, "--name", "studio" if root.name == THEIRS else "desk", "-w", root)
    prepared("sync", "--quiet", "-w", root)


def administrator(workspace: EmbeddedWorkspace) -> tuple[Held, Held, Held]:
    """The session, a token and a revoked token of somebody who may everything in this workspace, and nothing elsewhere."""
    name = workspace.root.name
    address = f"admin@{name}.example"
    if name == OURS:
        people.add(workspace.access, address, "Admin", [Role.ADMIN])
    member = people.member(workspace.access, address)
    key = open_session(workspace.access, member.person, "127.0.0.1")
    _, living = tokens.create(workspace.access, member, "lives", list(Permission))
    revoked, dead = tokens.create(workspace.access, member, "revoked", list(Permission))
    tokens.revoke(workspace.access, revoked.id)
    cookie = f"thesaury-{workspace.id[:12]}={key}"
    return Held(f"session of {name}", cookie), Held(f"token of {name}", "", living), Held("revoked", "", dead)


def viewer(workspace: EmbeddedWorkspace) -> Held:
    """The session of somebody who may only look."""
    person = people.add(workspace.access, f"viewer@{workspace.root.name}.example", "Viewer", [Role.VIEWER])
    key = open_session(workspace.access, person, "127.0.0.1")
    return Held("lower role", f"thesaury-{workspace.id[:12]}={key}")


def no_role_there(own: EmbeddedWorkspace) -> Held:
    """The session at the agency of our client's administrator, who has no role in the agency's own workspace."""
    person = own.access.accounts.people.called(f"admin@{OURS}.example")
    assert person
    return _at_agency(own, person, "no role there")


def may_look_there(own: EmbeddedWorkspace) -> Held:
    """The session at the agency of somebody who may look in its own workspace, and has no client."""
    return _at_agency(own, people.add(own.access, "viewer@agency.example", "Viewer", [Role.VIEWER]), "may look there")


def _at_agency(own: EmbeddedWorkspace, person: Person, name: str) -> Held:
    return Held(name, f"thesaury-{own.id[:12]}={open_session(own.access, person, '127.0.0.1')}")
