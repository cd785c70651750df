"""The PoolParty sandbox over real HTTP: what the extractor finds, in every way of asking, and how it fails."""

from typing import Any

import pytest

from tests.contract.sandbox.poolparty_server import FM, SCHEME, House, P

EXTRACT = "/extractor/api/extract"


def uris(answer: dict[str, Any]) -> list[str]:
    return [each["uri"] for each in answer.get("concepts", [])]


def cut(text: str, position: dict[str, int], unit: str) -> str:
    first, last = position["beginningIndex"], position["endIndex"]
    if unit == "codepoint":
        return text[first : last + 1]
    return text.encode("utf-16-le")[2 * first : 2 * (last + 1)].decode("utf-16-le")


def test_the_best_concept_has_a_hundred_and_empty_keys_are_absent(pp: House) -> None:
    text = "A packshot, another packshot, and one photo for Christmas."
    found = pp.extract(text, language="en")
    assert set(found) == {"concepts"}
    best = found["concepts"][0]
    assert (best["uri"], best["score"], best["frequencyInDocument"]) == (FM + "packshot", 100, 2)
    assert best["id"] == f"{pp.uuid}:{FM}packshot@en"
    assert all(0 < each["score"] <= 100 for each in found["concepts"])
    assert not {"matchingLabels", "broaderConcepts", "relatedConcepts"} & set(best)
    assert pp.extract("Nothing whatsoever.", language="en") == {}


def test_both_dialects_spell_labels_and_terms_their_way(pp: House, old: House) -> None:
    text, asked = "A packshot with grumbolots.", {"language": "en", "numberOfTerms": "9"}
    new = pp.extract(text, **asked)
    assert new["concepts"][0]["prefLabels"] == {"en": "packshot"}
    assert "prefLabel" not in new["concepts"][0]
    assert new["extractedTerms"] == [{"textValue": "grumbolots", "score": 100.0, "frequencyInDocument": 1}]
    before = old.extract(text, **asked)
    assert before["concepts"][0]["prefLabel"] == "packshot"
    assert before["freeTerms"] == new["extractedTerms"]
    both = pp.extract(text, language="en", extraConceptLanguages="*")
    assert set(both["concepts"][0]["prefLabels"]) == {"en", "de", "fr"}


@pytest.mark.parametrize("unit", ["utf16", "codepoint"])
def test_positions_are_inclusive_and_equal_the_matched_text(pp: House, unit: str) -> None:
    pp.options(position_unit=unit)
    text = "🎉 Müllers Freisteller 🧴: eine Großaufnahme? Nein, Nahaufnahmen und Weihnachtszeit, Freisteller!"
    found = pp.extract(text, language="de", showMatchingPosition="true")
    seen = 0
    for concept in found["concepts"]:
        for label in concept["matchingLabels"]:
            for matched in label["matchedTexts"]:
                assert matched["frequency"] == len(matched["positions"])
                for position in matched["positions"]:
                    assert cut(text, position, unit) == matched["matchedText"]
                    seen += 1
    assert seen >= 4
    without = pp.extract(text, language="de", showMatchingDetails="true")
    assert "positions" not in without["concepts"][0]["matchingLabels"][0]["matchedTexts"][0]


def test_nested_concepts_can_be_filtered(pp: House) -> None:
    everything = uris(pp.extract("A wall paint.", "colours", language="en"))
    assert set(everything) == {P + "wall-paint", P + "paint"}
    assert uris(pp.extract("A wall paint.", "colours", language="en", filterNestedConcepts="true")) == [
        P + "wall-paint"
    ]


def test_simple_plurals_are_found_unless_switched_off(pp: House) -> None:
    assert P + "brush" in uris(pp.extract("Two brushes", "colours", language="en"))
    assert pp.extract("Two brushes", "colours", language="en", lemmatization="false") == {}


def test_limits_are_small_unless_asked(pp: House) -> None:
    text = ", ".join(f"shade {number}" for number in range(1, 60))
    form = {"projectId": "colours", "text": text, "language": "en"}
    assert len(pp.post(EXTRACT, pp.both, data=form).json()["concepts"]) == 10
    assert len(pp.post(EXTRACT, pp.both, data={**form, "numberOfConcepts": "100000"}).json()["concepts"]) == 59


