"""The PoolParty sandbox over real HTTP: export, silent import, the history with its gaps, and the stale extraction model."""

import pytest
from pyoxigraph import RdfFormat, parse

from tests.contract.sandbox.poolparty_server import FM, SKOS, House, P

FORMATS = {
    "TriG": (RdfFormat.TRIG, "application/trig"),
    "Turtle": (RdfFormat.TURTLE, "text/turtle"),
    "N-Triples": (RdfFormat.N_TRIPLES, "application/n-triples"),
    "N-Quads": (RdfFormat.N_QUADS, "application/n-quads"),
    "RDF/XML": (RdfFormat.RDF_XML, "application/rdf+xml"),
    "JSON-LD": (RdfFormat.JSON_LD, "application/ld+json"),
}
TURTLE = {"Content-Type": "text/turtle"}
MOSS = f"<{P}moss> a <{SKOS}Concept> ; <{SKOS}prefLabel> 'moss'@en"


def exported(pp: House, project: str = "fennmoor", **body: object) -> bytes:
    answer = pp.post(f"/PoolParty/api/projects/{project}/export", pp.both, json=body)
    assert answer.status_code == 200, answer.text
    return answer.content


def state(pp: House) -> dict[str, object]:
    found: dict[str, object] = pp.get("/PoolParty/api/indexbuilder/fennmoor").json()
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_export_in_every_format(pp: House, name: str) -> None:
    form, media_type = FORMATS[name]
    answer = pp.post("/PoolParty/api/projects/fennmoor/export", json={"modules": ["concepts"], "format": name})
    assert answer.headers["content-type"].split(";")[0] == media_type
    quads = list(parse(answer.content, format=form))
    concepts = {q.subject.value for q in quads if q.object.value == SKOS + "Concept"}
    assert len(concepts) == 301  # deprecated ones are a module of their own


def test_several_modules_need_named_graphs(pp: House) -> None:
    pp.suggest("moss wall")
    both = ["concepts", "deprecatedConcepts", "suggestedConcepts"]
    refused = pp.post("/PoolParty/api/projects/fennmoor/export", json={"modules": both, "format": "turtle"})
    assert refused.status_code == 400
    assert "named graphs" in refused.json()["errorMessage"]
    quads = list(parse(exported(pp, modules=both, format="trig"), format=RdfFormat.TRIG))
    assert {q.graph_name.value.rsplit("/", 1)[-1] for q in quads} == {"thesaurus", *both[1:]}
    assert len({q.subject.value for q in quads if q.object.value == SKOS + "Concept"}) == 305


def test_export_by_get_in_the_old_dialect_and_by_post_in_the_new(pp: House, old: House) -> None:
    path = "/PoolParty/api/projects/fennmoor/export"
    body = {"modules": ["concepts"], "format": "Turtle"}
    assert pp.get(path, format="Turtle", exportModules="concepts").status_code == 405
    assert old.post(path, json=body).status_code == 405
    assert old.get(path, format="Turtle", exportModules="concepts").content == exported(pp, **body)


def test_properties_can_be_left_out_and_unknown_formats_are_refused(pp: House) -> None:
    without = exported(pp, modules=["concepts"], format="N-Triples", properties=[SKOS + "altLabel"])
    assert b"altLabel" not in without
    path = "/PoolParty/api/projects/fennmoor/export"
    empty = pp.post(path, json={"modules": ["concepts"], "format": "TriX"})
    assert (empty.status_code, empty.content) == (406, b"")
    assert pp.post(path, json={"modules": ["nothing"], "format": "TriG"}).status_code == 400


def test_an_export_can_be_imported_elsewhere(pp: House) -> None:
    body = {"title": "Copy", "defaultLanguage": "en", "userGroups": ["Fennmoor"], "availableLanguages": ["de", "fr"]}
    assert pp.post("/PoolParty/api/projects/create", json=body).status_code == 403
    created = pp.post("/PoolParty/api/projects/create", pp.admin, json=body)
    assert created.status_code == 201
    copy = created.json()["id"]
    whole = exported(pp, modules=["concepts"], format="Turtle")
    taken = pp.post(f"/PoolParty/api/projects/{copy}/import", content=whole, headers=TURTLE)
    assert taken.status_code == 200, taken.text
    again = pp.post(f"/PoolParty/api/projects/{copy}/export", json={"modules": ["concepts"], "format": "Turtle"})
    assert again.content == whole
    assert pp.post(f"/PoolParty/api/projects/{copy}/delete", pp.admin).status_code == 200
    assert pp.get(f"/PoolParty/api/thesaurus/{copy}/schemes").status_code == 404


