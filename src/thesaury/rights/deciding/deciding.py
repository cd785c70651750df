"""The answer: the judgement of what is asked, the day on which it changes, and what would be permitted instead."""

from collections.abc import Mapping

from thesaury.model.licensing import Statement
from thesaury.model.policy import Verdict
from thesaury.model.use import Alternative, Decision, Use
from thesaury.rights.deciding.alike import content
from thesaury.rights.deciding.alternatives import alternatives
from thesaury.rights.deciding.assets import Held, Rights, alone, held, statements_of
from thesaury.rights.deciding.changes import Turns, next_change
from thesaury.rights.deciding.days import judge_days, permitted
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.looks import Search
from thesaury.rights.deciding.remembering import Memory

SHIPPED = Basis()
"""The tables that come with Thesaury, nothing used before."""


def decide(statement: Statement | None, use: Use, basis: Basis = SHIPPED) -> Decision:
    """Whether what a licence states permits the use; a statement that is not there (None) needs review.

    Never raises for what a statement or a use says: names, zones and orders of days that are not known are unknown, never yes.
    """
    return decide_held(alone(statement), use, Memory(basis))


def decide_asset(asset: str, known: Mapping[str, Rights], use: Use, basis: Basis = SHIPPED) -> Decision:
    """Whether all rights in an asset, and in those it was made from, permit the use; what is not `known` needs review."""
    return decide_held(held(asset, known), use, Memory(basis))


def decide_all(known: Mapping[str, Rights], use: Use, basis: Basis = SHIPPED) -> dict[str, Decision]:
    """The decision for each asset, the same as one by one; assets with the same rights share one decision."""
    memory, by_object, by_value = Memory(basis), dict[int, Decision](), dict[object, Decision]()
    answers: dict[str, Decision] = {}
    for asset, rights in known.items():
        answer = by_object.get(id(rights))
        if answer is None:
            same = content(rights) if isinstance(rights, Statement) else held(asset, known)
            answer = by_value.get(same)
            if answer is None:
                answer = by_value[same] = decide_held(held(asset, known), use, memory)
            by_object[id(rights)] = answer
        answers[asset] = answer
    return answers


def decide_held(rights: Held, use: Use, memory: Memory) -> Decision:
    """Whether rights that all have to permit do; with one memory for many of them, what they share is judged once."""
    turns = Turns(statements_of(rights), memory.basis)
    judged = judge_days(rights, use, turns, memory)
    change = next_change(use, judged.verdict, turns, lambda other: memory.verdict(rights, other))
    nearest = () if judged.verdict is Verdict.PERMIT else _nearest(rights, use, turns, memory)
    return Decision(judged.verdict, judged.axes, judged.obligations, judged.caps, change, nearest)


def _nearest(rights: Held, use: Use, turns: Turns, memory: Memory) -> tuple[Alternative, ...]:
    search = Search(use, turns, lambda other: permitted(rights, other, turns, memory))
    return alternatives(search, lambda: [memory.lacking(right, use) for right in rights])