def test_minimum_score_and_scheme_filter(pp: House) -> None:
    text = "packshot packshot packshot christmas"
    assert FM + "christmas" in uris(pp.extract(text, language="en"))
    assert FM + "christmas" not in uris(pp.extract(text, language="en", conceptMinimumScore="90"))
    filtered = pp.extract(text, language="en", conceptSchemeFilters=SCHEME + "occasions")
    assert uris(filtered) == [FM + "christmas"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ein Freisteller für die Weihnachtszeit und eine Nahaufnahme", "de"),
        ("A close-up and a packshot for the team at Christmas", "en"),
        ("Une photo de groupe et un gros plan pour la rentrée", "fr"),
    ],
)
def test_the_language_is_detected(pp: House, text: str, language: str) -> None:
    found = pp.extract(text)
    assert found["detectedLanguage"] == language
    assert {each["language"] for each in found["concepts"]} == {language}


def test_a_language_outside_the_project_finds_nothing_without_a_word(pp: House) -> None:
    assert pp.extract("En packshot till jul", language="sv") == {}


def test_by_get_by_json_and_by_multipart(pp: House, old: House) -> None:
    asked = {"projectId": "fennmoor", "text": "A packshot", "language": "en"}
    by_form = pp.post(EXTRACT, data=asked).json()
    assert pp.get(EXTRACT, **asked).json() == by_form
    assert pp.post(EXTRACT, json={**asked, "projectId": ["fennmoor"]}).json() == by_form
    assert old.post(EXTRACT, json=asked).status_code == 415
    file = {"file": ("brief.txt", b"A packshot", "text/plain")}
    form = {"projectId": "fennmoor", "language": "en", "title": "Christmas"}
    nested = pp.post(EXTRACT, data=form, files=file).json()
    assert nested["document"] == by_form
    assert uris(nested["metadata"]) == [FM + "christmas"]
    page = {"file": ("brief.html", b"<script>packshot</script><p>A close&#45;up</p>", "text/html")}
    assert uris(pp.post(EXTRACT, data=form, files=page).json()["document"]) == [FM + "close-up"]


def test_pages_are_read_from_loopback_only(pp: House) -> None:
    asked = {"projectId": "fennmoor", "language": "en", "numberOfTerms": "20"}
    found = pp.post(EXTRACT, data={**asked, "url": f"{pp.where['url']}/__sandbox__/effects"})
    assert {"count", "repeated", "effects"} <= {each["textValue"] for each in found.json()["extractedTerms"]}
    for url in ("https://elsewhere.example/page", "file:///etc/hosts", "http://127.0.0.1@elsewhere.example/"):
        refused = pp.post(EXTRACT, data={**asked, "url": url})
        assert refused.status_code == 400
        assert "loopback" in refused.json()["message"]


def test_a_failing_document_is_a_page_with_a_stack(pp: House) -> None:
    form = {"projectId": "fennmoor", "text": f"A packshot with {pp.where['failing_word']} in it"}
    failed = pp.post(EXTRACT, data=form)
    assert (failed.status_code, failed.headers["content-type"]) == (500, "text/html; charset=utf-8")
    assert "java.lang" in failed.text
    assert uris(pp.extract("A packshot", language="en")) == [FM + "packshot"]


def test_missing_parameters_and_other_projects(pp: House) -> None:
    missing = pp.post(EXTRACT, data={"text": "x"})
    assert (missing.status_code, "errorMessage" in missing.json()) == (400, False)
    assert "projectId" in missing.json()["message"]
    assert pp.post(EXTRACT, data={"projectId": "fennmoor"}).status_code == 400
    other = pp.post(EXTRACT, data={"projectId": "colours", "text": "limewash"})
    assert (other.status_code, other.json()["message"]) == (403, "Access denied")
    pp.extract("x", language="en", **{"nerParameters[0].type": "person"})
    assert pp.violations() == []


def test_neighbours_and_categories_on_request(pp: House) -> None:
    asked = {"useTransitiveBroaderConcepts": "true", "useRelatedConcepts": "true", "categorize": "true"}
    found = pp.extract("limewash and a brush", "colours", language="en", **asked)
    limewash = next(each for each in found["concepts"] if each["uri"] == P + "limewash")
    assert limewash["broaderConcepts"] == [P + "mineral-paint", P + "wall-paint"]
    assert limewash["transitiveBroaderTopConcepts"] == [P + "paint"]
    assert {each["uri"] for each in found["categories"]} == {P + "paint", P + "tool"}
    assert sum(each["score"] for each in found["categories"]) == pytest.approx(100, abs=0.01)


