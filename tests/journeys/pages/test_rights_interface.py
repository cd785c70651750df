"""The interface of rights: what is asked, read, recorded and confirmed by programs, and what is refused with the field's name."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.unit.rights.licences import licence
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.model.asset import Record, Text
from thesaury.model.connection import Connection
from thesaury.model.licensing import Statement, Unresolved
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.pipeline.rights import confirming
from thesaury.ports.source import Page
from thesaury.web.app import create_app

AT = "2026-01-01T00:00:00Z"
CLEAR = licence(channels="website", regions="DACH")
HALF = Statement(terms=CLEAR.terms, unresolved=(Unresolved("placeholder_text", 0, 3, "tbd"),))
USE = {"channel": "website", "region": "AT", "date": "2026-06-01"}
ODD = "a b/c#d?é.jpg"


@contextmanager
def made(root: Path) -> Iterator[EmbeddedWorkspace]:
    """`dam/1` is clear, `dam/2` waits for a person, `dam/3` has no record; one has an id that addresses have to quote."""
    with closing(init_workspace(root)) as workspace:
        workspace.catalogue.records.put_connection(Connection("dam", "folder"))
        records = tuple(Record("dam", name, "e", (Text("title", name),)) for name in ("1", "2", "3", ODD))
        workspace.catalogue.records.store_page("dam", Page(records, "1", True))
        workspace.catalogue.rights.put(
            [
                RightsRecord(RightsSource("dam/1", "0", "Web, DACH"), 1, CLEAR, PolicyStatus.COMPLETE, "p", AT),
                RightsRecord(RightsSource("dam/2", "0", "tbd"), 1, HALF, PolicyStatus.NEEDS_REVIEW, "p", AT),
                RightsRecord(RightsSource(f"dam/{ODD}", "0", "tbd"), 1, HALF, PolicyStatus.NEEDS_REVIEW, "p", AT),
            ]
        )
        yield workspace


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorkspace]:
    """One workspace for all that changes nothing."""
    with made(tmp_path_factory.mktemp("rights") / "work") as workspace:
        yield workspace


@pytest.fixture(scope="module")
def interface(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), base_url="http://127.0.0.1") as client:
        yield client


def sent(interface: TestClient, path: str, body: Any, status: int = 200, **headers: str) -> Any:
    answer = interface.post(f"/api/v1/rights/{path}", json=body, headers=headers)
    assert answer.status_code == status, answer.text
    kind = "application/json" if status == 200 else "application/problem+json"
    assert answer.headers["content-type"] == kind
    return answer.json()


@pytest.mark.parametrize(
    ("asset", "region", "decision"),
    [
        ("dam/1", "AT", "permit"),
        ("dam/1", "FR", "deny"),
        ("dam/2", "AT", "needs_review"),
        ("dam/3", "AT", "needs_review"),
    ],
)
def test_an_answer_has_the_shape_of_the_contract(interface: TestClient, asset: str, region: str, decision: str):
    told = sent(interface, "check", {**USE, "asset": asset, "region": region})
    assert told["decision"] == decision
    known = asset != "dam/3"
    assert (told["record"], told["record_version"]) == ((f"{asset}#0", 1) if known else (None, None))
    assert told["request"]["regions"] == [region]
    assert {
        "axes",
        "obligations",
        "caps",
        "next_change",
        "alternatives",
        "evaluated_at",
        "engine_version",
    } <= told.keys()
    assert "not legal advice" in told["notice"]
    assert {"axis", "result", "term", "span", "sentence"} == told["axes"][0].keys()


def test_an_alternative_can_be_asked_as_it_was_told(interface: TestClient):
    denied = sent(interface, "check", {**USE, "asset": "dam/1", "region": None, "regions": ["AT", "FR"]})
    [nearest, *_] = denied["alternatives"]
    assert sent(interface, "check", {**nearest["request"], "asset": "dam/1"})["decision"] == "permit"


def test_a_whole_list_is_answered_in_its_order(interface: TestClient, opened: EmbeddedWorkspace):
    names = ["dam/1", "dam/2", "dam/3"] * 333 + ["dam/1"]
    told = sent(interface, "check", {**USE, "assets": names})
    assert [one["decision"] for one in told["answers"]] == ["permit", "needs_review", "needs_review"] * 333 + ["permit"]
    assert len({one["evaluated_at"] for one in told["answers"]}) == 1
    found = opened.catalogue.records.find("dam/1")
    assert found is not None
    assert told["answers"][0]["asset"] == found.id
    problem = sent(interface, "check", {**USE, "assets": [*names, "dam/1"]}, 422)
    assert problem["detail"] == "assets: Name between one and 1,000 assets."


def test_a_text_is_asked_in_place_of_an_asset(interface: TestClient):
    told = sent(interface, "check", {**USE, "text": "Web, DACH, until 01/06/2026", "locale": "en-GB"})
    assert (told["decision"], told["records"]) == ("permit", [])
    assert sent(interface, "check", {**USE, "text": ""})["decision"] == "needs_review"
    anchored = {"text": "Web, DACH, 1 year from delivery", "anchors": {"delivered": "2025-07-01"}}
    assert sent(interface, "check", {**USE, **anchored})["decision"] == "permit"


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({}, 422, "asset, a list of assets, or a text"),
        ({**USE, "asset": "dam/1", "text": "x"}, 422, "only one of the three"),
        ({**USE, "asset": "dam/1", "chanel": "tv"}, 422, "no field 'chanel'"),
        ({**USE, "asset": "dam/9"}, 422, "asset: There is no asset 'dam/9'"),
        ({**USE, "asset": 7}, 422, "asset: "),
        ({**USE, "assets": []}, 422, "assets: "),
        ({**USE, "assets": ["dam/1", "dam/9"]}, 422, "assets[1]: There is no asset"),
        ({**USE, "asset": "dam/1", "channel": "hologram"}, 400, "no channel 'hologram'"),
        ({**USE, "asset": "dam/1", "date": "soon"}, 422, "no day"),
        ({**USE, "asset": "dam/1", "modify": 1}, 422, "modify: "),
        ({**USE, "asset": "dam/1", "locale": "de"}, 422, "locale: "),
        ({**USE, "text": "x" * 20_001}, 422, "text: A licence text has 20,000"),
        ({**USE, "text": 7}, 422, "text: "),
        ({**USE, "text": "Web", "anchors": {"birthday": "2026-01-01"}}, 422, "anchors: "),
        ([], 422, "an object"),
    ],
)
def test_a_question_that_cannot_be_asked_names_what_is_wrong(
    interface: TestClient, body: Any, status: int, detail: str
):
    assert detail in sent(interface, "check", body, status)["detail"]


@pytest.mark.parametrize("path", ["check", "parse", "records/confirm"])
@pytest.mark.parametrize(
    ("content", "status", "detail"),
    [
        (b"{", 422, "not JSON"),
        (b"", 422, "not JSON"),
        (b"\xff", 422, "UTF-8"),
        (b" " * ((1 << 20) + 1), 413, "1024 KiB"),
    ],
)
def test_what_is_no_json_or_too_much(interface: TestClient, path: str, content: bytes, status: int, detail: str):
    answer = interface.post(f"/api/v1/rights/{path}", content=content)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert detail in answer.json()["detail"]


def test_a_text_is_read_with_places_and_what_waits(interface: TestClient):
    told = sent(interface, "parse", {"text": "Web, DACH, until 03/04/2027"})
    assert told["status"] == "needs_review"
    assert told["unresolved"][0]["reason"] == "ambiguous_date_format"
    assert {"axis": "region", "start": 5, "end": 9, "words": "DACH", "rule": "DACH"} in told["spans"]
    assert sent(interface, "parse", {"text": "Web, DACH, until 03/04/2027", "locale": "en-GB"})["status"] == "complete"
    assert "Send the licence" in sent(interface, "parse", {}, 422)["detail"]


def test_records_of_an_asset_and_of_none(interface: TestClient):
    told = interface.get("/api/v1/rights/records/dam/2").json()
    assert [(one["record"], one["version"], one["status"]) for one in told["records"]] == [("dam/2", 1, "needs_review")]
    assert interface.get("/api/v1/rights/records/dam/3").json()["records"] == []
    missing = interface.get("/api/v1/rights/records/dam/9")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
    odd = interface.get(f"/api/v1/rights/records/{quote(f'dam/{ODD}', safe='')}").json()
    assert odd["records"][0]["record"] == f"dam/{ODD}"


@pytest.mark.parametrize(
    ("form", "kind", "told"),
    [
        ("odrl", "application/ld+json", "http://www.w3.org/ns/odrl/2/"),
        ("smintio", "application/json", "channel_web"),
        ("xmp", "application/rdf+xml", "<plus:MediaConstraints>"),
    ],
)
def test_records_in_other_forms(interface: TestClient, form: str, kind: str, told: str):
    answer = interface.get(f"/api/v1/rights/records/dam/1?format={form}")
    assert answer.headers["content-type"].startswith(kind)
    assert told in answer.text
    assert interface.get("/api/v1/rights/records/dam/1?format=pdf").status_code == 422


def test_what_waits_is_listed_in_pages(interface: TestClient):
    first = interface.get("/api/v1/rights/records?status=needs_review&limit=1").json()
    assert [one["record"] for one in first["records"]] == ["dam/2"]
    second = interface.get(
        "/api/v1/rights/records", params={"status": "needs_review", "limit": 1, "cursor": first["next"]}
    ).json()
    assert ([one["record"] for one in second["records"]], second["next"]) == ([f"dam/{ODD}"], None)
    assert len(interface.get("/api/v1/rights/records").json()["records"]) == 3
    assert interface.get("/api/v1/rights/records?status=confirmed").json() == {"records": [], "next": None}
    for wrong in ("status=fine", "limit=0", "cursor=nonsense", "cursor=W10="):
        refused = interface.get(f"/api/v1/rights/records?{wrong}")
        assert refused.status_code in (400, 422)
        assert refused.headers["content-type"] == "application/problem+json"


SAYS = {"terms": [{"channels": {"allow": ["website"]}, "regions": {"allow": ["AT"]}, "perpetual": True}]}


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[TestClient]:
    """A workspace of its own."""
    with made(tmp_path / "work") as workspace, TestClient(create_app(workspace), base_url="http://127.0.0.1") as client:
        yield client


def test_a_confirmation_decides_and_an_old_version_is_a_conflict(changing: TestClient):
    read = {"record": f"dam/{ODD}", "place": "0", "version": 1}
    made = sent(changing, "records/confirm", {**read, "by": "Ana Roe", "says": SAYS})
    assert (made["version"], made["status"], made["confirmed_by"]) == (2, "confirmed", "Ana Roe")
    assert sent(changing, "check", {**USE, "asset": f"dam/{ODD}"})["decision"] == "permit"
    problem = sent(changing, "records/confirm", read, 409)
    assert (problem["title"], "read version 2" in problem["detail"]) == ("Changed meanwhile", True)
    assert "confirmed by Ana Roe" in sent(changing, "records/confirm", {**read, "version": 2}, 400)["detail"]
    history = changing.get(f"/api/v1/rights/records/{quote(f'dam/{ODD}')}?history=1").json()["records"]
    assert [one["version"] for one in history] == [1, 2]


@pytest.mark.parametrize(
    ("change", "status", "detail"),
    [
        ({"record": None}, 422, "needs record"),
        ({"version": "1"}, 422, "version: "),
        ({"version": True}, 422, "version: "),
        ({"place": "9"}, 400, "There are: dam/2#0"),
        ({"record": "dam/9"}, 400, "no rights record"),
        ({"by": ""}, 422, "by: "),
        (
            {"says": {"terms": [{"channels": {"allow": ["webb"]}}]}},
            422,
            "says.terms[0].channels.allow[0]: There is no channel",
        ),
        ({"says": {}}, 400, "nothing to confirm"),
        ({"sayz": SAYS}, 422, "no field 'sayz'"),
    ],
)
def test_what_cannot_be_confirmed_names_the_field_and_keeps_nothing(
    interface: TestClient, opened: EmbeddedWorkspace, change: dict[str, Any], status: int, detail: str
):
    body = {"record": "dam/2", "place": "0", "version": 1, **change}
    assert detail in sent(interface, "records/confirm", body, status)["detail"]
    assert len(opened.catalogue.rights.history("dam/2", "0")) == 1


def test_a_page_of_another_site_may_not_confirm_and_a_busy_workspace_says_so(
    interface: TestClient, opened: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(confirming, "A_MOMENT", 0.2)
    body = {"record": "dam/2", "place": "0", "version": 1}
    sent(interface, "records/confirm", body, 403, **{"sec-fetch-site": "cross-site"})
    with closing(open_workspace(opened.root)) as other, other.writing():
        assert "Wait until" in sent(interface, "records/confirm", body, 503)["detail"]
    assert len(opened.catalogue.rights.history("dam/2", "0")) == 1
