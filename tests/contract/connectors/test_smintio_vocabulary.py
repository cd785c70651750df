"""The licence vocabularies as concept schemes, and governed schemes published as the values of forms, over the sandbox."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.connectors.smintio_server import Bench, fresh, holding, served
from thesaury.connectors.smintio.backend_client import BackendApi
from thesaury.connectors.smintio.forms import publish_vocabulary
from thesaury.connectors.smintio.group_values import put_group_values
from thesaury.connectors.smintio.vocabularies import SCHEMES, broader, known_keys, shipped, vocabulary
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.errors import Refused, Unreachable, Usage
from thesaury.sandbox.smintio.server import Setup

GEO = "urn:smintio:vocabulary:license_geographies"


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with holding(1) as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    return fresh(server)


def test_all_fifteen_lists_come_with_labels_and_unknown_keys():
    with served(Setup(size="tiny", edges=True)) as bench:
        _all_fifteen(bench)


def _all_fifteen(bench: Bench) -> None:
    source = bench.opened("vocabulary")
    pull = source.pull("", None)
    concepts = {concept.iri: concept for concept in pull.vocabulary.concepts}
    assert [scheme.iri.rpartition(":")[2] for scheme in pull.vocabulary.schemes] == sorted(SCHEMES)
    assert (pull.whole, pull.read) == (True, len(concepts))
    assert source.outline().records == len(concepts)
    assert list(concepts) == sorted(concepts)
    assert {
        language for concept in concepts.values() for language in (label.language for label in concept.preferred)
    } >= {"en", "de"}
    known = {f"urn:smintio:vocabulary:{name}:{key}" for name, keys in known_keys().items() for key in keys}
    assert known <= set(concepts)
    assert set(concepts) - known
    assert any("did not know" in note for note in pull.notes)
    assert concepts[f"{GEO}:europe_france"].notations == ("europe_france",)
    assert concepts[f"{GEO}:europe_france"].broader == (f"{GEO}:europe_any",)
    again = source.pull(pull.cursor, pull.vocabulary)
    assert (again.read, again.vocabulary) == (0, pull.vocabulary)


def test_everything_a_concept_names_is_there():
    for made in (
        shipped("v", "urn:x:"),
        vocabulary("v", "https://v.example/", {"license_usages": [{"metadata_element": {"key": "a b/ü"}}]}),
    ):
        there, schemes = {concept.iri for concept in made.concepts}, {scheme.iri for scheme in made.schemes}
        assert all(
            there.issuperset(concept.broader) and schemes.issuperset(concept.schemes) for concept in made.concepts
        )
        assert all(there.issuperset(scheme.top_concepts) for scheme in made.schemes)
        assert all(concept.iri not in concept.broader for concept in made.concepts)


@pytest.mark.parametrize(
    ("key", "above"),
    [
        ("any", ""),
        ("europe_any", "any"),
        ("europe_france", "europe_any"),
        ("advertising_display_any", "advertising_any"),
        ("advertising_display_pos", "advertising_display_any"),
        ("channel_theatrical_limited", "any"),
        ("channel_theatrical", "any"),
        ("external", "any"),
    ],
)
def test_the_prefix_tree_is_the_hierarchy(key: str, above: str):
    keys = {
        "any",
        "europe_any",
        "advertising_any",
        "advertising_display_any",
        "channel_theatrical",
        "advertising_display",
        key,
    }
    assert broader(key, keys) == above


def test_a_list_without_any_has_top_concepts_and_names_stay_one_a_language():
    def said(culture: str, **element: str) -> dict[str, Any]:
        return {"culture": culture, "metadata_element": element}

    made = vocabulary(
        "v",
        "urn:x:",
        {
            "license_usages": [
                said("en", key="a_any", name="All"),
                said("en", key="a_any", name="Every"),
                said("en", name="nameless"),
            ],
            "moods": [said("de", url="https://m.example/1", name="heiter")],
            "rubbish": 7,
        },
    )
    concepts = {concept.iri: concept for concept in made.concepts}
    assert concepts["urn:x:license_usages:a_any"].preferred == (Label("All", "en"),)
    assert concepts["urn:x:license_usages:a_any"].alternative == (Label("Every", "en"),)
    assert concepts["urn:x:moods:https%3A%2F%2Fm.example%2F1"].notes == (Label("https://m.example/1"),)
    assert len(concepts) == 2


def test_vocabularies_need_bought_content_and_a_system_that_answers(bench: Bench):
    with pytest.raises(Usage, match="content=licensed"):
        bench.opened("vocabulary", "portal")
    source = bench.opened("vocabulary")
    bench.fault("html200", "genericMetadata", None)
    with pytest.raises(Unreachable):
        source.pull("", None)
    bench.fault("reset", "genericMetadata", None)
    with pytest.raises(Unreachable):
        source.outline()


REGIONS = "https://terms.example/regions"


def governed(*names: str, deprecated: tuple[str, ...] = ()) -> Vocabulary:
    concepts = tuple(
        Concept(
            f"{REGIONS}/{name}",
            (REGIONS,),
            (Label(name.title(), "en"), Label(f"{name} (de)", "de")),
            notations=(name.upper(),),
            deprecated=name in deprecated,
        )
        for name in sorted({*names, *deprecated})
    )
    return Vocabulary("regions", (ConceptScheme(REGIONS, (Label("Regions", "en"),)),), concepts)


def item_of(bench: Bench, form: str, item: str = "regions") -> dict[str, Any]:
    found = BackendApi(bench.connection(), bench.tools).get(f"customForms/{form}")
    return next(i for group in found["custom_form_groups"] for i in group["form_items"] if i["id"] == item)


def values_of(bench: Bench, form: str, item: str = "regions") -> list[str]:
    return [value["string_value"] for value in item_of(bench, form, item)["allowed_values"]]


def by_a_person(bench: Bench, form: str, value: str) -> None:
    def added(found: dict[str, Any]) -> dict[str, Any]:
        found["custom_form_groups"][0]["form_items"][0]["allowed_values"].append({"string_value": value, "name": []})
        return found

    BackendApi(bench.connection(), bench.tools).change(f"customForms/{form}", added)


def publish(bench: Bench, made: Vocabulary, form: str = "Thesaury", item: str = "regions", **settings: str) -> Any:
    return publish_vocabulary(bench.connection(**settings), bench.tools, made, REGIONS, form, item)


def test_a_scheme_is_published_in_all_languages_and_again_without_a_write(bench: Bench):
    first = publish(bench, governed("austria", "belgium"))
    assert (first.values, first.kept, first.missing) == (2, (), ())
    assert values_of(bench, first.form) == [f"{REGIONS}/austria", f"{REGIONS}/belgium"]
    [austria, _] = item_of(bench, first.form)["allowed_values"]
    assert austria["name"] == [{"culture": "en", "value": "Austria"}, {"culture": "de", "value": "austria (de)"}]
    writes = bench.control("effects")["count"]
    assert publish(bench, governed("austria", "belgium")).form == first.form
    assert bench.control("effects")["count"] == writes


def test_values_of_people_stay_and_ours_go_when_their_concept_does(bench: Bench):
    form = publish(bench, governed("austria", "belgium", "chile")).form
    by_a_person(bench, form, "my own")
    again = publish(bench, governed("austria", "denmark", deprecated=("belgium",)))
    assert again.kept == ("my own",)
    assert values_of(bench, form) == ["my own", f"{REGIONS}/austria", f"{REGIONS}/denmark"]


def test_several_items_share_a_form_and_other_items_stay(bench: Bench):
    form = publish(bench, governed("austria")).form
    publish(bench, governed("belgium"), item="more", form=form, form_values="notation")
    assert values_of(bench, form) == [f"{REGIONS}/austria"]
    assert values_of(bench, form, "more") == ["BELGIUM"]


def test_a_version_that_moved_meanwhile_is_read_again_and_merged(bench: Bench):
    form = publish(bench, governed("austria")).form
    asked: list[int] = []

    def slowly(found: dict[str, Any]) -> dict[str, Any]:
        asked.append(found["version"])
        if len(asked) < 3:
            by_a_person(bench, form, f"person {len(asked)}")
        values = found["custom_form_groups"][0]["form_items"][0]["allowed_values"]
        values.append({"string_value": "slow", "name": []})
        return found

    BackendApi(bench.connection(), bench.tools).change(f"customForms/{form}", slowly)
    assert len(asked) == 3
    assert values_of(bench, form) == [f"{REGIONS}/austria", "person 1", "person 2", "slow"]
    assert publish(bench, governed("belgium")).kept == ("person 1", "person 2", "slow")


@pytest.mark.parametrize("fault", ["reset_after", "status:409", "status:503", "truncate"])
def test_a_lost_reply_or_a_conflict_leaves_one_form_with_the_right_values(bench: Bench, fault: str):
    for method in ("POST", "PUT"):
        bench.fault(
            fault if method == "PUT" or fault != "status:409" else "status:503", "/customForms", 1, method=method
        )
    publish(bench, governed("austria"))
    found = publish(bench, governed("austria", "belgium"))
    forms = BackendApi(bench.connection(), bench.tools).forms()
    assert len(forms) == 1
    assert values_of(bench, found.form) == [f"{REGIONS}/austria", f"{REGIONS}/belgium"]


def test_a_conflict_that_never_ends_is_said(bench: Bench):
    publish(bench, governed("austria"))
    bench.fault("status:409", "/customForms/", None, method="PUT")
    with pytest.raises(Refused, match="changed by others"):
        publish(bench, governed("belgium"))


def test_a_form_is_attached_once_and_beside_the_others(bench: Bench):
    own = {"tenant_uuid": bench.where["tenant_uuid"], "attach_to": "resource_custom_form_uuids"}
    first = publish(bench, governed("austria"), **own)
    second = publish(bench, governed("austria"), form="Other", **own)
    publish(bench, governed("austria"), form="Other", **own)
    tenant = BackendApi(bench.connection(), bench.tools).get(f"tenants/{bench.where['tenant_uuid']}")
    assert tenant["resource_custom_form_uuids"] == [first.form, second.form]
    assert (first.notes, second.notes) == ((), ())
    assert any("not attached" in note for note in publish(bench, governed("austria")).notes)


def test_values_before_the_form_is_attached_are_noticed_to_be_dropped(bench: Bench):
    path = {"user_group_path": "frontendUserGroups/{uuid}"}
    group, value = bench.where["user_group_uuid"], f"{REGIONS}/austria"
    publish(bench, governed("austria"))
    assert put_group_values(bench.connection(**path), bench.tools, group, "regions", [value]) == (value,)
    own = {"tenant_uuid": bench.where["tenant_uuid"], "attach_to": "frontend_user_group_custom_form_uuid"}
    publish(bench, governed("austria"), **own)
    assert put_group_values(bench.connection(**path), bench.tools, group, "regions", [value]) == ()
    with pytest.raises(Refused, match="another form"):
        publish(bench, governed("austria"), form="Other", **own)


def test_wrong_questions_are_named(bench: Bench):
    for words, arguments in (
        ("colon", {"item": "a:b"}),
        ("no scheme", {"made": Vocabulary("v", (), ())}),
        ("tenant_uuid", {"attach_to": "resource_custom_form_uuids"}),
    ):
        made = arguments.pop("made", governed("austria"))
        with pytest.raises(Usage, match=words):
            publish(bench, made, **arguments)  # type: ignore[arg-type]
    with pytest.raises(Usage, match="content=licensed"):
        publish_vocabulary(bench.connection("portal"), bench.tools, governed("austria"), REGIONS, "f", "i")
    with pytest.raises(Usage, match="user_group_path"):
        put_group_values(bench.connection(), bench.tools, "g", "i", [])


def test_the_keys_that_are_shipped_can_be_read():
    assert sum(map(len, known_keys().values())) == 363
    assert json.dumps(known_keys())
    assert len(shipped("v", "urn:x:").concepts) == 363
