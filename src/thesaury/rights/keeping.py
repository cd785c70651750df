"""How a rights record goes on: what makes a new version of it, and what a person's confirmation is worth."""

from dataclasses import replace

from thesaury.model.licensing import Statement
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource


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
    person does, or a new text. What a person confirmed stays as it was confirmed.
    """
    known = purchase or (before.purchase if before else Purchase())
    if before is None:
        return RightsRecord(source, 1, statement, _status(statement), parser, at, known)
    if before.source.digest != source.digest:
        return RightsRecord(source, before.version + 1, statement, _status(statement), parser, at, known)
    if before.status is PolicyStatus.CONFIRMED:
        statement = before.statement
    if (before.statement, before.purchase) == (statement, known):
        return None
    kept = before.status is not PolicyStatus.COMPLETE or statement.complete
    status = before.status if kept else PolicyStatus.NEEDS_REVIEW
    return replace(
        before, version=before.version + 1, statement=statement, status=status, parser=parser, at=at, purchase=known
    )


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
