"""The PoolParty sandbox over real HTTP, by plain requests: projects, licence, and every reading call of the thesaurus service."""

from pathlib import Path

from tests.contract.sandbox.poolparty_server import FM, REPLACED, SCHEME, SKOS, House, P, house


def test_version_and_licence_answer_with_and_without_the_version_segment(pp: House) -> None:
    answer = pp.get("/PoolParty/api/version")
    assert (answer.text, answer.headers["x-thesaury-sandbox"]) == ("10.1.0", "poolparty")
    assert answer.headers["content-type"].startswith("text/plain")
    assert pp.get("/PoolParty/api/9.4/version").text == "10.1.0"
    assert pp.get("/extractor/9.4/api/heartbeat").json()["success"] is True
    licence = pp.get("/PoolParty/api/license").json()
    assert licence["valid"] is True
    assert "history" in licence["features"]


def test_a_feature_outside_the_licence_is_503_and_the_others_go_on(pp: House) -> None:
    pp.options(features=["thesaurus", "extractor"])
    refused = pp.get(f"/PoolParty/api/history/{pp.uuid}")
    assert refused.status_code == 503
    assert "licence" in refused.json()["errorMessage"]
    assert "history" not in pp.get("/PoolParty/api/license").json()["features"]
    assert pp.read("schemes")


def test_users_see_the_projects_of_their_groups(pp: House) -> None:
    assert [each["uriSupplement"] for each in pp.get("/PoolParty/api/projects").json()] == ["fennmoor"]
    two = pp.get("/PoolParty/api/projects", pp.both).json()
    assert [each["uriSupplement"] for each in two] == ["fennmoor", "colours"]
    assert set(two[0]) == {
        *("id", "title", "description", "subject", "defaultLanguage", "availableLanguages", "uri", "uriSupplement"),
        *("modified", "lastModified", "lastOpened", "repositoryType", "remoteRepositoryIRI", "userGroups"),
    }
    assert "murvelith" in two[0]["description"]
    assert "tandoquill" in two[1]["description"]


def test_a_hidden_project_is_403_and_leaks_nothing(pp: House) -> None:
    hidden = next(each for each in pp.where["projects"] if each["hidden"])
    for name in (hidden["project"], hidden["supplement"]):
        for answer in (
            pp.get(f"/PoolParty/api/thesaurus/{name}/schemes", pp.both),
            pp.get(f"/PoolParty/sparql/{name}", pp.both, query="ASK {?s ?p ?o}"),
            pp.post("/extractor/api/extract", pp.admin, data={"projectId": name, "text": "x"}),
        ):
            assert answer.status_code == 403
            assert "strumbane" not in answer.text
            assert "Sealed" not in answer.text
    assert pp.get("/PoolParty/api/thesaurus/nowhere/schemes").status_code == 404


def test_a_project_is_found_by_uuid_in_any_case_and_by_supplement(pp: House) -> None:
    expected = pp.read("schemes")
    assert len(expected) == 8
    assert pp.read("schemes", pp.uuid.lower()) == pp.read("schemes", pp.uuid.upper()) == expected


def test_the_whole_vocabulary_is_reached_by_hierarchy(pp: House) -> None:
    found: set[str] = set()
    for scheme in pp.read("schemes"):
        found |= {each["uri"] for each in pp.read("childconcepts", parent=scheme["uri"], transitive="true")}
    assert len(found) == 301  # 304 concepts without the three deprecated ones, which hang nowhere


def test_one_language_per_call(pp: House) -> None:
    assert pp.read("concept", concept=FM + "packshot", language="fr")["prefLabel"] == "packshot"
    german = pp.read("concept", concept=FM + "packshot", language="de", properties="all")
    assert german["altLabels"] == ["Freisteller", "Produktfreisteller"]
    assert pp.read("schemes", language="de")[0]["title"] == "Zielgruppen"
    assert "prefLabel" not in pp.read("concept", concept=FM + "packshot", language="sv")


def test_the_pref_label_trap_is_on_and_can_be_switched_off(pp: House) -> None:
    trapped = pp.read("concept", concept=FM + "photograph", properties="skos:altLabel")
    assert trapped == {"uri": FM + "photograph", "altLabels": ["photo"]}
    kept = pp.read("concept", concept=FM + "photograph", properties="skos:altLabel,skos:prefLabel")
    assert kept["prefLabel"] == "photograph"
    pp.options(drop_pref_label=False)
    assert "prefLabel" in pp.read("concept", concept=FM + "photograph", properties="skos:altLabel")


