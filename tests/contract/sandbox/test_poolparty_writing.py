"""The PoolParty sandbox over real HTTP: writes and their rules, suggestions, and edits behind the API's back."""

import pytest

from tests.contract.sandbox.poolparty_server import FM, REPLACED, SCHEME, SKOS, House, P


def types(pp: House) -> list[str]:
    return [each["eventType"] for each in pp.history()]


def test_a_new_concept_answers_its_uri_as_text_or_json_string(pp: House, old: House) -> None:
    bare = pp.write("createConcept", prefLabel="moss wall", parent=SCHEME + "products")
    assert bare.status_code == 200
    assert bare.text.startswith(FM)
    json = {"Accept": "application/json"}
    path = "/PoolParty/api/thesaurus/fennmoor/createConcept"
    form = {"prefLabel": "moss floor", "parent": bare.text}
    assert pp.post(path, data=form, headers=json).json().startswith(FM)
    assert old.post(path, data={**form, "parent": FM + "packshot"}, headers=json).text.startswith(FM)
    assert pp.read("narrowers", concept=bare.text)[0]["prefLabel"] == "moss floor"
    assert types(pp) == ["resourceChangeAddition", "addRelation"] * 2
    assert pp.effects()["count"] == 2


def test_a_concept_without_a_parent_would_be_an_orphan(pp: House) -> None:
    for form in ({"prefLabel": "x"}, {"prefLabel": "x", "parent": FM + "nowhere"}, {"parent": FM + "packshot"}):
        assert pp.write("createConcept", **form).status_code == 400
    assert "orphan" in pp.write("createConcept", prefLabel="x", parent=FM + "no").json()["errorMessage"]
    assert pp.history() == []


def test_a_suffix_is_for_projects_with_manual_ids(pp: House) -> None:
    assert pp.write("createConcept", prefLabel="x", parent=FM + "packshot", suffix="x").status_code == 400
    made = pp.write("createConcept", "colours", prefLabel="roller", parent=P + "tool", suffix="roller")
    assert made.text == P + "roller"
    assert (
        pp.write("createConcept", "colours", prefLabel="roller", parent=P + "tool", suffix="roller").status_code == 400
    )


def test_a_new_scheme(pp: House) -> None:
    uri = pp.write("createConceptScheme", title="Moods", description="How it feels.").text
    assert {"uri": uri, "title": "Moods", "descriptions": ["How it feels."]} in pp.read("schemes")


def test_relations_with_cycle_orphan_and_clash(pp: House) -> None:
    def relate(call: str, source: str, name: str, target: str) -> int:
        form = {"sourceConcept": P + source, "targetConcept": P + target, "property": name}
        return pp.write(call, "colours", **form).status_code

    assert relate("addRelation", "brush", "related", "paint") == 200
    assert relate("addRelation", "paint", "broader", "limewash") == 400  # a cycle
    assert relate("addRelation", "paint", "skos:narrower", "paint") == 400
    assert relate("addRelation", "paint", "related", "limewash") == 400  # related and broader at once
    assert relate("addRelation", "paint", "broader", "nowhere") == 400
    assert relate("removeRelation", "brush", "broader", "tool") == 400  # an orphan
    assert relate("removeRelation", "limewash", "broader", "wall-paint") == 200  # one of two ways up
    assert relate("removeRelation", "mineral-paint", "narrower", "limewash") == 400  # now the last
    assert [each["uri"] for each in pp.read("broaders", "colours", concept=P + "limewash")] == [P + "mineral-paint"]
    assert pp.effects()["count"] == 2


def test_a_cycle_is_explained(pp: House) -> None:
    form = {"sourceConcept": FM + "photograph", "targetConcept": FM + "packshot", "property": "broader"}
    refused = pp.write("addRelation", **form)
    assert refused.json()["status"] == 400
    assert "cycle" in refused.json()["errorMessage"]


