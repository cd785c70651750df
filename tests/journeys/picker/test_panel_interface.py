"""The panel interface: who gets in from where, and what he is told."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.journeys.picker.conftest import ASKED, CMS, USE, Panels, TestClient
from thesaury.cli.app import run
from thesaury.engines.renditions import KeptRenditions
from thesaury.model.access import Permission
from thesaury.model.asset import Asset
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput
from thesaury.pipeline.accounts import tokens
from thesaury.pipeline.panels import origins
from thesaury.ports.renditions import Busy
from thesaury.web.desk import desk_for
from thesaury.web.panel.routes.assets import media
from thesaury.web.panel.signing import Signer, Ticket
from thesaury.web.panel.told import Teller

EVIL, OTHER = "https://evil.example", "https://shop.example"


def kind(answer) -> str:
    return answer.json()["type"].partition("#problem-")[2]


def test_a_panel_is_connected_by_a_code_that_a_person_approves(panels: Panels):
    asked = panels.http.post("/panel/v1/device/code", json={"host": "Photoshop\n<b>"}).json()
    assert asked["verification_uri"].endswith("/connect")
    poll = {"device_code": asked["device_code"]}
    assert panels.http.post("/panel/v1/device/token", json=poll).json() == {"state": "waiting"}
    ana = panels.browser("ana")
    shown = ana.get(f"/connect?code={asked['user_code'].lower().replace('-', ' ')}").text
    assert asked["user_code"] in shown
    assert "Photoshop &lt;b&gt;" in shown
    done = ana.post("/connect", data={"code": asked["user_code"], "do": "approve"})
    assert "The panel is connected" in done.text
    told = panels.http.post("/panel/v1/device/token", json=poll).json()
    assert (told["state"], told["scopes"], told["expires_in"]) == ("approved", ["edit", "read"], 600)
    assert panels.http.post("/panel/v1/device/token", json=poll).status_code == 400
    assert ana.post("/connect", data={"code": asked["user_code"], "do": "approve"}).status_code == 422


def test_a_refused_panel_gets_nothing_and_a_stranger_is_led_to_sign_in(panels: Panels):
    asked = panels.http.post("/panel/v1/device/code", json={}).json()
    stranger = panels.http.get(f"/connect?code={asked['user_code']}", follow_redirects=False)
    assert stranger.headers["location"].startswith("/sign-in?next=%2Fconnect%3Fcode")
    panels.browser("vera").post("/connect", data={"code": asked["user_code"], "do": "refuse"})
    poll = {"device_code": asked["device_code"]}
    assert panels.http.post("/panel/v1/device/token", json=poll).json() == {"state": "refused"}


def test_pages_of_allowed_origins_are_answered_and_all_others_get_nothing(panels: Panels):
    preflight = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
    for origin, status in ((CMS, 204), ("null", 204), (EVIL, 403), ("https://cms.example.evil.example", 403)):
        answer = panels.http.options("/panel/v1/search", headers={"Origin": origin, **preflight})
        assert answer.status_code == status
        assert answer.headers.get("access-control-allow-origin") == (origin if status == 204 else None)
        assert "access-control-allow-credentials" not in answer.headers
        assert "Origin" in answer.headers["vary"]
    token = panels.connected(origin=CMS)["token"]
    for origin, status in ((CMS, 200), ("null", 403), (EVIL, 403)):
        headers = {"Origin": origin, "Authorization": f"Bearer {token}"}
        answer = panels.http.get("/panel/v1/capabilities", headers=headers)
        assert answer.status_code == status
        assert answer.headers.get("access-control-allow-origin") == (None if origin == EVIL else origin)
    assert kind(panels.http.post("/panel/v1/device/code", json={}, headers={"Origin": EVIL})) == "origin-not-allowed"


def test_a_cookie_opens_nothing_here_and_an_api_token_neither(panels: Panels):
    made = tokens.create(panels.access, panels.member("ana"), "x", [Permission.READ])[1]
    for answer in (
        panels.browser("ana").get("/panel/v1/capabilities"),
        panels.http.get("/panel/v1/capabilities", headers={"Authorization": f"Bearer {made}"}),
        panels.http.get("/panel/v1/capabilities"),
    ):
        assert (answer.status_code, kind(answer)) == (401, "not-signed-in")


def test_a_token_is_over_after_ten_minutes_and_prolonged_by_a_key_that_changes(panels: Panels, monkeypatch):
    told = panels.connected()

    def here(token: str):
        return panels.http.get("/panel/v1/capabilities", headers={"Authorization": f"Bearer {token}"})

    def prolong(key: str):
        return panels.http.post("/panel/v1/token/refresh", json={"refresh_token": key})

    assert here(told["token"]).status_code == 200
    monkeypatch.setattr(panels, "ahead", timedelta(seconds=700))
    late = here(told["token"])
    assert (late.status_code, kind(late)) == (401, "token-expired")
    first = prolong(told["refresh_token"])
    assert here(first.json()["token"]).status_code == 200
    again = prolong(told["refresh_token"])
    assert again.status_code == 200, "the answer before may have been lost"
    assert again.json()["refresh_token"] != first.json()["refresh_token"]
    assert prolong(first.json()["refresh_token"]).status_code == 401


def test_a_key_that_somebody_copied_ends_the_session(panels: Panels, monkeypatch):
    told = panels.connected()
    copied = key = told["refresh_token"]
    for minutes in (9, 18):
        monkeypatch.setattr(panels, "ahead", timedelta(minutes=minutes))
        told = panels.http.post("/panel/v1/token/refresh", json={"refresh_token": key}).json()
        key = told["refresh_token"]
    for one in (copied, key):
        assert panels.http.post("/panel/v1/token/refresh", json={"refresh_token": one}).status_code == 401
    bearer = {"Authorization": f"Bearer {told['token']}"}
    assert kind(panels.http.get("/panel/v1/capabilities", headers=bearer)) == "not-signed-in"


def test_logging_out_ends_token_key_and_the_addresses_of_pictures(panels: Panels):
    told = panels.connected()
    bearer = {"Authorization": f"Bearer {told['token']}"}
    found = panels.http.post("/panel/v1/assets", json={"asset": "a1", "use": USE}, headers=bearer).json()
    assert panels.http.get(found["thumbnail"]).headers["content-type"] == "image/jpeg"
    out = panels.http.post("/panel/v1/token/revoke", json={"refresh_token": told["refresh_token"]})
    assert out.status_code == 204
    assert kind(panels.http.get("/panel/v1/capabilities", headers=bearer)) == "not-signed-in"
    closed = panels.http.get(found["thumbnail"])
    assert (closed.status_code, closed.content) == (401, b"")
    assert panels.http.post("/panel/v1/token/refresh", json={"refresh_token": told["refresh_token"]}).status_code == 401


def test_forged_tickets_and_tokens_in_their_place_are_answered_by_a_bare_status(panels: Panels):
    told = panels.connected()
    for ticket, status in (("x", 403), (told["token"], 403), ("a" * 5000, 403)):
        answer = panels.http.get(f"/panel/v1/media/{ticket}")
        assert (answer.status_code, answer.content) == (status, b"")


def ticket(panels: Panels, session: str, rendition: str) -> str:
    """The address of a rendition of the first asset."""
    signer = Signer(panels.workspace, "w", panels.access.clock)
    return "/panel/v1/media/" + signer.ticket(Ticket(session, "a1", rendition))


def session_of(panels: Panels) -> str:
    return Signer(panels.workspace, "w", panels.access.clock).session_of(panels.connected()["token"])


@pytest.mark.parametrize("rendition", ["thumbnail", "preview", "large", "original"])
def test_who_has_a_picture_already_is_told_so(panels: Panels, rendition: str):
    address = ticket(panels, session_of(panels), rendition)
    first = panels.http.get(address)
    assert (first.status_code, first.headers["content-type"]) == (200, "image/jpeg")
    again = panels.http.get(address, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert panels.http.get(address, headers={"If-None-Match": '"other"'}).content == first.content


def test_what_a_panel_looks_at_and_takes_is_kept_once_under_its_program(tmp_path: Path):
    panels = Panels(tmp_path)
    first = panels.workspace.held["a1"].records[0]
    panels.catalogue.records.put_connection(Connection(first.connection, "table"))
    ask, session = panels.panel(), session_of(panels)
    with panels.http:  # what was seen is written when the application ends, at the latest
        for _ in range(2):
            ask("POST", "/assets", json={"asset": "a1", "use": USE})
            for rendition in ("thumbnail", "preview", "original"):
                panels.http.get(ticket(panels, session, rendition))
            ask("GET", "/search", params={**ASKED, "q": "bottle"})
    seen = panels.catalogue.usage.of_record(first.connection, first.external_id)
    told = sorted((one.kind.value, one.where, dict(one.properties).get("rendition", "")) for one in seen)
    assert told == [("download", "Figma", "original"), ("view", "Figma", "")]
    [kept] = panels.catalogue.search_log.page()
    assert (kept.where, kept.channel, kept.regions) == ("Figma", "website", ("DE",))
    assert {dict(one.properties)["session"] for one in seen} == {kept.session}


def test_a_session_that_may_not_read_gets_no_picture(panels: Panels):
    id, kept = session_of(panels), panels.catalogue.panels
    kept.open(replace(kept.session(id), scopes=frozenset({Permission.EDIT})), "")
    assert panels.http.get(ticket(panels, id, "thumbnail")).status_code == 401


def test_files_are_counted_by_their_session(panels: Panels):
    desk, app = desk_for(panels.workspace), FastAPI()
    app.include_router(media(desk, panels.access, Teller(desk, Signer(panels.workspace, "w")), per_minute=2))
    http, one, other = TestClient(app), session_of(panels), session_of(panels)

    def fetched(session: str):
        return http.head(ticket(panels, session, "thumbnail").removeprefix("/panel/v1"))

    answers = [fetched(one) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2].headers["retry-after"]) > 0
    assert fetched(other).status_code == 200


def test_a_picture_is_asked_for_again_while_many_are_made(panels: Panels, monkeypatch):
    def busy(*_: object) -> bytes:
        raise Busy("Ask again.")

    monkeypatch.setattr(KeptRenditions, "render", busy)
    answer = panels.http.get(ticket(panels, session_of(panels), "large"))
    assert (answer.status_code, kind(answer)) == (503, "unavailable")
    assert int(answer.headers["retry-after"]) > 0


def test_of_what_is_denied_or_withdrawn_there_is_no_larger_picture_than_the_smallest(panels: Panels, monkeypatch):
    ask, signer = panels.panel(), Signer(panels.workspace, "w", panels.access.clock)

    def shown(told) -> str:
        return signer.ticket_of(told["preview"].removeprefix("/panel/v1/media/")).rendition

    def details(use):
        return shown(ask("POST", "/assets", json={"asset": "a1", "use": use}).json())

    def checked(use):
        found = [{"ref": "1", "name": "x", "asset": "a1"}]
        return shown(ask("POST", "/documents/check", json={"found": found, "use": use}).json()["checked"][0]["asset"])

    elsewhere = {**USE, "regions": ["US"]}
    for told in (details, checked):
        assert (told(USE), told(elsewhere)) == ("preview", "thumbnail")
    first, *others = panels.workspace.held["a1"].records
    gone = replace(first, properties=(*first.properties, ("status", ("withdrawn",))))
    monkeypatch.setitem(panels.workspace.held, "a1", Asset("a1", (gone, *others)))
    assert (details(USE), checked(USE)) == ("thumbnail", "thumbnail")


def test_a_host_with_a_server_gets_tokens_for_its_origin_alone(panels: Panels):
    kept, text = tokens.create(panels.access, panels.member("ana"), "cms", [Permission.READ])
    program = {"Authorization": f"Bearer {text}"}
    refused = panels.http.post("/api/v1/picker/tokens", json={"origin": EVIL}, headers=program)
    assert refused.status_code == 400
    made = panels.http.post("/api/v1/picker/tokens", json={"origin": f"{CMS}/", "minutes": 5}, headers=program)
    assert (made.status_code, made.json()["origin"], made.json()["scopes"]) == (201, CMS, ["read"])
    bearer = {"Authorization": f"Bearer {made.json()['token']}", "Origin": CMS}
    told = panels.http.get("/panel/v1/capabilities", headers=bearer).json()
    assert (told["may"], told["person"]["address"]) == ({"place": False}, "token:cms")
    framed = {"Authorization": bearer["Authorization"], "Thesaury-Host": EVIL}
    assert panels.http.get("/panel/v1/capabilities", headers=framed).status_code == 403
    tokens.revoke(panels.access, kept.id)
    assert panels.http.get("/panel/v1/capabilities", headers=bearer).status_code == 401


def test_an_origin_that_is_forbidden_ends_what_stands_there(panels: Panels):
    origins.allow(panels.catalogue, OTHER, "ana")
    ask = panels.panel(origin=OTHER)
    assert ask("GET", "/capabilities").status_code == 200
    origins.forbid(panels.catalogue, OTHER)
    assert ask("GET", "/capabilities").status_code == 403
    assert ask("GET", "/capabilities", headers={"Origin": "http://testserver"}).status_code == 401


def test_the_frame_is_held_by_allowed_origins_alone(panels: Panels):
    answer = panels.http.get("/picker/frame")
    assert f"frame-ancestors {CMS}" in answer.headers["content-security-policy"]
    assert "*" not in answer.headers["content-security-policy"]
    origins.forbid(panels.catalogue, CMS)
    assert "frame-ancestors 'none'" in panels.http.get("/picker/frame").headers["content-security-policy"]
    origins.allow(panels.catalogue, CMS, "ana")
    assert "frame-ancestors 'none'" in panels.http.get("/sign-in").headers["content-security-policy"]
    assert panels.http.get("/picker/other.js").status_code == 404


def test_a_search_never_has_what_is_denied_and_says_what_is_blocked(panels: Panels):
    ask = panels.panel()
    assert ask("GET", "/search", params={"q": "lake"}).status_code == 422, "a use is always asked about"
    first = ask("GET", "/search", params={**ASKED, "size": 0, "uiLocale": "de", "list": "review"}).json()
    assert len(first["hits"]) == 1
    assert first["hits"][0]["rights"]["decision"] == "needs_review"
    assert first["hits"][0]["rights"]["word"] == "Muss geprüft werden"
    second = ask("GET", "/search", params={**ASKED, "size": 500, "more": first["more"], "list": "review"}).json()
    assert "more" not in second
    assert "facets" not in second
    assert len(second["hits"]) == first["total"] - 1
    usable = ask("GET", "/search", params=ASKED).json()
    assert all(hit["rights"]["decision"] == "permit" for hit in usable["hits"])
    assert usable["review"] == first["total"]
    assert ask("GET", "/search", params={**ASKED, "more": "x"}).status_code == 400
    assert ask("GET", "/search", params={**ASKED, "channel": "moon"}).status_code == 400
    many = ask("GET", "/search", params={**ASKED, "region": ",".join(["DE"] * 301)})
    assert (many.status_code, kind(many)) == (422, "invalid")
    assert ask("GET", "/folders").status_code == 501


def test_files_to_place_are_given_only_where_the_use_is_permitted(panels: Panels):
    ask = panels.panel()
    refused = ask("POST", "/renditions", json={"asset": "a1", "use": USE})
    assert (refused.status_code, kind(refused)) == (403, "not-permitted")
    details = ask("POST", "/assets", json={"asset": "a1", "use": USE}).json()
    assert details["rights"]["decision"] == "needs_review"
    assert details["rights"]["axes"]
    assert {one["name"] for one in details["renditions"]} == {"original", "large", "preview"}
    assert all(one["url"] == "" for one in details["renditions"])
    assert details["standing"] == ""


def test_who_may_only_look_records_nothing(panels: Panels):
    viewer = panels.panel("vera")
    assert viewer("GET", "/capabilities").json()["may"] == {"place": False}
    for path, body in (
        ("/placements", {"id": "0a1b2c3d4e", "asset": "a1", "host": "figma"}),
        ("/feedback", {"feedback": [{"asset": "a1", "brief": "b", "liking": "pinned"}]}),
    ):
        assert viewer("POST", path, json=body).status_code == 403


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("HTTPS://CMS.Example:443/", "https://cms.example"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("http://[::1]:80", "http://[::1]"),
    ],
)
def test_an_origin_is_written_in_one_way(written: str, kept: str):
    assert origins.origin_of(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "http://cms.example",
        "https://*.example",
        "https://a.example/path",
        "https://a.example?",
        "https://a@b.example",
        "https://a.example:99999",
        "cms.example",
        "null",
        "",
        "https://a.example;x",
        "https://a.example b.example",
        "https://a.example\nhttps://b.example",
        "javascript:alert(1)",
        "https://[x]",
    ],
)
def test_what_is_no_origin_is_refused_with_a_sentence(written: str):
    with pytest.raises(BadInput, match=r"no origin|not encrypted"):
        origins.origin_of(written)


def test_origins_are_kept_by_command_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    work = tmp_path / "work"
    place = ["--workspace", str(work)]
    assert run(["init", str(work)]) == 0
    assert run(["picker", "origins", "add", "https://CMS.example/", *place]) == 0
    assert run(["picker", "origins", "add", "https://cms.example", *place]) == 2
    assert run(["picker", "origins", "add", "http://cms.example", *place]) == 5
    capsys.readouterr()
    assert run(["picker", "origins", "list", "--json", *place]) == 0
    assert [one["origin"] for one in json.loads(capsys.readouterr().out)] == ["https://cms.example"]
    assert run(["picker", "origins", "remove", "https://cms.example", *place]) == 0
    assert run(["picker", "origins", "remove", "https://cms.example", *place]) == 2
