"""A statement as the fields of a form, and back: what a person changed is read, what he left alone stays exactly as it was.

Fields are named by term and axis: `t0.channel.website`, `t0.region.allow`, `t0.until`. `t0` itself says that the term was in the form;
one that was not is kept. One more term than there are stands empty, for a grant that is added.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from thesaury.model.licensing import Axis, LicenceModel, Selection, Statement, Term
from thesaury.rights.vocabulary.regions import Regions
from thesaury.web.pages.rights.form_reading import (
    Errors,
    read_days,
    read_limits,
    read_names,
    read_regions,
    read_selection,
)
from thesaury.web.parts.rights.names import (
    DAYS,
    DOUBTS,
    KEPT,
    SELECTED,
    SIDES,
    duty_names,
    plain,
    scope_kinds,
    selectable,
    written_day,
)
from thesaury.web.texts import phrase

Values = Mapping[str, str]

_AXES = {
    **{axis: Axis(axis) for axis in (*SELECTED, "region", "scope", "modification")},
    **dict.fromkeys((*DAYS, "perpetual"), Axis.DATE),
    **dict.fromkeys(("duty", "credit", "exclusivity"), Axis.OTHER),
    "limit": Axis.QUANTITY,
}
"""The axis of each field, by the first part of its name."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was sent, field by field; the sentences about what is amiss; and the statement, None where something is."""

    values: Values
    errors: Values
    statement: Statement | None


def filled(statement: Statement) -> dict[str, str]:
    """Every field that is not empty."""
    values = {"model": statement.model.value, "stop": "yes" if statement.prohibit_all else ""}
    for number, term in enumerate((*statement.terms, Term())):
        values |= {f"t{number}.{name}": value for name, value in _filled(term)}
        values[f"t{number}"] = "shown"
    return {name: value for name, value in values.items() if value}


def corrected(sent: Values, before: Statement, known: Regions) -> Correction:
    """The statement with what a person changed in the form of `before`; regions are those of the workspace."""
    shown, errors = filled(before), dict[str, str]()
    terms, gone = list[Term](), set[Axis]()
    for number, term in enumerate((*before.terms, Term())):
        prefix = f"t{number}."
        if not sent.get(f"t{number}"):
            terms += [term] if number < len(before.terms) else []
            continue
        if sent.get(f"{prefix}drop"):
            continue
        fields = _below(prefix, sent)
        changed = _changed(fields, _below(prefix, shown))
        if not changed:
            terms += [term] if number < len(before.terms) else []
            continue
        axes = _axes_of(changed)
        read = _read(term, fields, changed, Errors(errors, prefix, known))
        terms.append(replace(read, spans=tuple(span for span in term.spans if span.axis not in axes)))
        gone |= axes if number < len(before.terms) else set()
    stop = bool(sent.get("stop"))
    if not terms and not stop:
        errors["stop"] = phrase("rights.error.nothing")
    if errors:
        return Correction(sent, errors, None)
    kept = tuple(span for span in before.spans if span.axis not in gone)
    model = LicenceModel(sent["model"]) if sent.get("model") in set(LicenceModel) else before.model
    return Correction(sent, errors, replace(before, model=model, prohibit_all=stop, terms=tuple(terms), spans=kept))


def _filled(term: Term) -> Iterator[tuple[str, str]]:
    for axis, attribute in SELECTED.items():
        chosen: Selection = getattr(term, attribute)
        for name in selectable(axis, chosen):
            yield f"{axis}.{name}", _state(chosen, name)
    for side in SIDES:
        yield f"region.{side}", ", ".join(getattr(term.regions, side) or ())
    for name, attribute in DAYS.items():
        yield name, written_day(getattr(term, attribute))
    yield "perpetual", "yes" if term.perpetual else ""
    for place, limit in enumerate(term.limits):
        yield f"limit.{place}.max", "" if limit.max is None else f"{limit.max:.15g}"
    for duty in duty_names(term):
        yield f"duty.{duty}", "yes" if duty in term.duties else ""
    yield "credit", plain(term.attribution_text)
    yield "modification", term.modification.value if term.modification else ""
    yield "exclusivity", plain(term.exclusivity)
    for kind in scope_kinds(term):
        yield f"scope.{kind}", plain("; ".join(n for own, names in term.scope if own == kind for n in names))
    for axis_name in (*DOUBTS, *term.unclear_axes):
        yield f"unclear.{axis_name}", "yes" if axis_name in term.unclear_axes else ""


def _state(chosen: Selection, name: str) -> str:
    """On which side a name stands; on several of them it can only be kept as it is."""
    sides = [side for side in SIDES if name in (getattr(chosen, side) or ())]
    return KEPT if len(sides) > 1 else next(iter(sides), "")


def _below(prefix: str, values: Values) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}


def _changed(sent: Values, shown: Values) -> frozenset[str]:
    """The fields that hold something else than they were shown with."""
    return frozenset(name for name in {*sent, *shown} if plain(sent.get(name, "")) != shown.get(name, ""))


def _axes_of(changed: frozenset[str]) -> set[Axis]:
    """The axes on which something was changed: what the text was read to say there holds no longer, so its spans go."""
    return {_AXES[part] for name in changed if (part := name.split(".")[0]) in _AXES}


def _read(term: Term, sent: Values, changed: frozenset[str], errors: Errors) -> Term:
    """The term with the changed fields; axis by axis, so that what nobody touched is not even read."""

    def touched(*names: str) -> bool:
        return any(one == name or one.startswith(f"{name}.") for one in changed for name in names)

    if touched("channel"):
        term = replace(term, channels=read_selection("channel", term.channels, sent))
    if touched("purpose"):
        term = replace(term, purposes=read_selection("purpose", term.purposes, sent))
    if touched("party"):
        term = replace(term, parties=read_selection("party", term.parties, sent))
    if touched("region"):
        term = replace(term, regions=read_regions(term.regions, sent, changed, errors))
    if touched(*DAYS, "perpetual"):
        term = read_days(term, sent, changed, errors)
    if touched("limit"):
        term = replace(term, limits=read_limits(term.limits, sent, changed, errors))
    return read_names(term, sent, touched)