def test_import_is_silent(pp: House) -> None:
    before = state(pp)
    pp.clock(advance=60)
    made = pp.edit("import", count=50)
    assert len(pp.read("concepts", concepts=made)) == 50
    assert pp.history() == []
    assert state(pp)["lastChangeTime"] != before["lastChangeTime"]
    assert exported(pp, modules=["concepts"], format="N-Triples").count(b"imported word") == 50


def test_import_of_a_file_refuses_orphans(pp: House) -> None:
    path = "/PoolParty/api/projects/colours/import"
    orphan = pp.post(path, pp.both, content=MOSS + " .", headers=TURTLE)
    assert orphan.status_code == 400
    assert "orphan" in orphan.json()["errorMessage"]
    file = {"file": ("moss.ttl", f"{MOSS} ; <{SKOS}broader> <{P}paint> .", "text/turtle")}
    assert pp.post(path, pp.both, files=file, params={"defaultGraph": "concepts"}).status_code == 200
    assert pp.read("concept", "colours", concept=P + "moss")["prefLabel"] == "moss"
    assert pp.post(path, pp.both, content="<a", headers=TURTLE).status_code == 400
    assert (
        pp.post(path, pp.both, content="<!DOCTYPE x>", headers={"Content-Type": "application/rdf+xml"}).status_code
        == 400
    )


def test_an_overwriting_import_loses_what_was_there(pp: House) -> None:
    scheme = f"<{P}paints> a <{SKOS}ConceptScheme> ; <{SKOS}hasTopConcept> <{P}moss> . {MOSS} ."
    answer = pp.post("/PoolParty/api/projects/colours/import?overwrite=true", pp.both, content=scheme, headers=TURTLE)
    assert answer.status_code == 200
    assert [each["uri"] for each in pp.read("topconcepts", "colours")] == [P + "moss"]


def test_history_gives_a_hundred_events_unless_asked(pp: House) -> None:
    changed = pp.edit("changes", count=250)
    assert len(changed) == 250
    assert len(pp.history()) == 100
    assert len(pp.history(limit=-1)) == 250
    pages = [pp.history(limit=100, offset=offset) for offset in (0, 100, 200, 300)]
    assert [len(page) for page in pages] == [100, 100, 50, 0]
    assert [each for page in pages for each in page] == pp.history(limit=-1)
    assert {each["changedConcept"] for page in pages for each in page} == set(changed)


def test_history_takes_the_uuid_only(pp: House) -> None:
    assert pp.get("/PoolParty/api/history/fennmoor").status_code == 404
    assert pp.get(f"/PoolParty/api/history/{pp.uuid.lower()}").status_code == 200


def test_history_times_are_without_zone_in_the_zone_of_the_server(pp: House) -> None:
    pp.options(server_zone="Pacific/Auckland")
    pp.clock(set="2026-07-01T10:00:00Z", freeze=True)
    pp.edit("label", concept=FM + "packshot", label="a")
    pp.clock(advance=3600)
    pp.edit("label", concept=FM + "packshot", label="b")
    assert [each["date"] for each in pp.history()] == ["2026-07-01T22:00:00", "2026-07-01T23:00:00"]
    for later in ("2026-07-01T22:30:00", "01.07.2026T22.30.00", "2026-07-01T10:30:00+00:00"):
        (event,) = pp.history(fromTime=later)
        assert event["literal"] == {"label": "b", "language": "en"}
        assert event["oldLiteral"] == {"label": "a", "language": "en"}
    assert len(pp.history(fromTime="01.07.2026", toTime="01.07.2026T22.30.00")) == 1
    assert len(pp.history(fromTime="2026-07-01T22:00:00", toTime="2026-07-01T23:00:00")) == 2
    assert pp.get(f"/PoolParty/api/history/{pp.uuid}", fromTime="yesterday").status_code == 400


