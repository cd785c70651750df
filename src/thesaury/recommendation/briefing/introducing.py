"""Whether a sentence speaks of a country as a market, and of a channel as one, or only shows them: by the words around it."""

import re
from collections.abc import Iterator, Sequence, Set

from thesaury.model.licensing import WORLD
from thesaury.recommendation.briefing.calling import OF_TRADE
from thesaury.recommendation.briefing.leaving_out import behind_no, left_out
from thesaury.recommendation.briefing.sentences import Sentence
from thesaury.recommendation.briefing.stretches import Stretches
from thesaury.recommendation.briefing.words import said_in, spoken
from thesaury.rights.parsing.folding import fold
from thesaury.rights.parsing.meanings import Found, Kind

PLACED = frozenset((Kind.REGION, Kind.CHANNEL))
"""What says where something is used."""
_NOT_ALONE = frozenset(
    ("packaging", "book", "event", "merchandise", "periodical", "presentation", "app", "cinema", "tv", "press_kit")
)
"""Channels whose names are things as well: they are one in a field for channels alone."""
_THINGS = frozenset(("brochure", "merchandise", "ooh", "dooh", "pos", "event", "packaging", "periodical"))
"""Channels that stand about, so that a picture may show them."""
_GOODS = {"merchandise"}
"""Tote bags and mugs are things first, by whatever name."""
_INDEFINITE = frozenset(("a", "an", "ein", "eine", "einen", "un", "une"))
_OF_USE = frozenset((Kind.REGION, Kind.CHANNEL, Kind.DATE, Kind.ORGANIC, Kind.ORGANIC_AND_PAID))
_ARTICLES = frozenset(
    "the a an der die das den dem ein eine einen einem einer un une des le la les l our unser unsere unseren unserer nos notre".split()  # noqa: SIM905
)
_JOINERS = frozenset(
    ("and", "und", "et", "or", "oder", "ou", "+", "&", "sowie", "plus", "then", "dann", "danach", "puis")
)
_JOINING = _JOINERS | frozenset((",", "/", "the", "la", "le", "les", "der", "die", "den", "l"))
_AGAIN = _ARTICLES | frozenset("in on at for im auf fur bei en au aux dans sur pour".split())  # noqa: SIM905
"""What may be said again behind "and": "on TV and in cinemas", "Italy and in the UK"."""
_IN_LISTS = _JOINING | frozenset("only nur seulement in for fur pour en from to bis ab own our".split())  # noqa: SIM905
_MARKS = frozenset((",", ":", "-", "(", "\n", "|", "/"))
_LONGEST = 24
_BRACKET = re.compile(r"^[^()]{0,2}\([^()]{0,60}\)")
_WINDOW = 6
"""So many tokens before a country are looked at for scenery."""
_CODE = 2
"""Letters of the code of a country."""


def spoken_of(
    kind: Kind, text: str, here: Sequence[Found], named: Sequence[Found], sentence: Sentence, strict: bool, used: bool
) -> Iterator[Found]:
    """Those of the named that are markets, or channels, of the use. `strict`: a field names them too, so that only "for France" adds one.
    `used`: the sentence names a market."""
    denied = set(map(id, (*behind_no(here), *left_out(text, here))))
    accepted = list(_accepted(kind, text, here, named, sentence, strict, used, denied))
    if kind is Kind.CHANNEL:
        accepted = list(_with_joined_before(text, named, accepted, denied))
    yield from accepted


def _with_joined_before(
    text: str, named: Sequence[Found], accepted: Sequence[Found], denied: Set[int]
) -> Iterator[Found]:
    """What is joined to a channel behind it is one as well: "slides and roll-ups"."""
    known = set(map(id, accepted))
    for place in range(len(named) - 2, -1, -1):
        one, after = named[place], named[place + 1]
        if id(after) in known and id(one) not in denied and _joined(text[one.end : after.start]):
            known.add(id(one))
    return (one for one in named if id(one) in known)


