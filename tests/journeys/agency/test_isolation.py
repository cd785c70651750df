"""Every address of a client, tried with what opens another client: nothing opens, and nothing of the other is said.

The addresses are those of the application itself, so a new one is tried from the day it is there; one with a new kind of gap has to get a
row in `things.py`, one that answers strangers or readers a line below.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from tests.journeys.agency.opened import opened_below
from tests.journeys.agency.things import GAP, filled, routes
from tests.journeys.agency.two_clients import (
    CANARY,
    OURS,
    THEIRS,
    Held,
    administrator,
    may_look_there,
    no_role_there,
    viewer,
)
from tests.journeys.door.test_every_change import OPEN, QUESTIONS
from thesaury.bootstrap.agency import Agency
from thesaury.pipeline.publishing.channels import make_key
from thesaury.web.agency.app import agency_server
from thesaury.web.app import create_app
from thesaury.web.door.origin import SAFE

NOBODY = Held("nobody")
FOR_ALL = {
    "/health",
    "/panel/v1/device/code",  # a panel that asks, and holds nothing yet
    "/panel/v1/device/token",
    "/panel/v1/token/refresh",
    "/panel/v1/token/revoke",
    "/picker/frame",
    "/preferences",
    "/pull/knak/v1/ping",
    "/pull/oauth2/token",
    "/reconcile/logo.svg",
    "/reconcile/{key}/1.0-draft/{vocabulary}/match",  # says how to ask before it looks at the key
    "/sign-in",
    "/sign-in/link/{key}",  # says that the link opens no more
}
"""What a stranger is answered otherwise than by a door that stays shut; style sheets besides."""
FOR_READERS = {
    "/api/v1/briefs/files",
    "/api/v1/briefs/read",
    "/api/v1/documents/check",
    "/api/v1/recommend",
    "/api/v1/validate",
    "/api/v1/validate/table",
    "/governance/check",
    "/governance/check/part",
    "/governance/check/table",
    "/governance/measure",
    "/sparql",
}
"""Questions sent as POST that whoever may look may ask."""
WITH_EVERYBODY = {
    "/analytics/questions/{name}",
    "/analytics/questions/{name}.csv",
    "/api/v1/analytics/questions/{name}",
    "/api/v1/analytics/tables/{name}",
    "/connections/new/{kind}",
}
"""What has the same name with every client: asked of ours, it answers with ours."""


OWN_AT_AGENCY = {
    "/account/name",
    "/account/password",
    "/account/sessions/end",
    "/account/tokens",
    "/account/tokens/revoke",
    "/preferences",
    "/sign-in",
    "/sign-in/link/{key}",
    "/sign-out",
    "/sign-out/everywhere",
}
"""Everybody's own account and browser."""


@dataclass
class World:
    """The server, what the administrators hold, and every address of the first client with things of the second in its gaps."""

    client: TestClient
    ours: tuple[Held, Held, Held]
    theirs: tuple[Held, Held, Held]
    viewer: Held
    feed: Held
    """The key of a feed of the second client."""
    lookers: tuple[Held, Held]
    """At the agency: somebody with a role at a client and none in `shared`, and somebody who may only look in `shared`."""
    agency: list[tuple[str, str]]
    addresses: list[tuple[str, str, str]]
    folder: Path
    """Of the second client. Nobody has it open before the last test does."""
    quiet: bool = True

    def ask(self, method: str, path: str, held: Held = NOBODY, client: str = OURS) -> Response:
        """What a client's door answers; at our own door it has said nothing of the other client, nor broken."""
        self.client.cookies.clear()
        place = f"http://{client}.localhost{path}"
        self.quiet &= client == OURS
        with opened_below(self.folder) as opened:
            answer = self.client.request(method, place, headers=held.headers(), follow_redirects=False)
        if client == OURS:
            assert not self.quiet or opened == [], f"{method} {path} with {held.name}"
            told = "\n".join([answer.text, *answer.headers.values()]).lower()
            assert CANARY not in told, f"{method} {path} with {held.name}"
            assert answer.status_code < 500, f"{method} {path} with {held.name}: {answer.status_code}"
        return answer

    def let_through(self, held: Held, shut: frozenset[int] = frozenset({401, 403, 404, 405})) -> dict[str, int]:
        """The addresses that do not answer as a shut door does."""
        found = {}
        for method, path, address in self.addresses:
            answer = self.ask(method, address, held)
            led = answer.status_code == 303 and answer.headers["location"].startswith("/sign-in")
            if not led and answer.status_code not in shut and not path.startswith("/static/"):
                found[path] = answer.status_code
        return found


