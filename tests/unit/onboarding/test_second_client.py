"""Onboarding the demo agency's second client: nine in ten of its final mappings are proposed first."""

import json
from collections import Counter

import pytest

from thesaury.connectors.table.mapping import record
from thesaury.connectors.table.plan import planned
from thesaury.engines.rdf import SafeRdfReader
from thesaury.engines.tables.reader import Tables
from thesaury.model.concept import MappingRelation, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.mapping import MappingStatus
from thesaury.onboarding.coverage import Contradiction, Settled, coverage
from thesaury.onboarding.fields import FieldProposals, propose_fields
from thesaury.onboarding.profiling import FieldProfile, profiled
from thesaury.onboarding.value_proposals import ValueProposal, propose_values, value_iri
from thesaury.onboarding.values import own_names, value_uses
from thesaury.sandbox.agency import AgencyPack, ValueGold, field_gold, value_gold, write_agency
from thesaury.sandbox.agency.pack import CONCEPTS
from thesaury.vocabulary.importing import import_vocabulary

ENOUGH = 0.9
RELATIONS = {
    "exact": MappingRelation.EXACT,
    "close": MappingRelation.CLOSE,
    "broad": MappingRelation.BROAD,
    "related": MappingRelation.RELATED,
}
GOLD = {(gold.field, gold.value): gold for gold in value_gold()}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> AgencyPack:
    return write_agency(tmp_path_factory.mktemp("agency"), pictures=False)


@pytest.fixture(scope="module")
def shared(pack: AgencyPack) -> Vocabulary:
    return import_vocabulary(pack.shared, "shared", SafeRdfReader(), Tables())[0]


@pytest.fixture(scope="module")
def profiles(pack: AgencyPack) -> tuple[FieldProfile, ...]:
    return profiled(row.cells for row in Tables().read(pack.assets))


@pytest.fixture(scope="module")
def fields(profiles: tuple[FieldProfile, ...]) -> FieldProposals:
    return propose_fields(profiles)


@pytest.fixture(scope="module")
def values(profiles: tuple[FieldProfile, ...], fields: FieldProposals, shared: Vocabulary) -> tuple[ValueProposal, ...]:
    roles = {proposal.field: proposal.role for proposal in fields.fields}
    return propose_values(value_uses(profiles, roles), own_names(profiles, roles), shared)


def right(proposal: ValueProposal, gold: ValueGold) -> bool:
    """Whether what is proposed first is what a careful person says at last: own, nothing, or this concept."""
    if gold.relation == "own":
        return proposal.own is not None
    return proposal.own is None and proposal.concept == (CONCEPTS + gold.concept if gold.concept else "")


def test_nine_in_ten_of_the_final_mappings_are_proposed_first(
    fields: FieldProposals, values: tuple[ValueProposal, ...]
):
    roles = {gold.field: gold.role for gold in field_gold()}
    of_fields = [roles[proposal.field] == proposal.role for proposal in fields.fields]
    of_values = [right(proposal, GOLD[proposal.use.field, proposal.use.value]) for proposal in values]
    assert len(of_values) == len(GOLD) == 200
    assert sum(of_fields) >= ENOUGH * len(of_fields)
    assert sum(of_values) >= ENOUGH * len(of_values), [
        p.use.value for p, ok in zip(values, of_values, strict=True) if not ok
    ]


def test_relations_are_proposed_too_and_what_is_accepted_is_right(values: tuple[ValueProposal, ...]):
    gold = [(proposal, GOLD[proposal.use.field, proposal.use.value]) for proposal in values if proposal.mappings]
    found = [(proposal, wanted) for proposal, wanted in gold if wanted.concept and right(proposal, wanted)]
    assert sum(RELATIONS[wanted.relation] is proposal.relation for proposal, wanted in found) >= ENOUGH * len(found)
    accepted = [
        right(proposal, wanted) for proposal, wanted in gold if proposal.mappings[0].status is MappingStatus.ACCEPTED
    ]
    assert sum(accepted) >= 0.97 * len(accepted) > 0


def test_reasons_name_the_label_that_a_reader_knows_again(values):
    told = {value.use.value: value.mappings[0].explanation for value in values if value.mappings}
    assert "“assiette”" in told["assiette creuse"]
    assert "“cadeau”" in told["idée cadeau"]


def test_values_are_subjects_by_iris_of_their_own(values: tuple[ValueProposal, ...]):
    subjects = Counter(value_iri(proposal.use.field, proposal.use.value) for proposal in values)
    assert set(subjects.values()) == {1}
    assert all(
        {mapping.subject for mapping in proposal.mappings} <= {value_iri(proposal.use.field, proposal.use.value)}
        for proposal in values
    )


def test_the_final_mapping_covers_everything_and_tells_the_names_that_are_words_too(values: tuple[ValueProposal, ...]):
    settled = [Settled(gold.field, gold.value, (gold.concept,) if gold.concept else ()) for gold in value_gold()]
    found = coverage([proposal.use for proposal in values], settled, ("fr",))
    assert (found.total.values.covered, found.total.assets.covered, found.left) == (1.0, 1.0, ())
    told = {frozenset(use.value for use in conflict.values) for conflict in found.conflicts}
    assert {conflict.kind for conflict in found.conflicts} == {Contradiction.SPELLING}
    assert {frozenset({"Campagne", "campagne"}), frozenset({"Sel", "sel"})} <= told


def test_the_proposed_mapping_makes_a_table_say_what_the_client_means(pack: AgencyPack, fields: FieldProposals):
    rows = list(Tables().read(pack.assets))
    plan = planned(Connection("dam", "table", (("mapping", json.dumps(fields.mapping())),)), list(rows[0].cells), rows)
    payload = {"line": 2, "id": plan.key(rows[0]), "etag": "", "cells": rows[0].cells, "language": "", "file": None}
    read = record("dam", {**payload, "mapping": dict(plan.columns)})
    assert read.external_id == "ORM-26-0107"
    assert [text.field for text in read.texts] == ["title", "description", "description", "alternative_text"]
    assert read.tags[:3] == ("jardin", "table dressée", "nappe")
    assert read.property_values("material") == ("Lin lavé", "Grès")
    assert read.property_values("market") == ("France", "Belgique")
    assert dict(read.licences[0].fields) == {"valid_from": "01/04/2026", "valid_until": "31/03/2028"}


def test_no_values_and_no_shared_model_are_no_failure(shared: Vocabulary, values: tuple[ValueProposal, ...]):
    assert propose_values((), (), shared) == ()
    alone = propose_values([proposal.use for proposal in values[:5]], (), Vocabulary("shared", (), ()))
    assert [proposal.concept for proposal in alone] == [""] * 5
