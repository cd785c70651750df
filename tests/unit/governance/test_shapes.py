"""Profiles as SHACL, with pySHACL as the judge: for every record it says what our own verdict says."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from pyshacl import validate
from rdflib import Graph

from thesaury.analytics.statements import asset_statements
from thesaury.engines.oxigraph import serialized
from thesaury.governance.shapes import shapes
from thesaury.governance.validating import Validator
from thesaury.model.annotation import Annotation, Evidence, Origin, Suggestion
from thesaury.model.asset import Asset, Record
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.profile import Profile, SchemeRule
from thesaury.ports.enrichments import Findings
from thesaury.vocabulary.statements import vocabulary_statements

COLOURS, THINGS, OTHER = (f"https://v.example/{name}" for name in ("colours", "things", "other"))


def concept(name: str, *schemes: str, deprecated: bool = False, **labels: str) -> Concept:
    named = tuple(sorted(Label(text, language) for language, text in labels.items()))
    return Concept(f"https://v.example/{name}", schemes, named, deprecated=deprecated)


WORDS = Vocabulary(
    "words",
    tuple(ConceptScheme(iri) for iri in (COLOURS, OTHER, THINGS)),
    (
        concept("blue", COLOURS, en="blue", de="blau"),
        concept("both", COLOURS, THINGS, en="orange", de="Orange"),
        concept("english", THINGS, en="kettle"),
        concept("loose", en="loose", de="lose"),
        concept("old", COLOURS, deprecated=True, en="crimson", de="Karmesin"),
        concept("other", OTHER, en="other", de="anders"),
        concept("red", COLOURS, en="red", de="rot"),
        concept("swiss", THINGS, **{"de-CH": "Velo"}),
    ),
)
KNOWN = [one.iri for one in WORDS.concepts]
STRANGE = "https://elsewhere.example/1"
VALIDATOR = Validator(WORDS.concepts, WORDS.schemes)

RULES = st.builds(
    lambda scheme, least, more: SchemeRule(scheme, least, None if more is None else least + more),
    st.sampled_from((COLOURS, THINGS)),
    st.integers(0, 2),
    st.none() | st.integers(0, 1),
)
PROFILES = st.builds(
    Profile,
    st.just("shop ü"),
    st.just(()),
    st.lists(RULES, max_size=2, unique_by=lambda rule: rule.scheme).map(tuple),
    st.booleans(),
    st.sampled_from(((), ("de",), ("fr", "en"))),
)


@cache
def words() -> Graph:
    return Graph().parse(serialized(vocabulary_statements(WORDS), "nt"), format="nt")


def conforms(profile: Profile, accepted: list[str], suggested: list[str], asset: str = "a 1") -> bool:
    seen = Evidence("tag", 0, 3, "red", "red", "en")
    findings = Findings(
        annotations=tuple(Annotation(iri, Origin.TAG, "tags/2", 1.0, (seen,)) for iri in accepted),
        suggestions=tuple(Suggestion(iri, 0.4, (), "labels/1", "words@1") for iri in suggested),
    )
    told = asset_statements(Asset(asset, (Record("dam", "1", "e", tags=("red",)),)), findings)
    data = words() + Graph().parse(serialized(told, "nt"), format="nt")
    rules = Graph().parse(serialized(shapes(profile), "ttl"), format="turtle")
    found, _, _ = validate(data, shacl_graph=rules, meta_shacl=False)
    return bool(found)


@settings(max_examples=60, deadline=None)
@given(PROFILES, st.lists(st.sampled_from([*KNOWN, STRANGE]), max_size=4, unique=True), st.data())
def test_the_judge_agrees(profile: Profile, accepted: list[str], data: st.DataObject):
    left = [iri for iri in KNOWN if iri not in accepted]
    suggested = data.draw(st.lists(st.sampled_from(left), max_size=1)) if left else []
    assert conforms(profile, accepted, suggested) == VALIDATOR.record((), accepted, profile).complete


@pytest.mark.parametrize(
    ("profile", "names", "complete"),
    [
        (Profile("free"), ["red", "loose", "other"], True),
        (Profile("free"), ["old"], False),
        (Profile("one", schemes=(SchemeRule(COLOURS, 1, 1),)), ["red"], True),
        (Profile("one", schemes=(SchemeRule(COLOURS, 1, 1),)), ["red", "blue"], False),
        (Profile("one", schemes=(SchemeRule(COLOURS, 1, 1),)), [], False),
        (Profile("closed", schemes=(SchemeRule(COLOURS),), closed=True), ["both"], True),
        (Profile("closed", schemes=(SchemeRule(COLOURS),), closed=True), ["other"], False),
        (Profile("nothing", closed=True), [], True),
        (Profile("nothing", closed=True), ["red"], False),
        (Profile("german", languages=("de",)), ["red", "swiss"], True),
        (Profile("german", languages=("de",)), ["english"], False),
    ],
)
def test_what_a_profile_says(profile: Profile, names: list[str], complete: bool):
    iris = [f"https://v.example/{name}" for name in names]
    assert conforms(profile, iris, []) is complete
    assert VALIDATOR.record((), iris, profile).complete is complete


def test_the_shapes_are_shapes():
    """Judged by the shapes that SHACL has for shapes."""
    profile = Profile("p", schemes=(SchemeRule(COLOURS, 1, 2),), closed=True, languages=("de", "en"))
    rules = Graph().parse(serialized(shapes(profile), "ttl"), format="turtle")
    conforming, _, told = validate(words(), shacl_graph=rules, meta_shacl=True)
    assert conforming, told


def test_as_json_ld_they_are_the_same():
    said = shapes(Profile("p", schemes=(SchemeRule(COLOURS, 1),)))
    assert len(list(parse(serialized(said, "jsonld"), RdfFormat.JSON_LD))) == len(said)