@pytest.fixture(scope="module")
def world(two: tuple[Agency, Mapping[str, str]]) -> Iterator[World]:
    agency, things = two
    own, ours, theirs = agency.open_own(), agency.open(OURS), agency.open(THEIRS)
    found = sorted(set(routes(create_app(ours, access=ours.access).routes)))
    addresses = [(method, path, filled(path, things)) for method, path in found if method != "HEAD"]
    # Nobody here waits because he asked too much: that would be an answer, too.
    server = agency_server(agency, own, lambda one: create_app(one, per_minute=100_000, access=one.access))
    with TestClient(server, raise_server_exceptions=False) as client:
        agency_addresses = sorted(set(routes(server.own.routes)))
        held = (administrator(ours), administrator(theirs), viewer(ours))
        lookers = (no_role_there(own), may_look_there(own))
        feed = Held("feed key", token=make_key(theirs, things["/feed name"], "shop"))
        yield World(client, *held, feed, lookers, agency_addresses, addresses, agency.folder(THEIRS))
    for workspace in (own, ours, theirs):
        workspace.close()


def test_a_stranger_gets_through_no_door(world: World):
    assert set(world.let_through(NOBODY)) == FOR_ALL


def test_a_session_of_another_client_is_no_session(world: World):
    """Under our cookie's name, too: what it opens is looked up, and not how it is called."""
    name, value = world.theirs[0].cookie.split("=")
    ours = world.ours[0].cookie.split("=")[0]
    assert set(world.let_through(Held("theirs", f"{name}={value}; {ours}={value}"))) == FOR_ALL


@pytest.mark.parametrize("which", ["theirs", "revoked", "feed"])
def test_a_token_of_another_client_a_revoked_one_and_the_key_of_his_feed_are_no_tokens(world: World, which: str):
    held = {"theirs": world.theirs[1], "revoked": world.ours[2], "feed": world.feed}[which]
    assert set(world.let_through(held)) == FOR_ALL


def test_who_may_only_look_changes_nothing(world: World):
    changed = {
        path
        for method, path, address in world.addresses
        if method not in SAFE
        and path not in OPEN | QUESTIONS
        and world.ask(method, address, world.viewer).status_code not in (401, 403, 404, 405)
    }
    assert changed == FOR_READERS


def test_what_belongs_to_another_client_is_not_here_for_our_administrator(world: World):
    session, token, _ = world.ours
    found = set()
    for method, path, address in world.addresses:
        if "{" in path or method in SAFE:
            answer = world.ask(method, address, token if path.startswith("/api/") else session)
            found |= {path} if "{" in path and answer.status_code < 400 else set()
    assert found == WITH_EVERYBODY


def test_what_opens_a_client_opens_nothing_at_the_agency(world: World):
    """At its door each address answers as it answers a stranger, also what comes under the name of its own cookie."""
    session, token, revoked = world.theirs
    value, name = session.cookie.split("=")[1], world.lookers[0].cookie.split("=")[0]
    disguised = Held("disguised", f"{name}={value}")
    for method, path in world.agency:
        answers = {
            held.name: at_agency(world, method, path, held) for held in (NOBODY, session, disguised, token, revoked)
        }
        opened = {name for name, status in answers.items() if status not in (answers["nobody"], 401, 403, 429)}
        assert opened == set(), f"{method} {path}: {answers}"


@pytest.mark.parametrize("which", ["no role there", "may look there"])
def test_who_is_no_administrator_of_the_agency_changes_nothing_there(world: World, which: str):
    """What he changes is his own; the page shows him his clients, and never the other one."""
    held = world.lookers[which == "may look there"]
    world.client.cookies.clear()
    for path in ("/", "/clients/part"):
        shown = world.client.get(f"http://localhost{path}", headers=held.headers()).text
        assert (OURS in shown, THEIRS in shown) == (which == "no role there", False)
    assert at_agency(world, "GET", f"/enter/{THEIRS}?asked={'a' * 32}", held) == 404
    changed = {
        path
        for method, path in world.agency
        if method not in SAFE and at_agency(world, method, path, held) not in (401, 403, 404, 405)
    }
    assert changed - OWN_AT_AGENCY == set()


def at_agency(world: World, method: str, path: str, held: Held) -> int:
    """What the agency's door answers; it says nothing of the second client."""
    world.client.cookies.clear()
    address = f"http://localhost{GAP.sub('birch', path)}"
    answer = world.client.request(method, address, headers=held.headers(), follow_redirects=False)
    assert CANARY not in answer.text.lower(), f"{method} {path} with {held.name}"
    assert answer.status_code < 500, f"{method} {path} with {held.name}"
    return answer.status_code


def test_what_is_looked_for_is_there(world: World):
    """Its own administrator reads the word at the second client's door, and the addresses lead somewhere there."""
    session, token, _ = world.theirs
    assert CANARY in world.ask("GET", "/search", session, THEIRS).text
    assert CANARY in world.ask("GET", "/api/v1/assets", token, THEIRS).text
    with_gaps = [address for method, path, address in world.addresses if method == "GET" and "{" in path]
    with_gaps = [
        address for address in with_gaps if not address.endswith("/events")
    ]  # told for as long as a run goes on
    found = [address for address in with_gaps if world.ask("GET", address, session, THEIRS).status_code == 200]
    assert len(found) > 60
