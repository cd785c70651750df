"""The form "May I use it?" as values for its template: fields with their choices, what is typed, and what is amiss."""

from dataclasses import dataclass

from thesaury.model.use import TIME_ZONE
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.regions import Regions
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.inputs import Choice, Field
from thesaury.web.parts.rights.question import FLAGS, SCOPES, Question
from thesaury.web.texts import named, phrase


@dataclass(frozen=True, slots=True)
class Asking:
    """The form; `groups` and `leaves` are the choices of the channel, `special` fields are seen where they hold something."""

    asked: bool
    amiss: bool
    channel: Field
    groups: tuple[Choice, ...]
    leaves: tuple[Choice, ...]
    fields: tuple[Field, ...]
    special: tuple[Field, ...]
    open: bool
    zone: str
    regions: tuple[tuple[str, str], ...]


def asking(question: Question, known: Regions) -> Asking:
    """The form of this question, with these regions to choose from."""
    tables = shipped()
    zone = question.values["zone"]
    return Asking(
        asked=question.asked,
        amiss=bool(question.errors),
        channel=_field(question, "channel", "choice", phrase("rights.ask.channel")),
        groups=_choices(question, sorted(tables.channels.groups)),
        leaves=_choices(question, sorted(tables.channels.leaves, key=words.channel)),
        fields=(
            Field(
                "region",
                "regions",
                phrase("rights.ask.region"),
                question.regions,
                question.errors.get("region", ""),
                hint=phrase("rights.ask.region.hint"),
            ),
            _day(question, "from"),
            _day(question, "to"),
            _choice(
                question,
                "purpose",
                [(name, words.purpose(name)) for name in sorted(tables.purposes, key=words.purpose)],
            ),
        ),
        special=_special(question),
        open=question.special
        or any(name not in ("channel", "region", "from", "to", "purpose") for name in question.errors),
        zone="" if zone == TIME_ZONE else zone,
        regions=words.regions_offered(known),
    )


def _special(question: Question) -> tuple[Field, ...]:
    kinds = [("", phrase("rights.ask.limit.none")), *((kind, words.limit(kind)) for kind in shipped().limits)]
    fields = [_choice(question, "party", [(name, words.party(name)) for name in sorted(shipped().parties.leaves)])]
    for kind, amount in question.amounts:
        chosen = tuple(Choice(value, label, value == kind) for value, label in kinds)
        fields.append(Field("limit", "choice", phrase("rights.ask.limit"), kind, "", chosen))
        fields.append(Field("amount", "text", phrase("rights.ask.amount"), amount, question.errors.get("amount", "")))
    for kind in SCOPES:
        label = phrase("rights.ask.scope", kind=words.within(named("rights.scope", kind)))
        fields += [Field(kind, "text", label, name) for name in question.many[kind] or ("",)]
    fields += [
        Field(flag, "tick", phrase(f"rights.ask.{flag}"), question.values[flag], question.errors.get(flag, ""))
        for flag in FLAGS
    ]
    return tuple(fields)


def _day(question: Question, name: str) -> Field:
    kind = "text" if len(question.values[name]) > len("2026-12-31") or name in question.errors else "date"
    return _field(question, name, kind, phrase(f"rights.ask.{name}"))


def _choice(question: Question, name: str, options: list[tuple[str, str]]) -> Field:
    now = question.values[name]
    choices = tuple(Choice(value, label, value == now) for value, label in options)
    error = question.errors.get(name, "")
    return Field(name, "choice", phrase(f"rights.ask.{name}"), now, error, choices)


def _field(question: Question, name: str, kind: str, label: str) -> Field:
    return Field(name, kind, label, question.values[name], question.errors.get(name, ""))


def _choices(question: Question, names: list[str]) -> tuple[Choice, ...]:
    return tuple(Choice(name, words.channel(name), name == question.values["channel"]) for name in names)