def _accepted(
    kind: Kind,
    text: str,
    here: Sequence[Found],
    named: Sequence[Found],
    sentence: Sentence,
    strict: bool,
    used: bool,
    denied: Set[int],
) -> Iterator[Found]:
    last: Found | None = None
    shown: Found | None = None
    for one in named:
        joined = last is not None and _joined(text[last.end : one.start])
        if kind is Kind.REGION and not joined and _is_shown(text, one, shown, sentence):
            last, shown = None, one
            continue
        apart = kind is Kind.CHANNEL and not joined and not _sure(one) and not _whole_use(here)
        surely = joined or (kind is Kind.REGION and not strict and _in_capitals(text, one, here))
        if id(one) not in denied and not apart and (surely or _introduced(kind, one, sentence, here, strict, used)):
            last = one
            yield one
        elif not joined:
            last = None


def _sure(channel: Found) -> bool:
    """Whether a name is one of a channel alone, and of nothing that a picture may show."""
    if channel.meaning.rule == OF_TRADE:
        return set(channel.meaning.names) != _GOODS
    return not set(channel.meaning.names) <= _NOT_ALONE


def _is_shown(text: str, one: Found, shown: Found | None, sentence: Sentence) -> bool:
    """Whether a country says where a picture is taken: "a village in Italy", and what is joined to that."""
    if shown and _joined(text[shown.end : one.start]):
        return True
    places = _places(one, sentence)
    begins = {first for first, after in _ahead(one, sentence, "markets_in") if after in places}
    return bool(begins) and any(after in begins for _, after in _ahead(one, sentence, "scenery"))


def _ahead(one: Found, sentence: Sentence, kind: str) -> list[tuple[int, int]]:
    """The cues of a kind that stand shortly before a name, by their first token and the one behind them."""
    at = _at(one, sentence)
    first = max(0, at - _WINDOW)
    cues = said_in(sentence.tokens[first : at + 2], "cues", spoken(sentence.language), kind)
    return [(cue.first + first, cue.after + first) for cue in cues]


def _at(one: Found, sentence: Sentence) -> int:
    return next(place for place, token in enumerate(sentence.tokens) if token.end > one.start)


def _places(one: Found, sentence: Sentence) -> set[int]:
    """The token with which a name begins, counted with its article and without."""
    at = _at(one, sentence)
    before = {at - 1} if at and sentence.tokens[at - 1].text in _ARTICLES else set()
    return {at, *before, *([at + 1] if sentence.tokens[at].text in _JOINING else [])}


def _introduced(kind: Kind, one: Found, sentence: Sentence, here: Sequence[Found], strict: bool, used: bool) -> bool:
    name, languages = "markets" if kind is Kind.REGION else "channels", spoken(sentence.language)
    before = {after for _, after in _ahead(one, sentence, f"{name}_of")}
    places = _places(one, sentence)
    labelled = min(places) and sentence.tokens[min(places) - 1].text in (":", "-") and min(places) - 1 in before
    if labelled or not before.isdisjoint(places):
        return True
    if strict:
        return False
    behind = next((other for other in reversed(here) if other.end <= one.start and other.kind is not Kind.PLAIN), None)
    if behind and (behind.kind is Kind.ONLY or (_whole_use(here) and behind.kind in PLACED)):
        return True
    if kind is Kind.REGION:
        return _is_market(one, sentence, here, languages)
    return _is_channel(one, sentence, here, used)


def _is_market(one: Found, sentence: Sentence, here: Sequence[Found], languages: tuple[str, ...]) -> bool:
    """What names a market by itself, what stands behind "in" where a sentence speaks of a campaign, and what a list names."""
    if one.meaning.names == (WORLD,) or _by_itself(one, sentence, languages):
        return True
    inside = {after for _, after in _ahead(one, sentence, "markets_in")}
    if not inside.isdisjoint(_places(one, sentence)):
        return _beside(here, one) or bool(said_in(sentence.tokens, "cues", languages, "markets_sign"))
    if any(0 <= other.start - one.end <= 1 and other.kind is Kind.CHANNEL for other in here):
        return True
    return (_beside(here, one) and _in_list(sentence, one)) or _nothing_else(sentence, here)