def test_history_is_filtered_by_kind_user_label_and_concept(pp: House) -> None:
    pp.edit("label", concept=FM + "packshot", label="pack picture")
    pp.edit("literal", concept=FM + "close-up", property="altLabel", label="near")
    pp.write("addLiteral", auth=pp.user, resource=FM + "picnic", property="altLabel", label="meal", language="en")
    assert [each["eventType"] for each in pp.history(events="addLiteral")] == ["addLiteral"] * 2
    assert [each["changedConcept"] for each in pp.history(users="fennmoor-api")] == [FM + "picnic"]
    assert len(pp.history(label="NEAR")) == 1
    assert pp.get(f"/PoolParty/api/history/{pp.uuid}", events="nothing").status_code == 400
    of = pp.get(f"/PoolParty/api/history/{pp.uuid}/concepts", concepts=[FM + "picnic", FM + "close-up"]).json()
    assert len(of) == 2


def test_history_keys_can_be_made_random_and_the_concept_is_still_found(pp: House) -> None:
    pp.edit("label", concept=FM + "packshot", label="a")
    (plain,) = pp.history()
    pp.options(random_history_keys=True)
    (random,) = pp.history()
    assert not set(plain) & set(random)
    assert sorted(map(str, plain.values())) == sorted(map(str, random.values()))
    assert FM + "packshot" in random.values()
    assert (
        len([value for value in random.values() if str(value).startswith("https://vocabulary.fennmoor.example")]) == 2
    )


def test_history_can_vanish(pp: House) -> None:
    pp.edit("changes", count=3)
    path = f"/PoolParty/api/history/{pp.uuid}/delete"
    told = pp.post(path)
    assert (told.status_code, told.json()["success"], told.json()["reportable"]) == (200, False, False)
    assert "plainMessage" in told.json()
    assert pp.post(path, pp.admin).json()["success"] is True
    assert pp.history() == []


def test_history_stands_in_its_own_graph(pp: House) -> None:
    pp.edit("label", concept=FM + "packshot", label="a")
    graph = "https://vocabulary.fennmoor.example/fennmoor/thesaurus/history"
    change = "http://purl.org/vocab/changeset/schema#subjectOfChange"
    found = pp.select(f"SELECT ?c WHERE {{ GRAPH <{graph}> {{ ?e <{change}> ?c }} }}")
    assert [each["c"]["value"] for each in found] == [FM + "packshot"]


def test_the_model_is_stale_until_refreshed(pp: House) -> None:
    assert state(pp)["upToDate"] is True
    pp.edit("label", concept=FM + "packshot", label="grapplewise")
    assert state(pp)["upToDate"] is False
    assert pp.extract("a grapplewise", language="en") == {}
    assert pp.extract("a packshot", language="en")["concepts"][0]["prefLabels"] == {"en": "packshot"}
    assert pp.post("/PoolParty/api/indexbuilder/fennmoor/refresh").json()["success"] is True
    assert state(pp)["upToDate"] is True
    assert pp.extract("a grapplewise", language="en")["concepts"][0]["uri"] == FM + "packshot"


def test_a_refresh_takes_its_time_and_is_alone(pp: House) -> None:
    pp.options(refresh_seconds=120)
    pp.clock(freeze=True)
    pp.edit("label", concept=FM + "packshot", label="grapplewise")
    refresh = "/PoolParty/api/indexbuilder/fennmoor/refresh"
    assert pp.post(refresh).json()["success"] is True
    second = pp.get(refresh)
    assert second.status_code == 200
    assert second.json()["success"] is False
    assert "already running" in second.json()["plainMessage"]
    pp.clock(advance=119)
    assert pp.extract("a grapplewise", language="en") == {}
    pp.edit("label", concept=FM + "close-up", label="nearness")  # comes too late for this refresh
    pp.clock(advance=1)
    assert pp.extract("a grapplewise", language="en")["concepts"]
    assert state(pp)["upToDate"] is False
    assert pp.get(refresh).json()["success"] is True


def test_build_times_are_java_texts(pp: House) -> None:
    pp.clock(set="2015-12-29T09:33:03Z", freeze=True)
    pp.post("/PoolParty/api/indexbuilder/fennmoor/refresh")
    assert state(pp)["lastBuildTime"] == "Tue Dec 29 10:33:03 CET 2015"


def test_before_the_first_build_the_index_is_empty(pp: House) -> None:
    pp.edit("drop_model")
    assert "lastBuildTime" not in state(pp)
    form = {"projectId": pp.uuid, "text": "a packshot", "language": "en"}
    refused = pp.post("/extractor/api/extract", data=form)
    assert refused.status_code == 400
    assert refused.json()["responseBase"]["message"] == "Concept Index is empty"
    assert pp.get("/extractor/api/projects").json() == {"projects": []}