def test_only_uri_and_label_without_properties(pp: House) -> None:
    assert pp.read("concept", concept=FM + "photograph") == {"uri": FM + "photograph", "prefLabel": "photograph"}


def test_lists_are_repeated_or_comma_separated(pp: House) -> None:
    repeated = pp.read("concept", concept=FM + "photograph", properties=["skos:altLabel", "skos:closeMatch"])
    joined = pp.read("concept", concept=FM + "photograph", properties="skos:altLabel,skos:closeMatch")
    assert repeated == joined
    assert set(joined) == {"uri", "altLabels", "closeMatch"}


def test_relations_are_uris_or_objects_by_option(pp: House) -> None:
    asked = {"concept": FM + "packshot", "properties": "skos:broader"}
    assert pp.read("concept", **asked)["broaders"] == [FM + "photograph"]
    pp.options(relation_objects=True)
    assert pp.read("concept", **asked)["broaders"] == [{"uri": FM + "photograph", "prefLabel": "photograph"}]


def test_everything_of_a_concept(pp: House) -> None:
    found = pp.read("concept", "colours", concept=P + "brush", properties="all", workflowStatus="true")
    assert found == {
        "uri": P + "brush",
        "prefLabel": "brush",
        "notations": ["T-1"],
        "broaders": [P + "tool"],
        "conceptSchemes": [P + "paints"],
        "workflowStatus": "APPROVED",
    }


def test_concepts_by_get_and_by_form(pp: House) -> None:
    uris = [FM + "packshot", FM + "photograph", FM + "nowhere"]
    by_get = pp.read("concepts", concepts=uris)
    assert [each["uri"] for each in by_get] == uris[:2]
    by_form = pp.write("concepts", concepts=",".join(uris))
    assert by_form.json() == by_get
    many = [f"{P}shade-{number:03d}" for number in range(1, 102)]
    pp.read("concepts", "colours", concepts=many)
    assert pp.violations() == ["long-get"]


def test_narrowers_broaders_and_top_concepts(pp: House) -> None:
    assert {each["uri"] for each in pp.read("narrowers", "colours", concept=P + "paint")} == {
        P + "wall-paint",
        P + "mineral-paint",
    }
    deep = pp.read("narrowers", "colours", concept=P + "paint", transitive="true")
    assert P + "limewash" in {each["uri"] for each in deep}
    assert len(pp.read("broaders", "colours", concept=P + "limewash")) == 2
    assert len(pp.read("topconcepts", "colours", scheme=P + "shades")) == 201
    assert len(pp.read("topconcepts")) == 72


def test_subtree_and_its_old_parameter(pp: House) -> None:
    tree = pp.read("subtree", "colours", root=P + "paint")
    assert [each["concept"]["prefLabel"] for each in tree[0]["narrowers"]] == ["mineral paint", "wall paint"]
    assert tree[0]["narrowers"][0]["narrowers"][0]["concept"]["uri"] == P + "limewash"
    pp.options(subtree_parameter="uri")
    refused = pp.get("/PoolParty/api/thesaurus/colours/subtree", pp.both, root=P + "paint")
    assert refused.status_code == 400
    assert pp.read("subtree", "colours", uri=P + "paint") == tree


def test_a_path_for_each_way_of_the_polyhierarchy(pp: House, old: House) -> None:
    paths = pp.read("paths", "colours", concept=P + "limewash")
    assert [[each["prefLabel"] for each in path["conceptPath"]] for path in paths] == [
        ["paint", "mineral paint", "limewash"],
        ["paint", "wall paint", "limewash"],
    ]
    assert paths[0]["conceptScheme"] == {"uri": P + "paints", "title": "Paints"}
    assert old.read("getPaths", "colours", concept=P + "limewash") == paths


def test_property_values_come_in_all_languages(pp: House) -> None:
    found = pp.read("getPropertyValues", "colours", resource=P + "brush", property=SKOS + "prefLabel")
    assert found["values"] == [
        {"label": "Pinsel", "language": "de"},
        {"label": "brush", "language": "en"},
        {"label": "pinceau", "language": "fr"},
        {"label": "čopič", "language": "sl"},
    ]


def test_collections_and_lists(pp: House) -> None:
    assert pp.read("collections", "colours") == [
        {
            "uri": P + "bestsellers",
            "title": "bestsellers",
            "type": SKOS + "Collection",
            "members": [P + "brush", P + "limewash"],
            "description": "What sells.",
        }
    ]
    listed = pp.get("/PoolParty/api/lists/fennmoor", uri="https://vocabulary.fennmoor.example/list/top").json()
    assert len(listed) == 72