def test_literals_are_added_updated_and_removed(pp: House) -> None:
    both = {"concept": FM + "packshot", "resource": FM + "packshot", "language": "en"}
    alt = {**both, "property": "alternativeLabel", "label": "pack picture"}
    assert pp.write("addLiteral", **alt).status_code == 200
    assert pp.write("addLiteral", **alt).status_code == 200  # there already: nothing is done
    assert pp.effects()["count"] == 1
    change = {**both, "property": "skos:prefLabel", "label": "pack portrait"}
    assert pp.write("addLiteral", **change).status_code == 400  # one preferred label a language
    assert pp.write("updateLiteral", **change).status_code == 200
    assert pp.write("removeLiteral", **alt).status_code == 200
    found = pp.read("concept", concept=FM + "packshot", properties="all")
    assert found["prefLabel"] == "pack portrait"
    assert "pack picture" not in found["altLabels"]
    assert types(pp) == ["addLiteral", "updateLiteral", "removeLiteral"]
    assert pp.write("removeLiteral", **change).status_code == 400  # the default language keeps its label
    assert pp.write("addLiteral", **{**alt, "language": "sv"}).status_code == 400  # not a language of the project


def test_the_field_of_the_literals_depends_on_the_dialect(pp: House, old: House) -> None:
    label = {"property": "altLabel", "label": "pack view", "language": "en"}
    assert pp.write("addLiteral", concept=FM + "packshot", **label).status_code == 400
    assert pp.write("addLiteral", resource=FM + "packshot", **label).status_code == 200
    assert old.write("addLiteral", resource=FM + "packshot", **label).status_code == 400
    assert old.write("addLiteral", concept=FM + "packshot", **label).status_code == 200


def test_custom_attributes_relations_and_types(pp: House) -> None:
    custom = "https://fennmoor.example/onto/"
    value = {"resource": FM + "packshot", "property": custom + "code", "value": "PS-7"}
    assert pp.write("addCustomAttribute", **value).status_code == 200
    link = {"source": FM + "packshot", "property": custom + "near", "target": FM + "close-up"}
    assert pp.write("addCustomRelation", **link).status_code == 200
    assert (
        pp.write("applyType", resource=FM + "packshot", type=custom + "Picture", propagate="false").status_code == 200
    )
    found = pp.read("concept", concept=FM + "packshot", properties=[custom + "code", custom + "near"])
    assert found["properties"] == {custom + "code": ["PS-7"], custom + "near": [FM + "close-up"]}
    assert types(pp) == ["addCustomAttributeLiteral", "addCustomRelation", "addCustomClass"]


def test_a_read_only_user_may_not_write(pp: House) -> None:
    refused = pp.write("createConcept", auth=pp.reader, prefLabel="x", parent=FM + "packshot")
    assert refused.status_code == 403
    assert pp.read("concept", auth=pp.reader, concept=FM + "packshot")


def test_suggestions_live_apart_until_a_person_approves_them(pp: House) -> None:
    further = {"broaderConcept": [FM + "packshot"], "topConceptOf": [], "note": "seen in 3 assets", "score": 0.7}
    uri = pp.suggest("moss wall", **further).json()[0]["uri"]
    (told,) = pp.read("suggestedConcepts")
    assert told["uri"] == uri
    assert told["prefLabels"] == [{"label": "moss wall", "language": "en"}]
    assert (told["broaderConcepts"], told["note"], told["score"]) == ([FM + "packshot"], "seen in 3 assets", 0.7)
    assert pp.get("/PoolParty/api/thesaurus/fennmoor/concept", concept=uri).status_code == 404
    assert pp.read("narrowers", concept=FM + "packshot") == []
    assert pp.extract("a moss wall", language="en") == {}
    assert pp.history() == []
    assert pp.edit("approve", concept=uri) == [uri]
    assert pp.read("narrowers", concept=FM + "packshot")[0]["uri"] == uri
    assert pp.read("suggestedConcepts") == []
    assert "resourceChangeAddition" in types(pp)


def test_suggestions_appear_in_sparql_under_their_own_type(pp: House) -> None:
    uri = pp.suggest("moss wall").json()[0]["uri"]
    concepts = {each["c"]["value"] for each in pp.select(f"SELECT ?c WHERE {{ ?c a <{SKOS}Concept> }}")}
    assert uri in concepts
    query = "SELECT ?c WHERE { ?c a <http://schema.semantic-web.at/ppt/suggested#Concept> }"
    assert [each["c"]["value"] for each in pp.select(query)] == [uri]


