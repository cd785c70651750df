"""A brief as its board shows it: concepts as chips, the planned use in a line and as a form, the text with its words marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from thesaury.model.brief import Brief, BriefConcept, Format, Quote, Said, Source, Wanting
from thesaury.model.concept import Label
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.desk import Desk
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.inputs import Choice, Field
from thesaury.web.parts.spoken_days import spoken_day
from thesaury.web.texts import ENGLISH, phrase

USE = "use"
"""What marked words speak for that led to no concept."""
_WORDS = 40


@dataclass(frozen=True, slots=True)
class Chip:
    """One concept: its number ties it to the words of the text that led to it."""

    number: int
    iri: str
    name: Label
    wanting: Wanting
    quotes: tuple[str, ...]
    origin: str
    hint: bool = False
    """Whether the words only hint at it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the text: the numbers of the concepts it speaks for, and what a person reads at it; both empty for plain text."""

    text: str
    speaks: str = ""
    said: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class UseForm:
    """The planned use as a form."""

    regions: Field
    channels: tuple[Choice, ...]
    first: Field
    last: Field
    formats: tuple[Choice, ...]
    audience: Field
    offered: tuple[tuple[str, str], ...]

    @property
    def amiss(self) -> bool:
        """Whether something typed was not taken."""
        return any(one.error for one in (self.regions, self.first, self.last, self.audience))


@dataclass(frozen=True, slots=True)
class BriefSheet:
    """The brief. `facts` are what is planned, as names with values; `adding` is what was typed to add a concept, with what is amiss."""

    groups: tuple[tuple[Wanting, tuple[Chip, ...]], ...]
    facts: tuple[tuple[str, str], ...]
    asks: bool
    form: UseForm
    text: tuple[Marked, ...]
    notes: tuple[str, ...]
    adding: Field

    @property
    def empty(self) -> bool:
        """Whether it has no concept."""
        return not any(chips for _, chips in self.groups)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into a form of the page that was not taken: by form and field, with a sentence for each that is amiss."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def last(self, name: str, otherwise: str = "") -> str:
        """The last value of this field, else what stands there otherwise."""
        return self.values[name][-1] if self.values.get(name) else otherwise

    def fault(self, name: str) -> str:
        """The sentence beside this field; empty where nothing is amiss."""
        return self.faults.get(name, "")


def brief_sheet(desk: Desk, brief: Brief, typed: Typed = Typed()) -> BriefSheet:
    """The sheet of this brief, with what was typed in the place of what is kept."""
    lexicon = desk.lexicon()
    chips = [_chip(number, one, lexicon) for number, one in enumerate(brief.concepts)]
    groups = ((wanting, tuple(chip for chip in chips if chip.wanting is wanting)) for wanting in Wanting)
    return BriefSheet(
        tuple(groups),
        tuple(_facts(brief)),
        bool(brief.regions or brief.channels or brief.first_day or brief.last_day),
        _form(desk, brief, typed),
        marked(brief, chips),
        tuple(_note(code, about, lexicon) for code, about in brief.notes),
        Field("words", "text", phrase("brief.add"), typed.last("words"), typed.faults.get("words", "")),
    )


def section_titles(brief: Brief) -> tuple[str, ...]:
    """The titles of the parts of a brief, where it has several."""
    titles = tuple(dict.fromkeys(one.title for one in brief.sections if one.title))
    return titles if len(brief.sections) > 1 else ()


def use_line(brief: Brief) -> str:
    """The planned use in one line: Germany (DE) · Website, E-mail · 1 July 2027 – 30 September 2027."""
    return " · ".join(value for name, value in _facts(brief) if name != phrase("brief.audience"))


def marked(brief: Brief, chips: Iterable[Chip]) -> tuple[Marked, ...]:
    """The whole text, cut where marked words begin or end. Joined, the stretches are the text."""
    named = {chip.number: chip for chip in chips}
    spans = [(quote, str(number)) for number, one in enumerate(brief.concepts) for quote in one.quotes]
    spans += [(quote, USE) for said in _said(brief) for quote in said.quotes]
    known = [(quote, key) for quote, key in spans if brief.text[quote.start : quote.end] == quote.text and quote.text]
    cuts = sorted({0, len(brief.text), *(cut for quote, _ in known for cut in (quote.start, quote.end))})
    return tuple(_marked(brief.text[start:end], _speaking(known, start, end), named) for start, end in pairwise(cuts))


def _note(code: str, about: str, lexicon: Lexicon) -> str:
    """A note in a sentence; what it is about may be a concept."""
    told = lexicon.name(about).text if about and lexicon.thesaurus.concept(about) else about
    key = f"brief.note.{code}"
    return phrase(key, about=told) if key in ENGLISH else f"{code}: {told}" if told else code


def _speaking(spans: Iterable[tuple[Quote, str]], start: int, end: int) -> list[str]:
    return list(dict.fromkeys(key for quote, key in spans if quote.start <= start and end <= quote.end))


def _marked(text: str, keys: list[str], named: Mapping[int, Chip]) -> Marked:
    if not keys:
        return Marked(text)
    chips = [named[int(key)] for key in keys if key != USE]
    said = [f"{chip.name.text} ({phrase(f'brief.wanting.{chip.wanting}')})" for chip in chips]
    if USE in keys:
        said.append(phrase("brief.text.use"))
    kind = chips[0].wanting.value if chips else USE
    return Marked(text, " ".join(key for key in keys if key != USE), ", ".join(said), kind)


def _chip(number: int, one: BriefConcept, lexicon: Lexicon) -> Chip:
    quotes = tuple(dict.fromkeys(_short(quote.text) for quote in one.quotes))
    origin, hint = phrase(f"brief.by-{one.source}"), one.source is Source.HINT
    return Chip(number, one.concept, lexicon.name(one.concept), one.wanting, quotes, origin, hint)


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= _WORDS else f"{told[:_WORDS]} …"


def _said(brief: Brief) -> Iterable[Said]:
    days = [day for day in (brief.first_day, brief.last_day) if day]
    return (*brief.regions, *brief.channels, *days, *brief.formats, *brief.audience)


def _facts(brief: Brief) -> Iterable[tuple[str, str]]:
    if brief.regions:
        yield phrase("brief.regions"), ", ".join(words.region(one.value) for one in brief.regions)
    if brief.channels:
        yield phrase("brief.channels"), ", ".join(words.channel(one.value) for one in brief.channels)
    if brief.first_day or brief.last_day:
        yield phrase("brief.period"), _period(brief)
    if brief.formats:
        yield phrase("brief.formats"), ", ".join(phrase(f"brief.format.{one.value}") for one in brief.formats)
    if brief.audience:
        yield phrase("brief.audience"), ", ".join(one.value for one in brief.audience)


def _period(brief: Brief) -> str:
    first = spoken_day(brief.first_day.value) if brief.first_day else ""
    last = spoken_day(brief.last_day.value) if brief.last_day else ""
    if first and last:
        return phrase("brief.between", first=first, last=last)
    return phrase("brief.from", day=first) if first else phrase("brief.until", day=last)


def _form(desk: Desk, brief: Brief, typed: Typed) -> UseForm:
    known = tables_of(desk.workspace.root).regions
    sent = "used" in typed.values
    channels = typed.values.get("channel", ()) if sent else tuple(one.value for one in brief.channels)
    formats = typed.values.get("format", ()) if sent else tuple(one.value for one in brief.formats)
    offered = sorted(shipped().channels.leaves, key=words.channel)
    more = tuple(one for one in channels if one not in offered)
    return UseForm(
        _field(typed, "region", ", ".join(words.region(one.value) for one in brief.regions), "brief.regions.hint"),
        tuple(Choice(name, words.channel(name), name in channels) for name in (*offered, *more)),
        _field(typed, "first", brief.first_day.value if brief.first_day else "", "", "date"),
        _field(typed, "last", brief.last_day.value if brief.last_day else "", "", "date"),
        tuple(Choice(one.value, phrase(f"brief.format.{one}"), one.value in formats) for one in Format),
        _field(typed, "audience", ", ".join(one.value for one in brief.audience), "brief.audience.hint"),
        words.regions_offered(known),
    )


_LABELS = {"region": "brief.regions", "first": "brief.first", "last": "brief.last", "audience": "brief.audience"}


def _field(typed: Typed, name: str, kept: str, hint: str, kind: str = "text") -> Field:
    fault = typed.faults.get(name, "")
    shown = "text" if fault and kind == "date" else kind
    told = phrase(hint) if hint else ""
    return Field(name, shown, phrase(_LABELS[name]), typed.last(name, kept), fault, hint=told)
