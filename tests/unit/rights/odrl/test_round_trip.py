"""What a licence states, to JSON-LD and back, read by a reader that knows nothing of ours."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.conftest import ROOT
from tests.unit.rights.odrl.documents import json_ld
from tests.unit.rights.odrl.licences import (
    FULL,
    UID,
    statements,
)
from thesaury.engines.rdf import SafeRdfReader
from thesaury.model.errors import BadInput
from thesaury.model.licensing import (
    Axis,
    Span,
    Statement,
)
from thesaury.model.statement import ODRL
from thesaury.rights.odrl import profile
from thesaury.rights.odrl.documents import document
from thesaury.rights.odrl.exporting import Parties, exported
from thesaury.rights.odrl.importing import imported
from thesaury.rights.odrl.policy import RuleKind
from thesaury.rights.odrl.reading import policies


@given(statements)
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_on_the_way_there_and_back(statement: Statement):
    (back,) = imported(json_ld(exported(statement, UID).document))
    assert (back.statement, back.losses, back.uid) == (statement, (), UID)


@given(statements)
@settings(max_examples=50, deadline=None)
def test_what_we_write_is_an_odrl_policy(statement: Statement):
    """A rule at least, one permission per term, each rule with an action, each constraint with its operands, and nothing without IRI."""
    written = exported(statement, UID)
    (policy,) = policies(json_ld(written.document))
    assert policy.rules
    assert all(rule.actions and all(action.iri for action in rule.actions) for rule in policy.rules)
    assert sum(rule.kind is RuleKind.PERMISSION for rule in policy.rules) == len(statement.terms)
    assert (policy.kind, policy.profiles, policy.conflict) == (f"{ODRL}Set", (profile.PROFILE,), f"{ODRL}prohibit")
    assert json.loads(json.dumps(written.document)) == written.document


def test_it_is_about_somebody():
    parties = Parties("urn:asset:7", "https://licensor.example/", "https://licensee.example/")
    (back,) = imported(json_ld(exported(Statement(terms=(FULL,)), UID, parties).document))
    assert (back.asset, back.assigner, back.assignee) == (
        "urn:asset:7",
        "https://licensor.example/",
        "https://licensee.example/",
    )
    with pytest.raises(BadInput, match="IRI"):
        exported(Statement(terms=(FULL,)), UID, Parties("the red one"))


def test_spans_are_a_loss_that_is_told():
    span = Span(Axis.CHANNEL, 0, 3, "web", "channel")
    written = exported(Statement(terms=(replace(FULL, spans=(span,)),), spans=(span,)), UID)
    assert written.losses == (
        "The words from which 2 values were read are not in the policy. They stay with the record.",
    )


def test_it_is_read_in_the_child_process_without_the_network(tmp_path: Path):
    path = tmp_path / "policy.jsonld"
    path.write_text(json.dumps(exported(Statement(terms=(FULL,)), UID).document), encoding="utf-8")
    (back,) = imported(document(SafeRdfReader(), path))
    assert back.statement.terms == (FULL,)


def test_every_term_of_the_profile_is_documented():
    text = (ROOT / "docs" / "odrl.md").read_text(encoding="utf-8")
    ours = [value for value in vars(profile).values() if isinstance(value, str) and value.startswith(profile.PROFILE)]
    assert [iri for iri in ours if f"`{iri.removeprefix(profile.PROFILE) or iri}`" not in text] == []
    for table in (profile.DUTIES, profile.SCOPES, profile.AXES):
        assert [
            iri for iri in table.values() if iri.startswith(ODRL) and f"`{iri.removeprefix(ODRL)}`" not in text
        ] == []