def test_duplicates_are_refused_and_nothing_of_the_request_is_taken(pp: House) -> None:
    pp.suggest("moss wall")
    for label in ("photograph", "Photo", "moss wall", "MOSS WALL"):
        refused = pp.suggest("fern wall", label)
        assert refused.status_code == 400
        assert "uplicate" in refused.json()["errorMessage"]
    assert pp.suggest("ivy", "ivy").status_code == 400
    assert len(pp.read("suggestedConcepts")) == 1
    effects = pp.effects()
    assert (effects["count"], effects["repeated"]) == (1, {})


def test_the_rules_of_suggestions(pp: House) -> None:
    path = "/PoolParty/api/thesaurus/fennmoor/suggestConcept"

    def one(**body: object) -> int:
        label = {"prefLabels": [{"label": "moss", "language": "en"}], "checkForDuplicates": True}
        return pp.post(path, json={**label, **body}).status_code

    assert one(prefLabels=[{"label": "Moos", "language": "de"}]) == 400  # none in the default language
    assert one(prefLabels=[{"label": "m", "language": "en"}, {"label": "m", "language": "sv"}]) == 400
    assert one(score=1.5) == 400
    assert one(broaderConcept=[FM + "nowhere"]) == 400
    assert one(broaderConcept=[{"uri": FM + "packshot"}], suffix="moss") == 200
    assert pp.read("suggestedConcepts")[0]["uri"] == FM + "moss"
    assert one(prefLabels=[{"label": "other", "language": "en"}], suffix="moss") == 400
    assert pp.post(path, content=b"{", headers={"Content-Type": "application/json"}).status_code == 400
    assert pp.violations() == []


def test_a_suggestion_without_duplicate_check_is_recorded(pp: House) -> None:
    assert pp.suggest("photograph", checkForDuplicates=False).status_code == 200
    assert pp.violations() == ["unchecked-suggestion"]


def test_suggestions_come_in_pages(pp: House) -> None:
    pp.suggest(*(f"word {number}" for number in range(5)))
    assert len(pp.read("suggestedConcepts")) == len(pp.read("suggestedConcepts", noOfConcepts=0)) == 5
    assert len(pp.read("suggestedConcepts", offset=3, noOfConcepts=4)) == 2


def test_edits_behind_the_back(pp: House) -> None:
    pp.edit("label", concept=FM + "packshot", label="Packbild", language="de")
    pp.edit("definition", concept=FM + "packshot", definition="Only the product.")
    uri = pp.edit("add", label="moss wall", parent=FM + "packshot")
    found = pp.read("concept", concept=FM + "packshot", language="de", properties="all")
    assert (found["prefLabel"], found["narrowers"]) == ("Packbild", [uri])
    pp.edit("remove", concept=uri)
    assert pp.read("narrowers", concept=FM + "packshot") == []
    assert {each["editor"] for each in pp.history()} == {"p.lindqvist"}
    assert pp.effects()["count"] == 0  # only callers' writes count


def test_merging_and_deprecating(pp: House) -> None:
    pp.edit("merge", project="colours", concept=P + "wall-paint", into=P + "mineral-paint")
    merged = pp.read("concept", "colours", concept=P + "wall-paint", properties="all")
    assert merged["properties"][REPLACED] == [P + "mineral-paint"]
    assert [each["uri"] for each in pp.read("broaders", "colours", concept=P + "limewash")] == [P + "mineral-paint"]
    pp.edit("deprecate", project="colours", concept=P + "brush")
    assert "broaders" not in pp.read("concept", "colours", concept=P + "brush", properties="all")


def test_wrong_edits_are_told(pp: House) -> None:
    for wrong in ({}, {"do": "nothing"}, {"do": "label"}, {"do": "options", "set": {"colour": 1}}):
        assert pp.http.post("/__sandbox__/data", json=wrong).status_code == 400


def test_a_reply_lost_after_the_work_leaves_the_suggestion(pp: House) -> None:
    import httpx

    body = {
        "conceptSuggestRequests": [{"prefLabels": [{"label": "moss", "language": "en"}], "checkForDuplicates": True}]
    }
    with pytest.raises(httpx.TransportError):
        pp.post(
            "/PoolParty/api/thesaurus/fennmoor/suggestConcepts", json=body, headers={"X-Sandbox-Fault": "reset_after"}
        )
    assert len(pp.read("suggestedConcepts")) == 1
    assert pp.suggest("moss").status_code == 400
    assert pp.effects()["repeated"] == {}
