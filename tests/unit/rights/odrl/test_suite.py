"""The public ODRL test suite (SolidLabResearch/ODRL-Test-Suite): 68 requests, each with the report that is expected."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.unit.rights.odrl.documents import EX, REPORT, graph
from thesaury.model.statement import RDF
from thesaury.rights.odrl.evaluator import evaluate
from thesaury.rights.odrl.graph import Graph
from thesaury.rights.odrl.known import things
from thesaury.rights.odrl.policy import Policy
from thesaury.rights.odrl.reading import policies
from thesaury.rights.odrl.world import World, requests, world

DATA = SHARED / "data" / "rights" / "odrl-test-suite" / "data"
CASES = sorted(DATA.glob("test_cases/*.ttl"))


@cache
def all_policies() -> dict[str, Policy]:
    files = [*DATA.glob("policies/*.ttl"), *DATA.glob("requests/*.ttl")]
    return {policy.uid: policy for file in files for policy in policies(graph(file.read_bytes()))}


@cache
def all_worlds() -> dict[str, World]:
    read = [graph(file.read_bytes()) for file in DATA.glob("sotw/*.ttl")]
    return {found.of_type(f"{EX}Sotw")[0]: world(found) for found in read}


def expected(case: Graph, test: str) -> Counter[tuple[str, str, str]]:
    reports = case.iris(case.first_iri(test, f"{EX}expectedReport"), f"{REPORT}ruleReport")
    said = (f"{REPORT}rule", f"{REPORT}activationState", f"{RDF}type")
    return Counter(
        (rule, state.removeprefix(REPORT), kind.removeprefix(REPORT))
        for rule, state, kind in ([case.first_iri(report, name) for name in said] for report in reports)
    )


def test_all_cases_are_there(shared: Path):
    assert len(CASES) == 68


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_the_report_is_the_expected_one(file: Path):
    case = graph(file.read_bytes())
    (test,) = case.of_type(f"{EX}TestCase")
    policy, asked, state = (case.first_iri(test, f"{EX}{name}") for name in ("policy", "request", "sotw"))
    found = Counter(
        (report.rule.uid, report.activation.value, f"{report.rule.kind.capitalize()}Report")
        for request in requests(all_policies()[asked])
        for report in evaluate(all_policies()[policy], request, all_worlds()[state], things())
    )
    assert found == expected(case, test)
