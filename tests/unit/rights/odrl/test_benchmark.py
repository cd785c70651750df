"""The public conflict benchmark (Daham-Mustaf/odrl-benchmark): 274 problems with the verdicts Conflict, Compatible and Unknown.

What can be asked of us: 229 files hold two policies, the other 45 hold one, and a verdict about two cannot be read from one. The index
says in words which question a problem asks: whether a use can keep to both (most), whether the first policy keeps within the second
("subsumes", "containment"), or, for six, whether one given execution keeps to the policies; its times stand in a comment of the file.
"""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.unit.rights.odrl.documents import graph
from thesaury.model.statement import ODRL, XSD, Literal
from thesaury.rights.odrl.conflict import Verdict, compare, consistent, refines
from thesaury.rights.odrl.evaluator import evaluate
from thesaury.rights.odrl.hierarchy import Hierarchy, hierarchy_of
from thesaury.rights.odrl.known import things
from thesaury.rights.odrl.policy import Policy
from thesaury.rights.odrl.reading import policies
from thesaury.rights.odrl.report import Activation
from thesaury.rights.odrl.world import Request, World

DATA = SHARED / "data" / "rights" / "odrl-conflict-benchmark"
CONTAINMENT = re.compile(r"⊆|⊄|subsum|containment", re.IGNORECASE)
EXECUTION = re.compile(r"# Ground execution: (.*)")


@dataclass(frozen=True)
class Problem:
    name: str
    family: str
    text: str
    expected: Verdict
    policies: tuple[Policy, ...]
    hierarchy: Hierarchy
    execution: str

    def answer(self) -> Verdict:
        """The answer to the question it asks; one policy alone is in conflict with itself, or it is not known with what else."""
        if self.execution:
            return self._at_run_time()
        if len(self.policies) == 1:
            alone = consistent(self.policies[0], self.hierarchy).verdict
            return alone if alone is Verdict.CONFLICT or self.of_one else Verdict.UNKNOWN
        return (refines if CONTAINMENT.search(self.text) else compare)(*self.policies, self.hierarchy).verdict

    @property
    def of_one(self) -> bool:
        """Whether it asks about one policy alone."""
        return self.text.startswith("SemanticCore")

    def overlap(self) -> Verdict:
        """The answer to the one question whether a use can keep to both."""
        return compare(*self.policies, self.hierarchy).verdict if len(self.policies) == 2 else Verdict.UNKNOWN

    def _at_run_time(self) -> Verdict:
        request = Request(
            f"{ODRL}use", "", "", {f"{ODRL}{name}": (days,) for name, days in spent(self.execution).items()}
        )
        reports = [report for policy in self.policies for report in evaluate(policy, request, World(), self.hierarchy)]
        kept = all(report.activation is Activation.ACTIVE for report in reports)
        return Verdict.COMPATIBLE if kept else Verdict.CONFLICT


def spent(execution: str) -> dict[str, Literal]:
    """The days an execution took, by left operand."""
    times = {name: int(day) for name, day in re.findall(r"(start|now|trig)=(\d+)", execution)}
    found = {"meteredTime": sum(int(end) - int(start) for start, end in re.findall(r"\[(\d+),(\d+)\]", execution))}
    if "start" in times:
        found["elapsedTime"] = times["now"] - times["start"]
    if "trig" in times:
        found["delayPeriod"] = times["now"] - times["trig"]
    return {name: Literal(f"P{days}D", "", f"{XSD}duration") for name, days in found.items()}


@cache
def problems() -> tuple[Problem, ...]:
    with (DATA / "index.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["verdict"] in set(Verdict)]
    return tuple(problem(row) for row in rows)


def problem(row: dict[str, str]) -> Problem:
    content = (DATA / "policies" / row["policy_file"]).read_bytes()
    read = graph(content)
    execution = EXECUTION.search(content.decode())
    known = hierarchy_of(read, things())
    text = f"{row['group']} {row['problem']}"
    return Problem(
        row["id"],
        row["family"],
        text,
        Verdict(row["verdict"]),
        policies(read),
        known,
        execution[1] if execution else "",
    )


@pytest.fixture(scope="module")
def pairs(shared: Path) -> list[Problem]:
    return [each for each in problems() if len(each.policies) == 2]


def wrong(among: list[Problem]) -> dict[str, str]:
    return {each.name: each.answer() for each in among if each.answer() is not each.expected}


def test_pairs_of_policies_are_judged_rightly(pairs: list[Problem]):
    assert len(pairs) == 229
    assert len(wrong(pairs)) / len(pairs) <= 0.05, wrong(pairs)


@pytest.mark.parametrize(
    ("family", "count"), [("KGConstraints", 22), ("AxisDecomposition", 148), ("TemporalDecomposition", 59)]
)
def test_every_family_is_judged_rightly(family: str, count: int, pairs: list[Problem]):
    among = [each for each in pairs if each.family == family]
    assert len(among) == count
    assert len(wrong(among)) / count <= 0.06, wrong(among)


def test_nothing_unknown_is_called_compatible(shared: Path):
    """Nor anything in conflict, but for two files in which what contradicts the policy is missing: the second constraint of 506, and the
    end of the axis of 513."""
    mistaken = [each for each in problems() if each.answer() is Verdict.COMPATIBLE is not each.expected]
    assert {each.name: each.expected for each in mistaken} == {
        "ODRL506-1": Verdict.CONFLICT,
        "ODRL513-1": Verdict.CONFLICT,
    }


def test_what_stays_wrong_is_known(shared: Path):
    """869 and 870 are one file with two verdicts; 635 and 826 count silence as consent, which others of the set (654, 849) do not.
    The other files with one policy ask about two policies, a point or a rule of the prover, of which only the index speaks."""
    assert wrong([each for each in problems() if len(each.policies) == 2]).keys() == {
        "ODRL635-1",
        "ODRL826-1",
        "ODRL869-1",
        "ODRL870-1",
    }
    singles = [each for each in problems() if len(each.policies) == 1]
    assert Counter((each.of_one, each.answer() is each.expected) for each in singles) == {
        (True, True): 12,
        (True, False): 2,
        (False, True): 8,
        (False, False): 23,
    }
    assert sum(each.answer() is each.expected for each in problems()) == 245


def test_the_overlap_question_alone(pairs: list[Problem]):
    """Without the words of the index: ten that overlap without one keeping within the other, or fail only at run time, look compatible."""
    right = sum(each.overlap() is each.expected for each in pairs)
    unsafe = [each.name for each in pairs if each.overlap() is Verdict.COMPATIBLE is not each.expected]
    assert right >= 215
    assert len(unsafe) == 10
    assert all(CONTAINMENT.search(each.text) or each.execution for each in pairs if each.name in unsafe)
