"""The traps of PoolParty's vocabulary: silent limits, silent imports, missing labels, open endpoints, foreign projects."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.contract.connectors.poolparty_server import CONCEPT, Bench, served
from tests.contract.vocabulary_source_suite import by_iri
from thesaury.connectors.manifest import manifests
from thesaury.connectors.poolparty.checking import check
from thesaury.connectors.poolparty.history import changes
from thesaury.connectors.poolparty.projects import Project
from thesaury.model.concept import Label
from thesaury.model.errors import NeedsLogin, Refused, Unreachable, Usage
from thesaury.ports.vocabulary_source import VocabularyPull
from thesaury.vocabulary.checks import check as mended

BRINDLE = Label("brindlemark", "en")


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with served("10") as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    server.fresh()
    return server


def pull(bench: Bench, before: VocabularyPull | None = None, hours: float = 0, **settings: Any) -> VocabularyPull:
    """A pass, `hours` later by the source's own clock (a minute, for passes onward)."""
    moment = datetime.now(UTC) + timedelta(hours=hours, minutes=1 if before else 0)
    source = replace(bench.opened("vocabulary", **settings), clock=lambda: moment)
    found: VocabularyPull = source.pull(before.cursor if before else "", before.vocabulary if before else None)
    return found


def edit(bench: Bench, what: str, **members: Any) -> Any:
    bench.control("clock", {"advance": 10})
    return bench.do(what, **members)


def calls(bench: Bench) -> Counter[str]:
    return Counter(request["path"].rpartition("/")[2] for request in bench.asked())


def test_every_language_and_every_kind_of_label_comes(bench: Bench):
    for export in ("auto", "no"):
        vocabulary = pull(bench, export=export).vocabulary
        languages = {label.language for concept in vocabulary.concepts for label in concept.preferred}
        assert languages >= {"en", "de", "fr"}
        assert any(concept.alternative for concept in vocabulary.concepts)
        assert any(concept.hidden for concept in vocabulary.concepts)
        assert any(len(concept.broader) > 1 for concept in vocabulary.concepts)


def test_export_and_pages_say_the_same(bench: Bench):
    exported, paged = by_iri(pull(bench).vocabulary), by_iri(pull(bench, export="no").vocabulary)
    assert {iri: exported[iri] for iri in paged} == paged
    assert all(concept.deprecated for iri, concept in exported.items() if iri not in paged)


def test_an_older_server_exports_as_it_used_to():
    with served("6") as older:
        exported, paged = by_iri(pull(older).vocabulary), by_iri(pull(older, export="no").vocabulary)
        assert {iri: exported[iri] for iri in paged} == paged
        assert exported.keys() - paged.keys() == {CONCEPT + "hand-lotion"}
        assert any(request["path"].endswith("/export") and request["method"] == "GET" for request in older.asked())


def test_what_comes_stands_the_checks_of_an_import(bench: Bench):
    vocabulary = pull(bench).vocabulary
    checked, _ = mended(vocabulary)
    later = pull(bench, replace(pull(bench), vocabulary=checked), hours=48)
    assert (later.whole, later.missed) == (True, ())


def test_more_changes_than_the_server_tells_unasked_are_all_found(bench: Bench):
    before = pull(bench, pull(bench))
    changed = edit(bench, "changes", count=250, word="brindlemark")
    after = pull(bench, before)
    assert (after.whole, after.read) == (False, len(changed))
    labels = [label.text for concept in after.vocabulary.concepts for label in concept.alternative]
    assert sum(text.startswith("brindlemark") for text in labels) == 250


def test_pages_shorter_than_asked_for_lose_nothing():
    class Short:
        """A server that gives three events at a time, whatever it is asked for."""

        def history(self, uuid: str, since: str, limit: int, offset: int) -> list[Any]:
            return [{"q": {"w": [f"https://b.example/{n}"]}} for n in range(20)][offset : offset + 3]

    class Deaf:
        """A server that knows no offset."""

        def history(self, uuid: str, since: str, limit: int, offset: int) -> list[Any]:
            return [{"x": "https://b.example/1"}]

    project = Project("1", "en", (), ("en",), "https://b.example/")
    assert len(changes(Short(), project, "", (), ()).iris) == 20  # type: ignore[arg-type]
    assert changes(Deaf(), project, "", (), ()).new == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("zone", ["+14:00", "-12:00", "Asia/Kathmandu"])
