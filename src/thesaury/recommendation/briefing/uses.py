"""Where and when a brief wants its pictures used: regions, channels and days, by the words that licences are read with."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from thesaury.model.brief import Quote, Said
from thesaury.model.licensing import WORLD
from thesaury.recommendation.briefing.notes import Code
from thesaury.recommendation.briefing.peoples import peoples
from thesaury.recommendation.briefing.sentences import Sentence
from thesaury.recommendation.briefing.stretches import Placed, Stretches
from thesaury.recommendation.briefing.topics import Topic
from thesaury.recommendation.briefing.words import said_in, spoken
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.reading import read
from thesaury.rights.vocabulary import Tables

_FIELDS = {Kind.REGION: Topic.MARKETS, Kind.CHANNEL: Topic.CHANNELS}
_MUTE = frozenset((Topic.EXCLUDED, Topic.RIGHTS, Topic.PROCESS, Topic.AUDIENCE, Topic.BRAND, Topic.TONE))
"""Parts in which regions and channels are scenery, or said of something else than the use."""
_NOT_ALONE = frozenset(
    ("packaging", "book", "event", "merchandise", "periodical", "presentation", "app", "cinema", "tv", "press_kit")
)
"""Channels whose names are things as well: they are one in a field for channels alone."""
_BESIDE = 3
_OF_USE = frozenset((Kind.REGION, Kind.CHANNEL, Kind.DATE, Kind.ORGANIC, Kind.ORGANIC_AND_PAID))
_MANY = 30
"""A group of more countries is not counted out one by one."""
_JOINING = frozenset(
    (
        ",",
        "and",
        "und",
        "et",
        "or",
        "oder",
        "ou",
        "/",
        "+",
        "&",
        "sowie",
        "the",
        "la",
        "le",
        "les",
        "der",
        "die",
        "den",
        "l",
    )
)

_IN_LISTS = _JOINING | {
    "only",
    "nur",
    "seulement",
    "in",
    "for",
    "fur",
    "pour",
    "en",
    "from",
    "to",
    "bis",
    "ab",
    "own",
    "our",
}


@dataclass(frozen=True, slots=True)
class Uses:
    """What was found, which stretches of the text are spoken for by it, and what could not be told."""

    regions: tuple[Said, ...]
    channels: tuple[Said, ...]
    taken: tuple[tuple[int, int], ...]
    notes: tuple[tuple[str, str], ...] = ()


def findings(text: str) -> Stretches[Found]:
    """Regions, channels, days, and what stands beside them, as the parser of licences reads them."""
    return Stretches(one for one in read(text, "")[1] if one.end > one.start)


def uses(text: str, found: Stretches[Found], sentences: Sequence[Sentence], tables: Tables, today: date) -> Uses:
    """Regions and channels: those of the fields that name them, and those that sentences speak of as such."""
    regions = list(_of_kind(Kind.REGION, text, found, sentences))
    channels = list(_narrowed(text, list(_of_kind(Kind.CHANNEL, text, found, sentences))))
    called = [one for sentence in sentences if _tells_markets(sentence) for one in peoples(text, sentence)]
    beside = [one for one in found.all if one.kind in (Kind.ORGANIC, Kind.ORGANIC_AND_PAID)] if channels else []
    stretches: tuple[Placed, ...] = (*regions, *channels, *beside, *(quote for _, quote in called))
    taken = tuple((one.start, one.end) for one in stretches)
    named = _together(
        (*_said(text, regions, lambda one: _regions(one, tables)), *(Said(name, (quote,)) for name, quote in called))
    )
    kept, notes = _without(named, list(_excepted(found, sentences)), text, tables, today)
    return Uses(kept, _said(text, channels, lambda one: _channels(one, found, tables)), taken, notes)


def _of_kind(kind: Kind, text: str, found: Stretches[Found], sentences: Sequence[Sentence]) -> Iterator[Found]:
    """What fields name; in sentences, what stands where a market or a channel is said, and what is joined to that."""
    in_fields = any(one.part.topic is _FIELDS[kind] for one in sentences)
    for sentence in sentences:
        here = found.within(sentence.start, sentence.end)
        named = [one for one in here if one.kind is kind and one.meaning.names]
        if sentence.part.topic is _FIELDS[kind]:
            excepted = set(map(id, _behind_no(here)))
            yield from (one for one in named if id(one) not in excepted)
        elif (
            sentence.part.topic not in _MUTE
            and sentence.part.topic != Topic.PERIOD
            and not (in_fields and kind is Kind.CHANNEL)
        ):
            yield from _spoken_of(kind, text, here, named, sentence, strict=in_fields)


def _tells_markets(sentence: Sentence) -> bool:
    return sentence.part.topic not in _MUTE and sentence.part.topic is not Topic.PERIOD


def _together(said: Iterable[Said]) -> tuple[Said, ...]:
    """Each value once, with all its quotes."""
    quotes: dict[str, list[Quote]] = {}
    for one in said:
        quotes.setdefault(one.value, []).extend(one.quotes)
    return tuple(Said(value, tuple(dict.fromkeys(found))) for value, found in quotes.items())


def _narrowed(text: str, named: Sequence[Found]) -> Iterator[Found]:
    """What brackets behind a word make narrower is that alone: "online advertising (display)"."""
    for place, one in enumerate(named):
        after = named[place + 1] if place + 1 < len(named) else None
        bracket = after and text[one.end : after.start].strip() == "("
        if not (after and bracket and set(after.meaning.names) < set(one.meaning.names)):
            yield one


def _spoken_of(
    kind: Kind, text: str, here: Sequence[Found], named: Sequence[Found], sentence: Sentence, strict: bool
) -> Iterator[Found]:
    """`strict`: a field names them too, so that only "for France" adds one."""
    denied = set(map(id, _behind_no(here)))
    last: Found | None = None
    for one in named:
        apart = kind is Kind.CHANNEL and set(one.meaning.names) <= _NOT_ALONE and not _whole_use(here)
        joined = last is not None and _joined(text[last.end : one.start])
        if id(one) not in denied and not apart and (joined or _introduced(kind, one, sentence, here, strict)):
            last = one
            yield one
        elif not joined:
            last = None


def _introduced(kind: Kind, one: Found, sentence: Sentence, here: Sequence[Found], strict: bool) -> bool:
    name = "markets" if kind is Kind.REGION else "channels"
    at = next(place for place, token in enumerate(sentence.tokens) if token.end > one.start)
    languages = spoken(sentence.language)
    before = {cue.after for cue in said_in(sentence.tokens, "cues", languages, f"{name}_of")}
    article = at + 1 if sentence.tokens[at].text in _JOINING else at
    if not before.isdisjoint((at, article)):
        return True
    if strict:
        return False
    behind = next((other for other in reversed(here) if other.end <= one.start and other.kind is not Kind.PLAIN), None)
    if (behind and behind.kind is Kind.ONLY) or one.meaning.names == (WORLD,):
        return True
    if _whole_use(here) and behind and behind.kind in _FIELDS:
        return True
    sign = any(cue.kind for cue in said_in(sentence.tokens, "cues", languages, f"{name}_sign"))
    if kind is Kind.REGION and at in {cue.after for cue in said_in(sentence.tokens, "cues", languages, "markets_in")}:
        return sign or _beside(here, one)
    if kind is Kind.REGION and any(0 <= other.start - one.end <= 1 and other.kind is Kind.CHANNEL for other in here):
        return True
    return (_beside(here, one) and _in_list(sentence, at)) or _nothing_else(sentence, here)


def _beside(here: Sequence[Found], one: Found) -> bool:
    """Whether a sentence speaks of the use in other ways, too: of a day, or of a channel beside a region."""
    return any(
        other.kind is Kind.DATE or (other.kind in _FIELDS and other.kind is not one.kind and other.meaning.names)
        for other in here
    )


def _whole_use(here: Sequence[Found]) -> bool:
    """Whether a sentence says where, when and through what: all of it is about the use then."""
    kinds = {one.kind for one in here if one.kind is Kind.DATE or one.meaning.names}
    return {Kind.REGION, Kind.CHANNEL, Kind.DATE} <= kinds


def _nothing_else(sentence: Sentence, here: Sequence[Found]) -> bool:
    """Whether a sentence is a list of markets, of channels or of days and nothing more: "UK, Ireland and the US"."""
    spans = Stretches(one for one in here if one.kind in _OF_USE)
    words = [token for token in sentence.tokens if token.kind == "word" and token.text not in _IN_LISTS]
    return all(spans.touching(token.start, token.end) for token in words)


def _in_list(sentence: Sentence, at: int) -> bool:
    """Whether a word begins a sentence, or stands behind a mark: "Germany, social media, July 2027"."""
    return at == 0 or sentence.tokens[at - 1].text in (",", ":", "-", "(", "\n", "|", "/")


def _joined(between: str) -> bool:
    return len(between) <= 12 and all(
        word in _JOINING for word in between.lower().replace(",", " , ").replace("/", " / ").replace("l'", "l ").split()
    )


def _behind_no(here: Sequence[Found]) -> Iterator[Found]:
    """What a sentence leaves out: "DACH without Switzerland"."""
    no = False
    for one in here:
        if one.kind in (Kind.NEGATION, Kind.EXCEPTION):
            no = True
        elif one.kind in (Kind.COMMA, Kind.BREAK, Kind.CLOSE):
            no = False
        elif no and one.kind in _FIELDS:
            yield one


def _excepted(found: Stretches[Found], sentences: Sequence[Sentence]) -> Iterator[Found]:
    for sentence in sentences:
        if sentence.part.topic is Topic.MARKETS:
            here = found.within(sentence.start, sentence.end)
            yield from (one for one in _behind_no(here) if one.kind is Kind.REGION)


def _regions(one: Found, tables: Tables) -> Iterator[str]:
    return (tables.regions.canonical(name) for name in one.meaning.names)


def _channels(one: Found, found: Stretches[Found], tables: Tables) -> Iterator[str]:
    """The channels of a group one by one, as the tables list them; social media that are said to be organic are no paid ones."""
    leaves = set(tables.channels.expand(tuple(one.meaning.names)))
    beside = found.touching(one.start - _BESIDE, one.end + _BESIDE)
    if "social_organic" in leaves and any(other.kind is Kind.ORGANIC for other in beside):
        leaves.discard("social_paid")
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