def _by_itself(one: Found, sentence: Sentence, languages: tuple[str, ...]) -> bool:
    """Whether words stand there that nobody says of scenery: "all of Europe", "europaweit"."""
    at = {place for place, token in enumerate(sentence.tokens) if one.start <= token.start < one.end}
    wide = said_in(sentence.tokens, "cues", languages, "markets_wide")
    return any(not at.isdisjoint(range(cue.first, cue.after)) for cue in wide)


def _in_capitals(text: str, one: Found, here: Sequence[Found]) -> bool:
    """Whether a group of countries is called by its short name, which says nothing of scenery ("DACH", "EMEA", "EU"), or a country by its
    own in front of a channel: "our UK summer brochure"."""
    said = text[one.start : one.end]
    if said in one.meaning.names and said.isalpha() and (len(said) > _CODE or said == "EU"):
        return True
    after = next((other for other in here if other.start >= one.end and other.kind is Kind.CHANNEL), None)
    between = text[one.end : after.start].split() if after else []
    return said.isupper() and after is not None and len(between) <= _CODE and all(map(str.isalpha, between))


def _is_channel(one: Found, sentence: Sentence, here: Sequence[Found], used: bool) -> bool:
    """What is surely a channel where the sentence names a market or says all of a use, and what a list names beside something else."""
    if _sure(one) and (used or _whole_use(here)):
        return True
    listed, trade = _in_list(sentence, one), one.meaning.rule == OF_TRADE
    if _sure(one) and _right_before_country(sentence, one, here):
        return True
    if (
        trade
        and not _is_seen(sentence, one)
        and (listed or _dated(here) or (_beside(here, one) and not _is_thing(one)))
    ):
        return True
    if listed and not trade and _beside(here, one):
        return True
    return _nothing_else(sentence, here) or (_sure(one) and _little_else(sentence, here))


def _dated(here: Sequence[Found]) -> bool:
    return any(one.kind is Kind.DATE for one in here)


def _right_before_country(sentence: Sentence, one: Found, here: Sequence[Found]) -> bool:
    """Whether "in" and a country follow right behind a name: "our summer brochure in Spain"."""
    after = next((other for other in here if other.start >= one.end and other.kind is Kind.REGION), None)
    between = [token.text for token in sentence.tokens if after and one.end <= token.start and token.end <= after.start]
    return after is not None and bool(between) and all(word in _AGAIN for word in between)


def _is_thing(one: Found) -> bool:
    return set(one.meaning.names) <= _THINGS


def _is_seen(sentence: Sentence, one: Found) -> bool:
    """Whether a thing that can be seen stands there as one: "a tote bag in a kitchen", "Ein Handzettel liegt auf der Straße"."""
    at = _at(one, sentence)
    return _is_thing(one) and at == 1 and sentence.tokens[0].text in _INDEFINITE


def _beside(here: Sequence[Found], one: Found) -> bool:
    """Whether a sentence speaks of the use in other ways, too: of a day, or of a channel beside a region."""
    return any(
        other.kind is Kind.DATE or (other.kind in PLACED and other.kind is not one.kind and other.meaning.names)
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


def _little_else(sentence: Sentence, here: Sequence[Found]) -> bool:
    """Whether a sentence lists two channels or more, with no more words about them than there are: "header of the newsletter, display"."""
    sure = Stretches(one for one in here if one.kind is Kind.CHANNEL and one.meaning.names and _sure(one))
    words = [token for token in sentence.tokens if token.kind == "word" and token.text not in _IN_LISTS]
    return len(sure.all) > 1 and sum(not sure.touching(one.start, one.end) for one in words) <= len(sure.all)


def _in_list(sentence: Sentence, one: Found) -> bool:
    """Whether a name begins a sentence, or stands behind a mark: "Germany, social media, July 2027"."""
    at = min(_places(one, sentence))
    return at == 0 or sentence.tokens[at - 1].text in _MARKS


def _joined(between: str) -> bool:
    """Whether nothing but joining words lies between; prepositions where "and" or its like stands before them."""
    between = _BRACKET.sub(" ", between)
    words = fold(between).replace(",", " , ").replace("/", " / ").replace("l'", "l ").split()
    if len(between) > _LONGEST:
        return False
    again = bool(words) and words[0] in _JOINERS and all(word in _AGAIN for word in words[1:])
    return again or all(word in _JOINING for word in words)
