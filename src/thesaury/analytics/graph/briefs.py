"""Briefs of boards: which concepts are wanted, how much, and for which use."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from thesaury.analytics.naming import brief_iri, campaign_iri
from thesaury.analytics.statements import concept_iri
from thesaury.analytics.terms import calendar_day, decimal, moment, text, typed
from thesaury.model.board import Board
from thesaury.model.brief import BriefConcept
from thesaury.model.statement import DCTERMS, SCHEMA, THY, Iri, Statement


def brief_statements(board: Board) -> Iterator[Statement]:
    """The brief of a board; a board whose brief says nothing has none."""
    brief = board.brief
    if not brief.says_something:
        return
    node = brief_iri(board.id)
    yield from typed(node, f"{THY}Brief")
    if board.title:
        yield Statement(node, f"{SCHEMA}name", text(board.title))
    if board.at:
        yield Statement(node, f"{DCTERMS}created", moment(board.at))
    if brief.campaign:
        yield Statement(node, f"{THY}campaign", Iri(campaign_iri(brief.campaign)))
    for name, said in (("market", brief.regions), ("channel", brief.channels)):
        for value in dict.fromkeys(one.value for one in said):
            yield Statement(node, f"{THY}{name}", text(value))
    for name, day in (("startDate", brief.first_day), ("endDate", brief.last_day)):
        if day:
            yield Statement(node, f"{SCHEMA}{name}", calendar_day(date.fromisoformat(day.value)))
    for wanted in brief.concepts:
        yield from _want(node, wanted)


def _want(brief: str, wanted: BriefConcept) -> Iterator[Statement]:
    told = f"{wanted.wanting.value}\0{wanted.concept}".encode("utf-8", "surrogatepass")
    node = f"{brief}#want-{sha256(told).hexdigest()[:12]}"
    yield Statement(brief, f"{THY}wants", Iri(node))
    yield Statement(node, f"{THY}concept", Iri(concept_iri(wanted.concept)))
    yield Statement(node, f"{THY}weight", decimal(wanted.weight))
    yield Statement(node, f"{THY}wanting", text(wanted.wanting.value))