def test_a_concept_with_200_relations_and_12_languages_is_whole(pp: House) -> None:
    hub = pp.read("concept", "colours", concept=P + "shade-card", properties="all", language="fi")
    assert (len(hub["relateds"]), hub["prefLabel"]) == (200, "värikartta")
    values = pp.read("getPropertyValues", "colours", resource=P + "shade-card", property="skos:prefLabel")["values"]
    assert len(values) == 12
    query = f"SELECT ?o WHERE {{ {{ <{P}shade-card> <{SKOS}related> ?o }} UNION {{ <{P}shade-card> <{SKOS}prefLabel> ?o }} }}"
    assert len(pp.select(query, "colours")) == 212


def test_deprecated_and_merged_concepts_stand_outside_the_hierarchy(pp: House) -> None:
    merged = pp.read("concept", "colours", concept=P + "distemper", properties="all")
    assert merged["properties"][REPLACED] == [P + "limewash"]
    old = pp.read("concept", "colours", concept=P + "lead-white", properties="all")
    assert REPLACED not in old["properties"]
    below = pp.read("childconcepts", "colours", parent=P + "paints", transitive="true")
    assert not {P + "distemper", P + "lead-white"} & {each["uri"] for each in below}


def test_unknown_concepts_and_missing_parameters(pp: House) -> None:
    missing = pp.get("/PoolParty/api/thesaurus/fennmoor/concept")
    assert (missing.status_code, missing.json()["errorMessage"]) == (
        400,
        "Required parameter 'concept' is not present.",
    )
    unknown = pp.get("/PoolParty/api/thesaurus/fennmoor/concept", concept=FM + "nowhere")
    assert (unknown.status_code, unknown.json()["status"]) == (404, 404)


def test_unknown_paths_are_pages_and_unknown_parameters_are_recorded(pp: House) -> None:
    page = pp.get("/PoolParty/api/nothing")
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    pp.read("schemes", languages="de")
    assert pp.violations() == ["unknown-parameter"]


def test_any_skos_file_can_be_served(tmp_path: Path) -> None:
    file = tmp_path / "tools.ttl"
    file.write_text(
        "@prefix s: <http://www.w3.org/2004/02/skos/core#> . @prefix t: <https://t.example/w/> ."
        't:all a s:ConceptScheme ; s:hasTopConcept t:saw . t:saw a s:Concept ; s:prefLabel "Säge"@de .'
        't:fret a s:Concept ; s:prefLabel "Laubsäge"@de ; s:broader t:saw .',
        encoding="utf-8",
    )
    with house(vocabulary=file) as other:
        (project,) = other.get("/PoolParty/api/projects").json()
        assert (project["uri"], project["defaultLanguage"]) == ("https://t.example/w", "de")
        below = other.read("narrowers", project["id"], concept="https://t.example/w/saw")
        assert [each["prefLabel"] for each in below] == ["Laubsäge"]


def test_what_was_written_survives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "state.db"
    with house(state=state) as first:
        first.edit("label", concept=FM + "packshot", label="pack picture")
        first.edit("remove", concept=FM + "close-up")
        suggested = first.suggest("moss wall").json()[0]["uri"]
        graph = {"graph": "https://graphs.example/a"}
        login = (first.where["graphstore_username"], first.where["graphstore_password"])
        turtle = {"Content-Type": "text/turtle"}
        first.http.put("/graphstore/data", params=graph, content="<u:a> <u:b> 1 .", headers=turtle, auth=login)
        events = first.history()
    with house(state=state) as second:
        assert second.read("concept", concept=FM + "packshot")["prefLabel"] == "pack picture"
        assert second.get("/PoolParty/api/thesaurus/fennmoor/concept", concept=FM + "close-up").status_code == 404
        assert second.read("suggestedConcepts")[0]["uri"] == suggested
        assert second.history() == events
        assert second.get("/PoolParty/api/indexbuilder/fennmoor").json()["upToDate"] is False
        assert second.http.get("/graphstore/data", params=graph, auth=login).status_code == 200


def test_where_says_everything_a_client_needs(pp: House, old: House) -> None:
    assert {"url", "project", "supplement", "username", "password", "auth", "realm", "clients", "graphstore"} <= set(
        pp.where
    )
    assert old.where["auth"] == ""
    assert SCHEME + "products" in {each["uri"] for each in old.read("schemes")}
