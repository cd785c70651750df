"""The parameters of a question as a form, and what somebody chose in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thesaury.analytics.naming import ALL, UNKNOWN
from thesaury.model.errors import ThesauryError
from thesaury.model.question import Parameter, ParameterKind, Question
from thesaury.pipeline.briefs.campaigns import campaigns
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.desk import Desk
from thesaury.web.pages.analytics import periods
from thesaury.web.pages.analytics.room import Room
from thesaury.web.parts.rights import words
from thesaury.web.parts.typed_concepts import typed_concept
from thesaury.web.texts import ENGLISH, named, phrase

LONGEST = 400
_TODAY = "today"


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter: `kind` is that of its input, `options` are values with their words, `hint` says what it means."""

    name: str
    label: str
    kind: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    required: bool = False


def fields(room: Room, question: Question, given: Mapping[str, str], today: date) -> list[Field]:
    """The form of a question with what was given, or what is taken where nothing is."""
    return [_field(room, one, given.get(one.name, one.default or ""), today) for one in question.parameters]


def chosen(desk: Desk, question: Question, sent: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What was sent for the parameters of the question, empty ones left out; a concept may be sent by its label."""
    kinds = {one.name: one.kind for one in question.parameters}
    told = {name: value.strip() for name, value in sent if name in kinds and value.strip()}
    return {name: _meant(desk, kinds[name], value) for name, value in told.items()}


def lacking(question: Question, given: Mapping[str, str]) -> list[str]:
    """The parameters without which it cannot be asked, and which nobody gave."""
    return [one.name for one in question.parameters if one.default is None and one.name not in given]


def _meant(desk: Desk, kind: ParameterKind, value: str) -> str:
    if kind is ParameterKind.CONCEPT and value != ALL:
        return typed_concept(desk.lexicon(), value, value) or value
    return value


def _field(room: Room, one: Parameter, value: str, today: date) -> Field:
    label = named("analytics.parameter", one.name)
    hint = _hint(one)
    required = one.default is None
    match one.kind:
        case ParameterKind.DAY:
            return Field(one.name, label, "date", today.isoformat() if value == _TODAY else value, (), hint, required)
        case ParameterKind.NUMBER:
            return Field(one.name, label, "number", value, (), hint, required)
        case ParameterKind.CONCEPT:
            return Field(one.name, label, "concept", _concept(room.desk, value), (), hint, required)
    options = tuple(_options(room, one, today))
    if not options:
        return Field(one.name, label, "text", value, (), hint, required)
    if value and value not in dict(options):
        options = (*options, (value, value))
    return Field(one.name, label, "select", value, options, hint, required)


def _hint(one: Parameter) -> str:
    key = f"analytics.parameter.{one.name}.hint"
    return phrase(key) if key in ENGLISH else ""


def _options(room: Room, one: Parameter, today: date) -> Iterator[tuple[str, str]]:
    desk = room.desk
    everything = (ALL, phrase("analytics.all"))
    match one.kind:
        case ParameterKind.PERIOD:
            yield from periods.offered(today)
        case ParameterKind.MARKET:
            yield everything
            yield from markets(room)
        case ParameterKind.CHANNEL:
            yield everything
            yield from sorted(((name, words.channel(name)) for name in shipped().channels.leaves), key=lambda of: of[1])
        case ParameterKind.LANGUAGE:
            yield from (everything, *((name, name) for name in desk.workspace.languages))
            yield UNKNOWN, phrase("analytics.unknown")
        case ParameterKind.CAMPAIGN:
            if one.default == ALL:
                yield everything
            yield from ((campaign.id, campaign.name or campaign.id) for campaign in campaigns(desk.workspace))
        case ParameterKind.CHOICE:
            yield from ((choice, choice_words(one.name, choice)) for choice in one.choices)


def markets(room: Room) -> Sequence[tuple[str, str]]:
    """Groups, those of the workspace among them, and countries to choose from: what is told of a group counts for it alone. Those in which
    something was used come first."""
    used = _used_in(room)
    offered = words.regions_offered(tables_of(room.desk.workspace.root).regions)
    return sorted(offered, key=lambda market: market[0] not in used)


def wrong_filters(period: str, market: str, offered: Iterable[tuple[str, str]], shown: str) -> list[str]:
    """What a page that shows this period says of filters in its address that cannot be; nothing where they can, or are empty."""
    told = []
    if period and not periods.known(period):
        told.append(phrase("analytics.unknown_period", given=period, shown=periods.spoken(shown)))
    if market and market not in dict(offered):
        told.append(phrase("analytics.unknown_market", given=market))
    return told


def _used_in(room: Room) -> frozenset[str]:
    """The markets of all uses; none while the graph cannot be read, which whoever asks it is told anyway."""
    try:
        return frozenset(str(row["market"]) for row in room.asking.answer("uses-by-market", {}).rows)
    except ThesauryError:
        return frozenset()


def choice_words(parameter: str, choice: str) -> str:
    """A choice in words."""
    if choice == ALL:
        return phrase("analytics.all")
    return words.axis(choice) if parameter == "axis" else named("analytics.choice", choice)


def _concept(desk: Desk, value: str) -> str:
    """The label of a concept, by which it is found again; where it is not the only one with it, the IRI stays."""
    if not value or value == ALL:
        return ""
    lexicon = desk.lexicon()
    label = lexicon.name(value).text
    return label if typed_concept(lexicon, "", label) == value else value
