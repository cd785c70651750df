"""Answers as they go from process to process: plain tuples, which pickle five times as fast as frozen values with slots."""

from collections.abc import Sequence
from typing import NamedTuple

from thesaury.model.annotation import Evidence, Reason, Suggestion, Voice
from thesaury.ports.annotator import Unread

Answer = tuple[Suggestion, ...] | Unread

_Evidence = tuple[str, int, int, str, str, str]
_Reason = tuple[Voice, str, float, str, str, str]
_Suggestion = tuple[str, float, list[_Evidence], str, str, list[_Reason]]
Plain = list[_Suggestion] | str
"""The suggestions of an asset, or why it could not be read."""


class Reply(NamedTuple):
    """What a process says to a part: its answers, or None where it failed, and in `failure` how; the CPU seconds it has spent since
    it began; and the most memory it held, in MiB."""

    answers: list[Plain] | None
    failure: str
    seconds: float
    peak_mib: float


def plain(answer: Sequence[Suggestion] | Unread) -> Plain:
    """An answer without its classes."""
    if isinstance(answer, Unread):
        return answer.reason
    return [
        (
            one.concept,
            one.score,
            [(e.field, e.start, e.end, e.quote, e.label, e.language) for e in one.evidence],
            one.annotator,
            one.vocabulary,
            [(r.voice, r.subject, r.weight, r.step, r.by, r.at) for r in one.reasons],
        )
        for one in answer
    ]


def whole(answer: Plain) -> Answer:
    """The answer again."""
    if isinstance(answer, str):
        return Unread(answer)
    return tuple(
        Suggestion(
            concept,
            score,
            tuple([Evidence(*one) for one in evidence]),
            annotator,
            vocabulary,
            tuple([Reason(*one) for one in reasons]),
        )
        for concept, score, evidence, annotator, vocabulary, reasons in answer
    )