def test_no_zone_of_the_server_loses_an_event(bench: Bench, zone: str):
    bench.options(server_zone=zone, random_history_keys=True)
    before = pull(bench, pull(bench))
    edit(bench, "label", concept=CONCEPT + "hand-cream", label="brindlemark")
    after = pull(bench, before)
    assert (after.read, after.whole) == (1, False)
    assert BRINDLE in by_iri(after.vocabulary)[CONCEPT + "hand-cream"].preferred


def test_a_silent_import_is_found_because_the_time_of_change_moved(bench: Bench):
    before = pull(bench, pull(bench))
    new = edit(bench, "import", count=50)
    after = pull(bench, before)
    assert after.whole
    assert after.missed == tuple(sorted(new))


def test_a_history_that_vanished_is_made_good_by_comparing(bench: Bench):
    before = pull(bench, pull(bench))
    edit(bench, "label", concept=CONCEPT + "hand-cream", label="brindlemark")
    edit(bench, "forget_history")
    assert pull(bench, before).missed == (CONCEPT + "hand-cream",)


def test_a_quiet_server_is_asked_for_its_time_of_change_alone(bench: Bench):
    settled = pull(bench, pull(bench))
    bench.forget()
    again = pull(bench, settled)
    assert again.read == 0
    assert calls(bench).keys() == {"projects", bench.where["project"]}


@pytest.mark.parametrize("feature", ["history", "export"])
def test_an_unlicensed_feature_is_done_without(bench: Bench, feature: str):
    before = pull(bench)
    bench.options(features=[one for one in ("thesaurus", "history", "export", "extractor") if one != feature])
    edit(bench, "label", concept=CONCEPT + "hand-cream", label="brindlemark")
    after = pull(bench, before, hours=25)
    assert after.whole
    assert any("history" in note or "exported" in note for note in after.notes)
    assert BRINDLE in by_iri(after.vocabulary)[CONCEPT + "hand-cream"].preferred
    assert set(by_iri(after.vocabulary)) == set(by_iri(before.vocabulary))


@pytest.mark.parametrize(
    "fault", ["status:500", "status:502", "html200", "empty", "garbage", "cut", "reset", "truncate"]
)
def test_a_fault_that_passes_is_not_seen(bench: Bench, fault: str):
    whole = pull(bench, export="no")
    bench.fault(fault, "/(concepts|childconcepts|history/.*|projects|schemes)$", times=2)
    assert pull(bench, export="no").vocabulary == whole.vocabulary


@pytest.mark.parametrize("fault", ["status:500", "html200", "cut", "garbage"])
def test_a_fault_that_stays_stops_the_pass_with_a_sentence(bench: Bench, fault: str):
    before = pull(bench, pull(bench))
    edit(bench, "label", concept=CONCEPT + "hand-cream", label="brindlemark")
    bench.fault(fault, "/(concept|concepts)$", times=None)
    with pytest.raises(Unreachable) as error:
        pull(bench, before)
    assert error.value.message.endswith(".")
    bench.fresh_circuits()
    after = pull(bench, before)
    assert BRINDLE in by_iri(after.vocabulary)[CONCEPT + "hand-cream"].preferred


@pytest.mark.parametrize("fault", ["html200", "cut", "garbage", "empty"])
def test_a_broken_export_is_read_by_page(bench: Bench, fault: str):
    whole = pull(bench, export="no")
    bench.fault(fault, "/export$", times=None)
    after = pull(bench)
    assert after.vocabulary == whole.vocabulary
    assert any("page by page" in note for note in after.notes)
    bench.fresh_circuits()
    assert pull(bench, after).vocabulary == pull(bench).vocabulary != whole.vocabulary


def test_an_open_endpoint_and_a_wide_credential_are_told(bench: Bench):
    assert pull(bench).notes == ()
    bench.options(sparql_open=True)
    notes = pull(bench, user=1).notes
    assert any("answers everybody" in note for note in notes)
    assert any("sees 2 projects" in note for note in notes)
    assert not any("tandoquill" in note or "Pigmentary" in note for note in notes)


@pytest.mark.parametrize("project", [0, 1])
def test_another_clients_project_is_refused_without_a_word_of_it(bench: Bench, project: int):
    foreign = bench.where["projects"][project]["project"]
    with pytest.raises(Refused) as error:
        pull(bench, project=foreign)
    assert "does not see the project" in error.value.message
    assert not any(word in error.value.message for word in ("Pigmentary", "tandoquill", "Ostrumbane", "Sealed"))


def test_the_project_is_known_by_either_name_in_any_case(bench: Bench):
    by_uuid = pull(bench, project=bench.where["project"].lower())
    assert pull(bench, project=bench.where["supplement"]).vocabulary == by_uuid.vocabulary


