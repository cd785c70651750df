"""Signing in by an identity provider at the agency's door and at a client's, and roles that change while somebody is signed in."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.testclient import TestClient

from tests.journeys.door.test_identity_provider import provider_server
from thesaury.bootstrap.agency import Agency, init_agency
from thesaury.bootstrap.identities import identity_settings
from thesaury.bootstrap.settings_file import change_settings
from thesaury.model.access import Role
from thesaury.model.errors import Usage
from thesaury.pipeline.accounts import people
from thesaury.web.agency.app import agency_server
from thesaury.web.app import create_app
from thesaury.web.door.oidc import OidcSettings, Provider

AGENCY, NORTH, SOUTH = "http://localhost", "http://north.localhost", "http://south.localhost"
RITA = "rita@example.org"


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Agency:
    """Two clients. Rita edits one, by her address alone: she has no password."""
    made = init_agency(tmp_path_factory.mktemp("provider") / "agency", ("en",))
    for name in ("north", "south"):
        made.create(name).close()
    north = made.open("north")
    people.add(north.access, RITA, "Rita", [Role.EDITOR])
    people.add(north.access, "admin@north.example", "Admin", [Role.ADMIN])
    north.close()
    return made


@pytest.fixture(scope="module")
def browser(agency: Agency) -> Iterator[TestClient]:
    with provider_server() as issuer:
        provider = Provider(
            OidcSettings(issuer, "thesaury", "a secret of ours", "Example ID", ["example.org"], "groups")
        )
        own = agency.open_own()
        server = agency_server(agency, own, lambda one: create_app(one, access=one.access, provider=provider), provider)
        headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
        with TestClient(server, AGENCY, headers=headers, follow_redirects=False) as client:
            yield client
        own.close()


def came_back(browser: TestClient, door: str, who: str) -> str:
    """Where somebody is sent who came back from the provider to this door."""
    begun = browser.post(f"{door}/sign-in/provider", data={"next": "/account"})
    answer = httpx.post(begun.headers["location"], data={"sub": who})
    assert urlsplit(answer.headers["location"]).hostname == urlsplit(door).hostname
    return browser.get(answer.headers["location"]).headers["location"]


def test_one_comes_in_at_the_agency_and_at_her_client_and_at_no_other(agency: Agency, browser: TestClient):
    assert "Sign in with Example ID" in browser.get(f"{AGENCY}/sign-in").text
    assert came_back(browser, SOUTH, "rita") == "/sign-in?wrong=provider"
    assert came_back(browser, NORTH, "rita") == "/account"
    assert browser.get(NORTH).status_code == 200
    assert browser.get(SOUTH).headers["location"] == "/sign-in"
    assert came_back(browser, SOUTH, "rita") == "/sign-in?wrong=provider"
    assert came_back(browser, AGENCY, "rita") == "/account"
    shown = browser.get(f"{AGENCY}/").text
    assert ("north" in shown, "south" in shown) == (True, False)


def test_nobody_comes_in_at_the_agency_who_has_no_role_anywhere(browser: TestClient):
    browser.cookies.clear()
    assert came_back(browser, AGENCY, "nora") == "/sign-in?wrong=provider"
    assert "did not work" in browser.get(f"{AGENCY}/sign-in?wrong=provider").text


def test_a_role_that_is_taken_away_or_a_person_who_is_disabled_is_out_at_once(agency: Agency, browser: TestClient):
    browser.cookies.clear()
    came_back(browser, NORTH, "rita")
    assert browser.get(f"{NORTH}/connections").status_code == 200
    north = agency.open("north")
    south = agency.open("south")
    people.add(south.access, RITA, "Rita", [Role.ADMIN])  # which helps at the other one with nothing
    people.set_roles(north.access, RITA, [Role.VIEWER])
    assert browser.get(f"{NORTH}/settings/people").status_code == 403
    with pytest.raises(Usage, match="Take all of them"):
        people.disable(north.access, RITA)
    people.set_roles(north.access, RITA, [])
    assert browser.get(NORTH).headers["location"].startswith("/sign-in")
    assert came_back(browser, NORTH, "rita") == "/sign-in?wrong=provider"
    came_back(browser, SOUTH, "rita")
    assert browser.get(SOUTH).status_code == 200
    with pytest.raises(Usage, match="at least one role"):
        people.set_roles(south.access, RITA, [])
    people.add(south.access, "admin@south.example", "Admin", [Role.ADMIN])
    people.disable(south.access, RITA)
    assert browser.get(SOUTH).headers["location"].startswith("/sign-in")
    assert came_back(browser, SOUTH, "rita") == "/sign-in?wrong=provider"
    north.close()
    south.close()


def test_who_administers_a_client_names_no_provider_of_his_own(agency: Agency):
    """One who could, would come in as anybody: all clients have one directory of people."""
    change_settings(agency.root / "shared", {"oidc_issuer": "https://id.agency.example"})
    change_settings(agency.folder("north"), {"oidc_issuer": "https://id.evil.example", "oidc_default_role": "editor"})
    for workspace in (agency.open("north"), agency.open("south"), agency.open_own()):
        settings = identity_settings(workspace)
        assert settings.oidc_issuer == "https://id.agency.example"
        assert settings.oidc_default_role == ("editor" if workspace.root.name == "north" else "")
        workspace.close()
