"""Policies from files, as others write them."""

import json
from pathlib import Path

import pytest

from thesaury.engines.rdf import SafeRdfReader
from thesaury.model.errors import BadInput, Unreachable
from thesaury.model.statement import ODRL, Iri, Literal
from thesaury.rights.odrl.documents import document
from thesaury.rights.odrl.policy import Constraint, Logic, LogicalConstraint, Refined, RuleKind
from thesaury.rights.odrl.reading import policies

WILD = {
    "@context": "http://www.w3.org/ns/odrl.jsonld",
    "@type": "Offer",
    "uid": "http://example.com/policy:1",
    "permission": [
        {
            "target": "http://example.com/picture:7",
            "assigner": {"@type": "Party", "uid": "http://example.com/org:1"},
            "action": [
                {
                    "rdf:value": {"@id": "odrl:print"},
                    "refinement": [
                        {
                            "leftOperand": "resolution",
                            "operator": "lteq",
                            "rightOperand": {"@value": "1200", "@type": "xsd:integer"},
                            "unit": "http://dbpedia.org/resource/Dots_per_inch",
                        }
                    ],
                }
            ],
            "constraint": [
                {
                    "xone": [
                        {"leftOperand": "language", "operator": "eq", "rightOperand": "de"},
                        {
                            "leftOperand": "spatial",
                            "operator": "isPartOf",
                            "rightOperand": {"@id": "http://example.com/eu"},
                        },
                    ]
                }
            ],
            "duty": [{"action": "attribute"}],
        }
    ],
    "prohibition": [{"target": "http://example.com/picture:7", "action": "archive"}],
}


def saved(folder: Path, content: object, name: str = "policy.jsonld") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_policy_as_the_recommendation_writes_it(tmp_path: Path):
    (policy,) = policies(document(SafeRdfReader(), saved(tmp_path, WILD)))
    permission, prohibition = policy.rules
    assert (policy.uid, policy.kind) == ("http://example.com/policy:1", f"{ODRL}Offer")
    assert (permission.kind, prohibition.kind) == (RuleKind.PERMISSION, RuleKind.PROHIBITION)
    assert permission.targets == prohibition.targets == (Refined("http://example.com/picture:7"),)
    assert permission.assigners == (Refined("http://example.com/org:1"),)
    assert [duty.actions for duty in permission.duties] == [(Refined(f"{ODRL}attribute"),)]
    (action,) = permission.actions
    (narrowed,) = action.refinements
    assert action.iri == f"{ODRL}print"
    assert isinstance(narrowed, Constraint)
    assert (narrowed.left, narrowed.operator, narrowed.unit) == (
        f"{ODRL}resolution",
        f"{ODRL}lteq",
        "http://dbpedia.org/resource/Dots_per_inch",
    )
    (either,) = permission.constraints
    assert isinstance(either, LogicalConstraint)
    assert either.logic is Logic.XONE
    rights = [part.right for part in either.parts if isinstance(part, Constraint)]
    assert rights == [(Literal("de"),), (Iri("http://example.com/eu"),)]


def test_other_contexts_are_not_fetched(tmp_path: Path):
    path = saved(
        tmp_path, {**WILD, "@context": ["http://www.w3.org/ns/odrl.jsonld", "https://example.com/mine.jsonld"]}
    )
    with pytest.raises(BadInput, match="context"):
        document(SafeRdfReader(), path)


@pytest.mark.parametrize("content", ["{", "[" * 100_000, '{"@context": 5, "a": 1}', "null", "[null]", '"text"'])
def test_broken_documents(content: str, tmp_path: Path):
    with pytest.raises(BadInput):
        document(SafeRdfReader(), saved(tmp_path, content))


def test_a_missing_file(tmp_path: Path):
    with pytest.raises(Unreachable, match="cannot be opened"):
        document(SafeRdfReader(), tmp_path / "no.jsonld")


def test_a_document_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("thesaury.rights.odrl.documents.SIZE_LIMIT", 10)
    with pytest.raises(BadInput, match="Split it"):
        document(SafeRdfReader(), saved(tmp_path, WILD))


def test_a_mended_line_is_refused(tmp_path: Path):
    path = saved(tmp_path, f'<urn:a> <{ODRL}uid> "x"@de_AT .\n', "policy.nt")
    with pytest.raises(BadInput, match="has to be exact"):
        document(SafeRdfReader(), path)
