"""How a rights record goes on: what makes a new version of it, and what a person's confirmation is worth."""

from dataclasses import replace

from thesaury.model.licensing import Statement, Term, Unresolved
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource

TAKEN_IN = "odrl/1"
"""The parser of records that somebody took in from a policy: no run of a source makes another version of them."""

PASTED = "intake/1"
"""The parser of records that somebody made of a licence text that he pasted; no run of a source touches them either."""

WITHDRAWN = "withdrawn"
"""Why a record permits nothing whose source says nothing any more."""


def renewed(
    before: RightsRecord | None,
    source: RightsSource,
    statement: Statement,
    parser: str,
    at: str,
    purchase: Purchase | None = None,
) -> RightsRecord | None:
    """The next version of a record after its source was read again at this moment; None where there is nothing new.

    Another text makes a confirmation void. The same text read by a better parser never makes complete what needed review: only a
    person does, or a new text, or somebody who says what its fields are about. What a person confirmed stays as it was confirmed.
    """
    known = purchase or (before.purchase if before else Purchase())
    if before is None:
        return RightsRecord(source, 1, statement, _status(statement), parser, at, known)
    by_person = before.status is PolicyStatus.CONFIRMED
    if before.source.digest != source.digest or (before.source.roles != source.roles and not by_person):
        return RightsRecord(source, before.version + 1, statement, _status(statement), parser, at, known)
    if by_person:
        statement = before.statement
    if (before.statement, before.purchase, before.source.embedded) == (statement, known, source.embedded):
        return None
    kept = before.status is not PolicyStatus.COMPLETE or statement.complete
    status = before.status if kept else PolicyStatus.NEEDS_REVIEW
    place = replace(before.source, embedded=source.embedded, roles=source.roles)
    return RightsRecord(
        place, before.version + 1, statement, status, parser, at, known, before.confirmed_by, before.confirmed_at
    )


def withdrawn(before: RightsRecord, parser: str, at: str) -> RightsRecord | None:
    """The next version after the source says nothing any more in this place; None where that is known, or a person took it in.

    What was stated there permits nothing from now on, confirmed or not.
    """
    if before.parser in (TAKEN_IN, PASTED):
        return None
    source = RightsSource(before.source.record, before.source.place, captured_at=at, embedded=before.source.embedded)
    return renewed(before, source, Statement(unresolved=(Unresolved(WITHDRAWN, 0, 0, ""),)), parser, at)


def taken_back(before: RightsRecord, at: str) -> RightsRecord:
    """The next version after a person took back what he had pasted: from now on it permits nothing, and stands in the way of nothing."""
    nothing = Statement(unresolved=(Unresolved(WITHDRAWN, 0, 0, ""),))
    version, status = before.version + 1, PolicyStatus.NEEDS_REVIEW
    return replace(before, version=version, statement=nothing, status=status, at=at, confirmed_by="", confirmed_at="")


def is_withdrawn(record: RightsRecord) -> bool:
    """Whether its source says nothing any more in this place."""
    return any(one.reason == WITHDRAWN for one in record.statement.unresolved)


def can_be_confirmed(statement: Statement) -> bool:
    """Whether it states anything: a record confirmed without would wait for nobody, and permit nothing either."""
    return statement.prohibit_all or any(replace(term, unclear_axes=(), spans=()) != Term() for term in statement.terms)


def confirmed(record: RightsRecord, statement: Statement, by: str, at: str) -> RightsRecord:
    """The next version after a person read the text and says that this is what it states."""
    return replace(
        record,
        version=record.version + 1,
        statement=statement,
        status=PolicyStatus.CONFIRMED,
        at=at,
        confirmed_by=by,
        confirmed_at=at,
    )


def _status(statement: Statement) -> PolicyStatus:
    return PolicyStatus.COMPLETE if statement.complete else PolicyStatus.NEEDS_REVIEW
