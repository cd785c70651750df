"""Where and when a brief wants its pictures used: regions, channels and days, by the words that licences are read with."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from thesaury.model.brief import Quote, Said
from thesaury.recommendation.briefing.calling import as_briefs_call
from thesaury.recommendation.briefing.introducing import spoken_of
from thesaury.recommendation.briefing.leaving_out import behind_no, left_out
from thesaury.recommendation.briefing.notes import Code
from thesaury.recommendation.briefing.peoples import peoples
from thesaury.recommendation.briefing.sentences import Sentence
from thesaury.recommendation.briefing.stretches import Placed, Stretches
from thesaury.recommendation.briefing.topics import Topic
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.reading import read
from thesaury.rights.vocabulary import Tables

_FIELDS = {Kind.REGION: Topic.MARKETS, Kind.CHANNEL: Topic.CHANNELS}
_MUTE = frozenset((Topic.EXCLUDED, Topic.RIGHTS, Topic.PROCESS, Topic.AUDIENCE, Topic.BRAND, Topic.TONE))
"""Parts in which regions and channels are scenery, or said of something else than the use."""
_OPENING = frozenset(
    ("(", ":", "-", "–", "a", "an", "the", "only", "nur", "ein", "eine", "einen", "un", "une", "le", "la")
)
_MANY = 30
"""A group of more countries is not counted out one by one."""


@dataclass(frozen=True, slots=True)
class Uses:
    """What was found, which stretches of the text are spoken for by it, and what could not be told."""

    regions: tuple[Said, ...]
    channels: tuple[Said, ...]
    taken: tuple[tuple[int, int], ...]
    notes: tuple[tuple[str, str], ...] = ()


def findings(text: str) -> Stretches[Found]:
    """Regions, channels, days, and what stands beside them, as the parser of licences reads them."""
    return as_briefs_call(text, read(text, "")[1])


def uses(text: str, found: Stretches[Found], sentences: Sequence[Sentence], tables: Tables, today: date) -> Uses:
    """Regions and channels: those of the fields that name them, and those that sentences speak of as such."""
    regions = list(_of_kind(Kind.REGION, text, found, sentences))
    called = [one for sentence in sentences if _tells_markets(sentence) for one in peoples(text, sentence)]
    # A country that only a channel beside it makes a market is no proof that the channel is one.
    placed = Stretches(one for one in found.all if one.kind is not Kind.CHANNEL)
    surely = _of_kind(Kind.REGION, text, placed, sentences)
    markets: Stretches[Placed] = Stretches((*surely, *(quote for _, quote in called)))
    channels = list(_narrowed(text, tables, list(_of_kind(Kind.CHANNEL, text, found, sentences, markets))))
    beside = [one for one in found.all if one.kind in (Kind.ORGANIC, Kind.ORGANIC_AND_PAID)] if channels else []
    stretches: tuple[Placed, ...] = (*regions, *channels, *beside, *(quote for _, quote in called))
    taken = tuple((one.start, one.end) for one in stretches)
    named = _together(
        (*_said(text, regions, lambda one: _regions(one, tables)), *(Said(name, (quote,)) for name, quote in called))
    )
    kept, notes = _without(named, list(dict.fromkeys(_excepted(text, found, sentences))), text, tables, today)
    return Uses(kept, _said(text, channels, lambda one: _channels(one, tables)), taken, notes)


def _of_kind(
    kind: Kind,
    text: str,
    found: Stretches[Found],
    sentences: Sequence[Sentence],
    markets: Stretches[Placed] | None = None,
) -> Iterator[Found]:
    """What fields name; in sentences, what stands where a market or a channel is said, and what is joined to that. `markets` are those
    found before: a sentence that names one speaks of the use."""
    in_fields = any(one.part.topic is _FIELDS[kind] for one in sentences)
    for sentence in sentences:
        here = found.within(sentence.start, sentence.end)
        named = [one for one in here if one.kind is kind and one.meaning.names]
        if sentence.part.topic is _FIELDS[kind]:
            excepted = set(map(id, (*behind_no(here), *left_out(text, here))))
            yield from (one for one in named if id(one) not in excepted)
        elif (
            sentence.part.topic not in _MUTE
            and sentence.part.topic != Topic.PERIOD
            and not (in_fields and kind is Kind.CHANNEL)
        ):
            used = bool(markets and markets.within(sentence.start, sentence.end))
            yield from spoken_of(kind, text, here, named, sentence, strict=in_fields, used=used)


def _tells_markets(sentence: Sentence) -> bool:
    return sentence.part.topic not in _MUTE and sentence.part.topic is not Topic.PERIOD


def _together(said: Iterable[Said]) -> tuple[Said, ...]:
    """Each value once, with all its quotes."""
    quotes: dict[str, list[Quote]] = {}
    for one in said:
        quotes.setdefault(one.value, []).extend(one.quotes)
    return tuple(Said(value, tuple(dict.fromkeys(found))) for value, found in quotes.items())


def _narrowed(text: str, tables: Tables, named: Sequence[Found]) -> Iterator[Found]:
    """What brackets, or a colon, behind a word make narrower is that alone: "online advertising (display)", "print: catalogue, posters". So
    is what a word for a group only says of the narrower one behind it: "prints a leaflet"."""
    leaves = [set(tables.channels.expand(tuple(one.meaning.names))) for one in named]
    for place, one in enumerate(named):
        after = named[place + 1] if place + 1 < len(named) else None
        between = set(text[one.end : after.start].lower().split()) if after else set()
        opened = after and between <= _OPENING and text[one.end : after.start].strip() != ""
        if not (opened and leaves[place + 1] < leaves[place]):
            yield one


def _excepted(text: str, found: Stretches[Found], sentences: Sequence[Sentence]) -> Iterator[Found]:
    """The regions that fields leave out, and those that sentences leave out of one they name."""
    for sentence in sentences:
        here = found.within(sentence.start, sentence.end)
        if sentence.part.topic is Topic.MARKETS:
            yield from (one for one in behind_no(here) if one.kind is Kind.REGION)
        if _tells_markets(sentence):
            yield from left_out(text, here)


def _regions(one: Found, tables: Tables) -> Iterator[str]:
    return (tables.regions.canonical(name) for name in one.meaning.names)


def _channels(one: Found, tables: Tables) -> Iterator[str]:
    """The channels of a group one by one, as the tables list them."""
    leaves = set(tables.channels.expand(tuple(one.meaning.names)))
    return iter(sorted(leaf for leaf in leaves if leaf in tables.channels.leaves))


def _said(text: str, found: Sequence[Found], values: Callable[[Found], Iterable[str]]) -> tuple[Said, ...]:
    quotes: dict[str, list[Quote]] = {}
    for one in found:
        for value in values(one):
            quotes.setdefault(value, []).append(Quote(one.start, one.end, text[one.start : one.end]))
    return tuple(Said(value, tuple(said)) for value, said in quotes.items())


def _without(
    named: tuple[Said, ...], left_out: Sequence[Found], text: str, tables: Tables, today: date
) -> tuple[tuple[Said, ...], tuple[tuple[str, str], ...]]:
    """A group that somebody is left out of becomes the countries that stay; one of many countries stays as it is, which is a note."""
    if not left_out:
        return named, ()
    out = {
        place for one in left_out for name in one.meaning.names for place in tables.regions.places(name, today) or ()
    }
    kept: dict[str, Said] = {}
    notes: dict[tuple[str, str], None] = {}
    for one in named:
        places = tables.regions.places(one.value, today) or frozenset((one.value,))
        if len(places) > _MANY and places & out:
            notes.update({(Code.REGION_LEFT_OUT.value, text[each.start : each.end]): None for each in left_out})
        whole = not places & out or len(places) > _MANY
        for value in (one.value,) if whole else sorted(places - out):
            kept.setdefault(value, Said(value, one.quotes))
    return tuple(kept.values()), tuple(notes)