def test_a_concept_with_two_hundred_relations_and_twelve_languages_is_whole(bench: Bench):
    for export in ("auto", "no"):
        found = pull(bench, user=1, project="colours", export=export).vocabulary
        widest = max(found.concepts, key=lambda concept: len(concept.related))
        assert len(widest.related) >= 200
        assert len({label.language for label in widest.preferred}) == 12


def test_languages_are_chosen_and_missing_ones_named(bench: Bench):
    found = pull(bench, languages="de, ja")
    assert {label.language for concept in found.vocabulary.concepts for _, label in concept.labels()} == {"de"}
    assert "Language not covered: the project has no ja." in found.notes
    assert pull(bench, found, languages="de, fr").whole


def test_relations_as_objects_are_read_alike(bench: Bench):
    plain = pull(bench, export="no").vocabulary
    bench.options(relation_objects=True)
    assert pull(bench, export="no").vocabulary == plain


def test_a_circle_is_cut_and_an_orphan_kept(bench: Bench):
    skos = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    a, b = (f"<{CONCEPT}circle-{name}>" for name in "ab")
    top = "<https://vocabulary.fennmoor.example/scheme/products>"
    bench.imported(
        f'{skos}{a} a skos:Concept ; skos:prefLabel "circle a"@en ; skos:broader {b} ; skos:topConceptOf {top} .\n'
        f'{b} a skos:Concept ; skos:prefLabel "circle b"@en ; skos:broader {a} .'
    )
    bench.touched = True
    concepts = by_iri(pull(bench).vocabulary)
    pair = [concepts[f"{CONCEPT}circle-{name}"] for name in "ab"]
    assert sorted(len(one.broader) for one in pair) == [0, 1]
    assert all(one.schemes for one in pair)


def test_the_cursor_is_small_and_names_no_secret(bench: Bench):
    before = pull(bench)
    edit(bench, "changes", count=250)
    after = pull(bench, before)
    kept = json.loads(after.cursor)
    assert len(after.cursor) < 10_000
    assert kept["project"] == bench.where["project"]
    assert bench.where["password"] not in after.cursor


def test_no_request_breaks_a_rule_of_the_server(bench: Bench):
    before = pull(bench)
    edit(bench, "label", concept=CONCEPT + "hand-cream", label="brindlemark")
    pull(bench, pull(bench, before), export="no", hours=30)
    assert bench.control("violations")["violations"] == []


def test_oauth_logs_in_renews_and_outlives_its_token(bench: Bench):
    source = bench.opened("vocabulary", auth="oauth")
    first = source.pull("", None)
    bench.control("clock", {"advance": 400})
    assert source.pull(first.cursor, first.vocabulary).vocabulary == first.vocabulary
    bench.control("clock", {"advance": 4000})
    assert source.pull(first.cursor, first.vocabulary).vocabulary == first.vocabulary
    bench.touched = True


def test_a_basic_login_that_was_switched_off_asks_for_another(bench: Bench):
    bench.options(basic=False)
    with pytest.raises(NeedsLogin, match="thesaury secret set words"):
        pull(bench)
    assert pull(bench, auth="oauth").whole


def test_secrets_stand_in_no_message(bench: Bench, caplog: pytest.LogCaptureFixture):
    caplog.set_level("DEBUG")
    for auth in ("basic", "oauth"):
        with pytest.raises(NeedsLogin) as error:
            pull(bench, password="grumblesecret", auth=auth)
        assert "grumblesecret" not in error.value.message
    assert "grumblesecret" not in caplog.text
    assert "grumblesecret" not in repr(bench.opened("vocabulary", password="grumblesecret"))


def test_a_missing_password_is_said_before_anything_is_sent(bench: Bench):
    connection = bench.connection()
    tools = bench.tools()
    tools.secrets.put("words", {"password": ""})
    with pytest.raises(NeedsLogin, match="password"):
        manifests()["poolparty"].factory("vocabulary")(connection, tools)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "taxonomy"),
        ("auth", "magic"),
        ("per_second", "fast"),
        ("min_score", "2"),
        ("languages", "e!"),
        ("drafts", "?"),
    ],
)
def test_a_wrong_setting_is_named(bench: Bench, name: str, value: str):
    with pytest.raises(Usage, match=name):
        bench.opened("vocabulary", **{name: value})


def test_a_check_tells_how_the_connection_stands(bench: Bench):
    bench.options(sparql_open=True)
    said = " ".join(check(bench.connection(), bench.tools()))
    assert "PoolParty 10.1.0 answers." in said
    assert "answers everybody" in said
    assert "Languages: en, de, fr." in said
