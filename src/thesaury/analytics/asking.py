"""What somebody gives for the parameters of a named question, checked and made into terms that the graph compares with."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from thesaury.analytics.definitions import Definition
from thesaury.analytics.naming import ALL, UNKNOWN, campaign_iri
from thesaury.analytics.periods import days_of, in_days, moment_of, today, told_for
from thesaury.analytics.statements import asset_iri, concept_iri
from thesaury.model.errors import BadInput
from thesaury.model.question import Parameter, ParameterKind
from thesaury.model.statement import XSD, Iri, Literal
from thesaury.model.use import TIME_ZONE
from thesaury.rights.vocabulary import Tables, shipped
from thesaury.vocabulary.languages import canonical

TODAY = "today"
_LONGEST = 2_000
_MOST = 100_000
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_Check = Callable[[Parameter, str, Tables], str]
Term = Iri | Literal


def checked(
    definition: Definition, given: Mapping[str, str], zone: str = TIME_ZONE, tables: Tables | None = None
) -> dict[str, str]:
    """The value of every parameter: the given one as the graph writes it, or the default. An empty value is none. Markets and channels are
    those of the tables (None: the shipped ones).

    Raises BadInput, with a sentence that says what is possible, for a parameter that the question does not have, one that is needed, one
    that cannot be read, two that cannot be narrowed together, and a month of one market or channel where concepts are told by quarter.
    """
    name = definition.question.name
    known = {one.name: one for one in definition.question.parameters}
    for strange in given.keys() - known.keys():
        there = f"It has: {', '.join(known)}." if known else "It has none."
        raise BadInput(f"The question {name} has no parameter {strange[:100]!r}. {there}")
    told = {one.name: given.get(one.name) or one.default for one in definition.question.parameters}
    if missing := [one for one, value in told.items() if value is None]:
        one = known[missing[0]]
        raise BadInput(f"The question {name} needs a value for {one.name}: {one.meaning}.")
    values = {one: value for one, value in told.items() if value is not None}
    asked = definition.asked(values)
    found = {one.name: _checked(one, values[one.name], zone, tables or shipped()) for one in asked.parameters}
    for group in definition.either:
        if len(narrowed := [one for one in group if found[one] != known[one].default]) > 1:
            raise BadInput(f"The question {name} is answered for {' or '.join(narrowed)}, not for both: leave one out.")
    _check_period(definition, found)
    return found


def narrowed_to(definition: Definition, values: Mapping[str, str]) -> str:
    """The name of the parameter that narrows these values to one market or channel; empty where none does."""
    places = [
        one for one in definition.question.parameters if one.kind in (ParameterKind.MARKET, ParameterKind.CHANNEL)
    ]
    return next((one.name for one in places if values[one.name] != ALL), "")


def _check_period(definition: Definition, values: Mapping[str, str]) -> None:
    if not definition.cube or not (place := narrowed_to(definition, values)):
        return
    if (told := told_for(values["period"], values[place])) != values["period"]:
        name = definition.question.name
        raise BadInput(
            f"The question {name} tells of one {place} by year and quarter, not by month: ask for {told}, or leave {place} out."
        )


def bindings(definition: Definition, values: Mapping[str, str], zone: str = TIME_ZONE) -> dict[str, Term]:
    """What stands in for each `$name` of the question's text, given checked values.

    A period also gives `$begin` and `$end`, the moments at which it begins and is over; `day` and `within` give `$last`, the day so many
    days later. A market gives `$marketHeld` and a channel `$channelHeld`, the place whose supply meets it: any for one that was not told.
    """
    found: dict[str, Term] = {}
    for one in definition.asked(values).parameters:
        value = values[one.name]
        found[one.name] = _term(one, value)
        if one.kind is ParameterKind.PERIOD and (days := days_of(value)):
            begin, end = (Literal(moment_of(day, zone), datatype=f"{XSD}dateTime") for day in days)
            found |= {"begin": begin, "end": end}
        if one.kind in (ParameterKind.MARKET, ParameterKind.CHANNEL):
            found[f"{one.name}Held"] = Literal(ALL if value == UNKNOWN else value)
    if {"day", "within"} <= values.keys():
        last = in_days(date.fromisoformat(values["day"]), int(values["within"]))
        found["last"] = Literal(last.isoformat(), datatype=f"{XSD}date")
    return {name: term for name, term in found.items() if name in definition.needed}


def _term(parameter: Parameter, value: str) -> Term:
    if value == ALL and parameter.default == ALL:
        return Literal(ALL)
    match parameter.kind:
        case ParameterKind.CONCEPT:
            return Iri(concept_iri(value))
        case ParameterKind.ASSET:
            return Iri(asset_iri(value))
        case ParameterKind.CAMPAIGN:
            return Iri(campaign_iri(value))
        case ParameterKind.DAY:
            return Literal(value, datatype=f"{XSD}date")
        case ParameterKind.NUMBER:
            return Literal(value, datatype=f"{XSD}integer")
        case _:
            return Literal(value)


def _checked(parameter: Parameter, value: str, zone: str, tables: Tables) -> str:
    if len(value) > _LONGEST or _UNPRINTABLE.search(value):
        raise BadInput(f"{parameter.name} has signs that cannot be read, or too many: it takes {parameter.meaning}.")
    if parameter.kind is ParameterKind.DAY and value == TODAY:
        return today(zone).isoformat()
    return _CHECKS[parameter.kind](parameter, value, tables)


def _refusal(parameter: Parameter, value: str) -> BadInput:
    return BadInput(f"{parameter.name} cannot be {value[:100]!r}: it takes {parameter.meaning}.")


def _period(parameter: Parameter, value: str, tables: Tables) -> str:
    if days_of(value) is None:
        raise _refusal(parameter, value)
    return value


def _market(parameter: Parameter, value: str, tables: Tables) -> str:
    regions = tables.regions
    if value in (ALL, UNKNOWN):
        return value
    if not regions.known(value):
        raise _refusal(parameter, value)
    return regions.canonical(value)


def _channel(parameter: Parameter, value: str, tables: Tables) -> str:
    leaves = tables.channels.leaves
    if value not in (ALL, UNKNOWN, *leaves):
        there = ", ".join(sorted(leaves))
        raise BadInput(f"{parameter.name} cannot be {value[:100]!r}: it takes {ALL}, {UNKNOWN}, or one of {there}.")
    return value


def _language(parameter: Parameter, value: str, tables: Tables) -> str:
    if value in (ALL, UNKNOWN):
        return value
    if not (tag := canonical(value)):
        raise _refusal(parameter, value)
    return tag


def _day(parameter: Parameter, value: str, tables: Tables) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise _refusal(parameter, value) from None


def _number(parameter: Parameter, value: str, tables: Tables) -> str:
    if not (value.isascii() and value.isdecimal()) or int(value) > _MOST:
        raise BadInput(f"{parameter.name} cannot be {value[:100]!r}: it takes a whole number from 0 to {_MOST:,}.")
    return str(int(value))


def _choice(parameter: Parameter, value: str, tables: Tables) -> str:
    if value not in parameter.choices:
        raise BadInput(f"{parameter.name} cannot be {value[:100]!r}: it is one of {', '.join(parameter.choices)}.")
    return value


def _as_given(parameter: Parameter, value: str, tables: Tables) -> str:
    return value


_CHECKS: dict[ParameterKind, _Check] = {
    ParameterKind.PERIOD: _period,
    ParameterKind.MARKET: _market,
    ParameterKind.CHANNEL: _channel,
    ParameterKind.LANGUAGE: _language,
    ParameterKind.CONCEPT: _as_given,
    ParameterKind.ASSET: _as_given,
    ParameterKind.CAMPAIGN: _as_given,
    ParameterKind.DAY: _day,
    ParameterKind.NUMBER: _number,
    ParameterKind.CHOICE: _choice,
    ParameterKind.TEXT: _as_given,
}
