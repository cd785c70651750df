"""What a licence grants as tables for people: one for each term, axis by axis, what is allowed, denied and unclear."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from thesaury.model.licensing import Axis, LicenceModel, Selection, Statement, Term
from thesaury.rights.vocabulary import shipped
from thesaury.web.parts.rights import words
from thesaury.web.texts import ENGLISH, named, phrase


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell; `kind` is said, allow, deny, unclear or unstated, and `label` names it."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One axis of a term."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grant:
    """One term by its number from 1."""

    number: int
    rows: tuple[Row, ...]


def grants(statement: Statement) -> tuple[Grant, ...]:
    """A table for each term."""
    return tuple(Grant(number, tuple(rows(term))) for number, term in enumerate(statement.terms, 1))


def model_name(model: LicenceModel) -> str:
    """The licence model in words; empty where nobody knows it."""
    return "" if model is LicenceModel.UNKNOWN else named("rights.model", model.value)


def rows(term: Term) -> Iterator[Row]:
    """Every axis in the order in which a use is asked about, then what is asked in return."""
    yield _selected(Axis.CHANNEL, term.channels, words.channel, "rights.unstated.channel", term)
    yield _selected(Axis.REGION, term.regions, words.region, "rights.unstated.region", term)
    yield _row(Axis.DATE, tuple(_days(term)), term)
    yield _selected(Axis.PURPOSE, term.purposes, words.purpose, "rights.unstated.purpose", term)
    yield _selected(Axis.PARTY, term.parties, words.party, "rights.unstated.party", term)
    yield _row(Axis.QUANTITY, tuple(_said(words.limit_sentence(one)) for one in term.limits) or _none("quantity"), term)
    named_for = tuple(_said(f"{named('rights.scope', kind)}: {words.listed(names)}") for kind, names in term.scope)
    yield _row(Axis.SCOPE, named_for or _none("scope"), term)
    change = (_said(phrase(f"rights.modification.{term.modification}")),) if term.modification else ()
    yield _row(Axis.MODIFICATION, change or _none("modification"), term)
    if term.exclusivity:
        yield Row(phrase("rights.exclusivity"), (_said(term.exclusivity),))
    yield Row(phrase("rights.duties"), tuple(map(_said, duties(term))) or _none("duties"))
    if Axis.OTHER in term.unclear_axes:
        yield _row(Axis.OTHER, (), term)


def duties(term: Term) -> list[str]:
    """What is to be done in return, in sentences; a duty nobody knows stands by its name."""
    known = shipped().duties
    told = [_duty(name, term) for name in term.duties if name in known]
    told += [name for name in term.duties if name not in known]
    loose = term.attribution_text and "attribution" not in term.duties
    return [*told, phrase("rights.credit", text=term.attribution_text)] if loose else told


def _duty(name: str, term: Term) -> str:
    """In the language spoken; the credit line is as the licence words it."""
    if f"rights.duty.told.{name}" not in ENGLISH:
        one = shipped().duties[name]
        return one.sentence.replace("{text}", term.attribution_text or one.unnamed)
    return phrase(f"rights.duty.told.{name}", text=term.attribution_text or phrase("rights.duty.unnamed"))


def _selected(axis: Axis, chosen: Selection, name: Callable[[str], str], unstated: str, term: Term) -> Row:
    lines: list[Line] = []
    if chosen.allow is None:
        lines.append(Line("unstated", "", phrase(unstated)))
    elif chosen.allow:
        lines.append(Line("allow", phrase("rights.allow"), words.listed(map(name, chosen.allow))))
    else:
        lines.append(Line("deny", phrase("rights.deny.label"), phrase("rights.nothing")))
    if chosen.deny:
        lines.append(Line("deny", phrase("rights.deny.label"), words.listed(map(name, chosen.deny))))
    if chosen.unclear:
        lines.append(Line("unclear", phrase("rights.unclear"), words.listed(map(name, chosen.unclear))))
    return _row(axis, tuple(lines), term)


def _row(axis: Axis, lines: tuple[Line, ...], term: Term) -> Row:
    doubt = Line("unclear", phrase("rights.unclear"), phrase("rights.unclear.axis"))
    return Row(words.axis(axis), (*lines, doubt) if axis in term.unclear_axes else lines)


def _days(term: Term) -> Iterator[Line]:
    if term.valid_from:
        yield _said(phrase("rights.from.day", day=words.day(term.valid_from)))
    if term.valid_until:
        yield _said(phrase("rights.until.day", day=words.day(term.valid_until)))
    if term.perpetual:
        yield _said(phrase("rights.perpetual"))
    elif not term.valid_until:
        yield Line("unstated", "", phrase("rights.unstated.date"))
    if term.first_use_by:
        yield _said(phrase("rights.first_use.day", day=words.day(term.first_use_by)))


def _said(text: str) -> Line:
    return Line("said", "", text)


def _none(what: str) -> tuple[Line, ...]:
    return (Line("unstated", "", phrase(f"rights.unstated.{what}")),)
