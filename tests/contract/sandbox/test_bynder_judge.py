"""The judge of the sandboxes' answers, and how it is set up for Bynder: corrections beside the tests, the vendor's files untouched."""

import json
from pathlib import Path

import pytest

from tests.contract.sandbox.bynder_caller import DEFINITIONS, own, vendor
from tests.contract.sandbox.openapi_judge import Judge
from thesaury.sandbox.bynder.server import CALLS

WITHOUT_DEFINITION = {"/api/v4/tags", "/api/v4/tags/{id}/media", "/api/v4/upload"}
THING = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "uuid"}}}
DEFINITION = {
    "openapi": "3.0.3",
    "servers": [{"url": "https://{host}/v1"}],
    "paths": {
        "/things/{id}": {"get": {"responses": {200: {"content": {"application/json": {"schema": THING}}}}}},
        "/things/all": {"get": {"responses": {"2XX": {"content": {"text/csv": {}}}}}},
        "/things": {"delete": {"responses": {"204": {}}}},
    },
}


def judged(folder: Path, *corrections: dict[str, object], partial: bool = False) -> Judge:
    (folder / "definition.json").write_text(json.dumps(DEFINITION), encoding="utf-8")
    (folder / "overlay.json").write_text(json.dumps({"corrections": list(corrections)}), encoding="utf-8")
    return Judge.of(folder / "definition.json", folder / "overlay.json", partial)


def test_a_body_is_held_against_the_schema_of_its_path_and_status(tmp_path: Path) -> None:
    judge = judged(tmp_path)
    good = "0d1bcd8e-7a3c-4e0e-9d6e-0f5a1f6d2c3b"
    assert judge.complaints("GET", "/v1/things/7/", 200, {"id": good}) == []
    assert "is not a 'uuid'" in judge.complaints("GET", "/v1/things/7", 200, {"id": "7"})[0]
    assert "'nmae' was unexpected" in judge.complaints("GET", "/v1/things/7", 200, {"id": good, "nmae": "x"})[0]
    assert "defines no status 404" in judge.complaints("GET", "/v1/things/7", 404, {})[0]
    assert "no definition has this operation" in judge.complaints("GET", "/things/7", 200, {})[0]


def test_the_literal_path_wins_and_media_types_and_empty_bodies_are_checked(tmp_path: Path) -> None:
    judge = judged(tmp_path)
    assert judge.complaints("GET", "/v1/things/all", 200, "a,b", "text/csv") == []
    assert "media type application/json" in judge.complaints("GET", "/v1/things/all", 200, [])[0]
    assert judge.complaints("DELETE", "/v1/things", 204, None, "") == []
    assert "204 has no body" in judge.complaints("DELETE", "/v1/things", 204, {"message": "gone"})[0]


def test_an_overlay_corrects_a_copy_and_tells_what_found_no_place(tmp_path: Path) -> None:
    judge = judged(
        tmp_path,
        {"why": "no uuid", "at": "/paths/**/format", "equals": "uuid", "remove": True},
        {"why": "also 404", "at": "/paths/*/*/responses", "add": {"404": {}}},
        {"why": "one more member", "at": "/paths/**/schema/properties", "merge": {"name": {"type": "string"}}},
        {"why": "an alias", "at": "/paths/~1stuff", "copy": "/paths/~1things~1{id}"},
        {"why": "nowhere", "at": "/paths/~1nothing/get", "remove": True},
    )
    assert judge.complaints("GET", "/v1/stuff", 200, {"id": "7", "name": "x"}) == []
    assert judge.complaints("GET", "/v1/things/7", 404, None, "") == []
    assert judge.unused == ["nowhere"]
    assert json.loads((tmp_path / "definition.json").read_text(encoding="utf-8")) == json.loads(json.dumps(DEFINITION))


def test_a_partial_definition_is_silent_about_what_it_does_not_define(tmp_path: Path) -> None:
    judge = judged(tmp_path, partial=True)
    assert judge.complaints("GET", "/v1/things/7", 500, {}) == judge.complaints("PUT", "/elsewhere", 200, {}) == []
    assert judge.complaints("GET", "/v1/things/7", 200, {}) != []


def test_our_own_schema_refuses_what_the_contract_warns_of() -> None:
    option = {
        "id": "1A7BA172-97B9-44A4-8C0AA41D9E8AE6A2",
        "name": "a",
        "label": "A",
        "labels": {"en": "A"},
        "active": 1,
    }
    assert own().complaints("GET", "/api/v4/metaproperties/options", 200, [option]) != []  # en, not en_US
    option["labels"] = {"en_US": "A"}
    assert own().complaints("GET", "/api/v4/metaproperties/options", 200, [option]) == []
    option["id"] = "1a7ba172-97b9-44a4-8c0a-a41d9e8ae6a2"
    assert own().complaints("GET", "/api/v4/metaproperties/options", 200, [option]) != []


@pytest.mark.skipif(not DEFINITIONS.is_dir(), reason="The vendor's definitions lie in ../shared, which is absent.")
def test_every_correction_is_needed_and_every_call_is_defined() -> None:
    judge = vendor()
    assert judge is not None
    assert judge.unused == []
    defined = {(entry.method.upper(), path) for entry in judge.operations for path in [entry.path]}
    for call in CALLS:
        path = call.path.replace("{", "").replace("}", "").rstrip("/")
        fits = any(method == call.method and pattern.fullmatch(path) for method, pattern in defined)
        assert fits or call.path.rstrip("/") in WITHOUT_DEFINITION, f"{call.method} {call.path}"
