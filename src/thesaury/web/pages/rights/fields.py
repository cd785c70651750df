"""The form that corrects a statement, as values for its template: grants, axes, fields with their labels, choices and faults."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from thesaury.model.licensing import LicenceModel, Modification, Selection, Statement, Term
from thesaury.rights.vocabulary import shipped
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.inputs import Field, Making, Values
from thesaury.web.parts.rights.names import DAYS, DOUBTS, KEPT, SELECTED, SIDES, duty_names, scope_kinds, selectable
from thesaury.web.parts.rights.terms import Line, rows
from thesaury.web.texts import named, phrase

_FIRST = ("channel", "region", "date")
"""What a person has to state before anything can be permitted."""


@dataclass(frozen=True, slots=True)
class AxisFields:
    """The fields of one axis, with what it states now; `open` where a person has to look."""

    name: str
    title: str
    lines: tuple[Line, ...]
    fields: tuple[Field, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class GrantFields:
    """The fields of one grant by its number from 1; `new`: the empty one for a grant that is added."""

    marker: str
    number: int
    new: bool
    open: bool
    drop: Field | None
    axes: tuple[AxisFields, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """All of it; `faults` are fields with their sentences, to be told at the head."""

    model: Field
    stop: Field
    grants: tuple[GrantFields, ...]
    faults: tuple[tuple[str, str], ...]


def form(statement: Statement, values: Values, errors: Values) -> Form:
    """The form of this statement with these values in it."""
    made = _Grants(values, errors)
    blank = len(statement.terms)
    grants = tuple(
        made.grant(number, term, number == blank, not statement.terms)
        for number, term in enumerate((*statement.terms, Term()))
    )
    models = [(model.value, named("rights.model", model.value)) for model in LicenceModel]
    return Form(
        made.choice("model", phrase("rights.form.model"), models),
        made.tick("stop", phrase("rights.form.stop")),
        grants,
        tuple(errors.items()),
    )


@dataclass(frozen=True, slots=True)
class _Grants(Making):
    def grant(self, number: int, term: Term, new: bool, alone: bool) -> GrantFields:
        at = f"t{number}."
        told = {row.name: row.lines for row in rows(term)}
        told[phrase("rights.form.rest")] = (*told[phrase("rights.duties")], *told.get(words.axis("other"), ()))
        groups = [
            self._axis(at, name, title, told.get(title, ()), fields, alone)
            for name, title, fields in self._axes(at, term)
        ]
        touched = any(self.values.get(field.name) for axis in groups for field in axis.fields)
        faulty = any(name.startswith(at) for name in self.errors)
        drop = None if new else self.tick(f"{at}drop", phrase("rights.form.drop", number=number + 1))
        return GrantFields(f"t{number}", number + 1, new, not new or alone or touched or faulty, drop, tuple(groups))

    def _axis(
        self, at: str, name: str, title: str, lines: tuple[Line, ...], fields: list[Field], alone: bool
    ) -> AxisFields:
        faulty = any(field.error for field in fields)
        doubtful = any(line.kind == "unclear" for line in lines) or any(self._ticked_doubt(field) for field in fields)
        return AxisFields(f"{at}{name}", title, lines, tuple(fields), faulty or doubtful or (alone and name in _FIRST))

    def _ticked_doubt(self, field: Field) -> bool:
        return ".unclear." in field.name and bool(field.value)

    def _axes(self, at: str, term: Term) -> Iterator[tuple[str, str, list[Field]]]:
        yield "channel", words.axis("channel"), self._selected(at, "channel", term, words.channel)
        yield "region", words.axis("region"), [*self._regions(at), self._doubt(at, "region")]
        yield "date", words.axis("date"), [*self._days(at, term), self._doubt(at, "date")]
        yield "purpose", words.axis("purpose"), self._selected(at, "purpose", term, words.purpose)
        yield "party", words.axis("party"), self._selected(at, "party", term, words.party)
        yield "quantity", words.axis("quantity"), list(self._limits(at, term))
        yield (
            "scope",
            words.axis("scope"),
            [
                self.text(f"{at}scope.{kind}", named("rights.scope", kind), phrase("rights.form.several"))
                for kind in scope_kinds(term)
            ],
        )
        kinds = [("", phrase("rights.unstated.modification"))]
        kinds += [(kind.value, phrase(f"rights.modification.{kind}")) for kind in Modification]
        yield (
            "modification",
            words.axis("modification"),
            [self.choice(f"{at}modification", words.axis("modification"), kinds)],
        )
        yield "duties", phrase("rights.form.rest"), list(self._return(at, term))

    def _selected(self, at: str, axis: str, term: Term, name: Callable[[str], str]) -> list[Field]:
        chosen: Selection = getattr(term, SELECTED[axis])
        sides = [("", phrase("rights.side.none")), *((side, phrase(f"rights.side.{side}")) for side in SIDES)]
        fields = []
        for one in selectable(axis, chosen):
            field = f"{at}{axis}.{one}"
            several = [(KEPT, phrase("rights.side.kept"))] if self.values.get(field) == KEPT else []
            fields.append(self.choice(field, name(one), [*sides, *several]))
        return [*fields, self._doubt(at, axis)]

    def _regions(self, at: str) -> list[Field]:
        hint = phrase("rights.form.regions")
        return [self.text(f"{at}region.{side}", phrase(f"rights.side.{side}"), hint, "regions") for side in SIDES]

    def _days(self, at: str, term: Term) -> list[Field]:
        fields = []
        for name in DAYS:
            value = self.values.get(f"{at}{name}", "")
            kind = "text" if len(value) > len("2026-12-31") else "date"
            fields.append(
                self.text(f"{at}{name}", phrase(f"rights.form.{name}"), phrase(f"rights.form.{name}.hint"), kind)
            )
        return [*fields, self.tick(f"{at}perpetual", phrase("rights.form.perpetual"))]

    def _limits(self, at: str, term: Term) -> Iterator[Field]:
        unknown = phrase("rights.form.max.hint")
        for place, limit in enumerate(term.limits):
            name = words.limit(limit.kind)
            if limit.channels:
                name = phrase(
                    "rights.most.channels", told=name, channels=words.listed(map(words.channel, limit.channels))
                )
            yield self.text(f"{at}limit.{place}.max", phrase("rights.form.max", kind=name), unknown)
            yield self.tick(f"{at}limit.{place}.drop", phrase("rights.form.max.drop", kind=name))
        kinds = [("", phrase("rights.form.limit.none")), *((kind, words.limit(kind)) for kind in shipped().limits)]
        yield self.choice(f"{at}limit.new.kind", phrase("rights.form.limit.new"), kinds)
        yield self.text(f"{at}limit.new.max", phrase("rights.form.limit.new.max"), unknown)

    def _return(self, at: str, term: Term) -> Iterator[Field]:
        for duty in duty_names(term):
            yield self.tick(f"{at}duty.{duty}", named("rights.duty", duty))
        yield self.text(f"{at}credit", phrase("rights.form.credit"))
        yield self.text(f"{at}exclusivity", phrase("rights.exclusivity"))
        yield self._doubt(at, "other")
        for axis in term.unclear_axes:
            if axis not in DOUBTS:
                yield self._doubt(at, axis.value)

    def _doubt(self, at: str, axis: str) -> Field:
        return self.tick(f"{at}unclear.{axis}", phrase(f"rights.form.doubt{'.other' if axis == 'other' else ''}"))
