"""Values as RDF terms in one form only, that which a graph store gives back: what is said again is found to be the same."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from thesaury.model.remembering import remembered
from thesaury.model.statement import RDF, XSD, Iri, Literal, Statement

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TYPE = f"{RDF}type"
_UTC_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", re.ASCII)


def typed(node: str, *classes: str) -> Iterator[Statement]:
    """The node is of these classes."""
    return (Statement(node, _TYPE, Iri(name)) for name in classes)


def text(value: str, language: str = "") -> Literal:
    """A literal that every form of RDF can write: no control characters, and a language only if it is a tag."""
    said = value if value.isprintable() else _UNPRINTABLE.sub("", value)
    if not language:
        return Literal(said)
    tag = _LANGUAGE.fullmatch(language.replace("_", "-")) or _LANGUAGE.fullmatch(re.split("[-_]", language)[0])
    return Literal(said, tag[0] if tag else "")


@lru_cache(maxsize=4096)
def integer(number: int) -> Literal:
    """A whole number."""
    return Literal(str(number), datatype=f"{XSD}integer")


def decimal(number: Decimal | float) -> Literal:
    """A decimal number without zeros that say nothing."""
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    plain = f"{exact:f}"
    short = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return Literal("0" if short in ("", "-0") else short, datatype=f"{XSD}decimal")


def calendar_day(day: date) -> Literal:
    """A day; a moment counts as the day it names."""
    return Literal(date(day.year, day.month, day.day).isoformat(), datatype=f"{XSD}date")


def moment(at: str) -> Literal:
    """A moment in ISO 8601 (UTC where it has no offset), as UTC. Raises ValueError for a text that is none."""
    if _UTC_MOMENT.fullmatch(at):
        return Literal(f"{at[:19]}Z", datatype=f"{XSD}dateTime")
    given = datetime.fromisoformat(at)
    told = (given if given.tzinfo else given.replace(tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None)
    whole = told.isoformat()
    return Literal(f"{whole.rstrip('0') if told.microsecond else whole}Z", datatype=f"{XSD}dateTime")


@remembered(4096)
def agent_iri(agent: str) -> str:
    """The IRI of a person, an engine with its version, or a rule."""
    return f"urn:thesaury:agent:{encoded(agent)}"


def encoded(value: str) -> str:
    """A value as it stands in an IRI."""
    return quote(value, safe="", errors="replace")


def fragment(owner: str, kind: str, key: str) -> str:
    """A node that belongs to another one and is replaced with it, by its kind and by what it alone of its kind has."""
    return f"{owner}#{kind}-{sha256(key.encode('utf-8', 'replace')).hexdigest()[:12]}"
