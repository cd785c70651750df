"""The answer: the judgement of what is asked, the day on which it changes, and what would be permitted instead."""

from collections.abc import Mapping

from thesaury.model.licensing import Statement
from thesaury.model.policy import Verdict
from thesaury.model.use import Decision, Use
from thesaury.rights.deciding.alternatives import alternatives
from thesaury.rights.deciding.assets import Held, Rights, alone, held, statements_of
from thesaury.rights.deciding.changes import next_change
from thesaury.rights.deciding.days import judge_days, verdict_of_days
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.looks import Search

SHIPPED = Basis()
"""The tables that come with Thesaury, nothing used before."""


def decide(statement: Statement | None, use: Use, basis: Basis = SHIPPED) -> Decision:
    """Whether what a licence states permits the use; a statement that is not there (None) needs review.

    Never raises for what a statement or a use says: names, zones and orders of days that are not known are unknown, never yes.
    """
    return _decided(alone(statement), use, basis)


def decide_asset(asset: str, known: Mapping[str, Rights], use: Use, basis: Basis = SHIPPED) -> Decision:
    """Whether all rights in an asset, and in those it was made from, permit the use; what is not `known` needs review."""
    return _decided(held(asset, known), use, basis)


def decide_all(known: Mapping[str, Rights], use: Use, basis: Basis = SHIPPED) -> dict[str, Decision]:
    """The decision for each asset, the same as one by one; assets with the same rights share one decision."""
    by_object: dict[int, Decision] = {}
    by_value: dict[Held, Decision] = {}
    answers: dict[str, Decision] = {}
    for asset, rights in known.items():
        answer = by_object.get(id(rights))
        if answer is None:
            carried = held(asset, known)
            answer = by_value.get(carried)
            if answer is None:
                answer = by_value[carried] = _decided(carried, use, basis)
            by_object[id(rights)] = answer
        answers[asset] = answer
    return answers


def _decided(rights: Held, use: Use, basis: Basis) -> Decision:
    statements = statements_of(rights)

    def judging(other: Use) -> Verdict:
        return verdict_of_days(rights, statements, other, basis)

    judged = judge_days(rights, statements, use, basis)
    change = next_change(use, judged.verdict, statements, judging, basis)
    nearest = () if judged.verdict is Verdict.PERMIT else alternatives(Search(use, statements, judging, basis))
    return Decision(judged.verdict, judged.axes, judged.obligations, judged.caps, change, nearest)
