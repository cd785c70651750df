"""Literals as the days and moments of a term."""

from datetime import date, datetime

from thesaury.model.statement import XSD, Literal
from thesaury.rights.odrl.policy import Value


def day_of(value: Value) -> date | None:
    """A day, or a moment with an offset; None for anything else, and for a moment nobody can place."""
    if not isinstance(value, Literal):
        return None
    try:
        if value.datatype == f"{XSD}date":
            return date.fromisoformat(value.value)
        if value.datatype in (f"{XSD}dateTime", f"{XSD}dateTimeStamp"):
            moment = datetime.fromisoformat(value.value)
            return moment if moment.tzinfo else None
    except ValueError:
        return None
    return None