def test_categorization(pp: House) -> None:
    form = {"projectId": "colours", "text": "limewash and a brush", "language": "en"}
    plain = pp.post("/extractor/api/categorization", pp.both, data=form).json()
    assert {each["prefLabel"] for each in plain["categories"]} == {"paint", "tool"}
    file = {"file": ("a.txt", b"limewash", "text/plain")}
    nested = pp.post("/extractor/api/categorization", pp.both, data={"projectId": "colours"}, files=file).json()
    assert nested["text"]["categories"][0]["uri"] == P + "paint"


def test_suggest_ranks_and_marks(pp: House, old: House) -> None:
    asked = {"searchString": "pack", "language": "en", "projectId": "fennmoor"}
    found = pp.get("/extractor/api/suggest", **asked).json()["suggestedConcepts"]
    assert found[0]["matchingLabel"].lower().startswith("<em>pack</em>")
    assert found[0]["highlights"][0]["predicate"].endswith("prefLabel")
    assert found[0]["score"] == 9.5
    assert [each["score"] for each in found] == sorted((each["score"] for each in found), reverse=True)
    nothing = {**asked, "searchString": "zzzz"}
    assert pp.get("/extractor/api/suggest", **nothing).json() == {"suggestedConcepts": []}
    assert old.get("/extractor/api/suggest", **nothing).json() == {"suggestedConcepts": None}


def test_projects_concepts_and_nif(pp: House, old: House) -> None:
    (known,) = pp.get("/extractor/api/projects").json()["projects"]
    assert known == {
        "uuid": pp.uuid,
        "label": "Fennmoor marketing vocabulary",
        "defaultLanguage": "en",
        "languages": ["en", "de", "fr"],
    }
    assert old.get("/extractor/api/projects").json() == [known]
    asked = {"concept": FM + "packshot", "projectId": pp.uuid, "language": "de"}
    assert pp.get("/extractor/api/concepts", **asked).json()["prefLabels"] == {"de": "Packshot"}
    assert pp.get("/extractor/api/concepts", concept=FM + "packshot").status_code == 400
    form = {"input": "A packshot", "projectId": "fennmoor", "lang": "en"}
    nif = pp.post("/extractor/api/annotate/nif", data=form)
    assert nif.headers["content-type"].startswith("text/turtle")
    assert FM + "packshot" in nif.text


def test_expand_and_classifiers_and_corpora(pp: House) -> None:
    body = {"concepts": [{"uri": P + "limewash", "score": 80}], "language": "de"}
    found = pp.post("/PoolParty/api/tagging/colours/expand", pp.both, json=body).json()["expandedConcepts"]
    assert found[0] == {"score": 80.0, "jsonConcept": {"uri": P + "limewash", "prefLabel": "Kalkfarbe"}}
    assert {each["jsonConcept"]["uri"] for each in found[1:]} == {P + "wall-paint", P + "mineral-paint"}
    assert len(pp.get("/PoolParty/api/classification/fennmoor/classifiers").json()["jsonClassifierList"]) == 1
    corpora = "/PoolParty/api/corpusmanagement/fennmoor/"
    assert pp.get(corpora + "corpora").json()["jsonCorpusList"][0]["upToDate"] is True
    assert len(pp.get(corpora + "results/concepts", startIndex=0).json()) == 20
    assert pp.get(corpora + "results/concepts", startIndex=9000).json() == []
    assert pp.post(corpora + "analyze").json()["success"] is False


def test_one_project_never_shows_the_words_of_another(pp: House) -> None:
    text = "limewash, packshot, tandoquill, ostrumbane"
    assert uris(pp.extract(text, language="en")) == [FM + "packshot"]
    assert uris(pp.extract(text, "colours", language="en")) == [P + "limewash"]
    both = pp.post(EXTRACT, pp.both, data={"projectId": ["fennmoor", "colours"], "text": text, "language": "en"})
    assert set(uris(both.json())) == {FM + "packshot", P + "limewash"}
