"""The concepts a sentence names, and whether it wants them: by what is denied, required, or not about pictures at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from thesaury.enrichment.stopwords import STOP_WORDS
from thesaury.model.brief import Quote
from thesaury.recommendation.briefing.naming import Labels, Mention
from thesaury.recommendation.briefing.scopes import Force, Scopes, scopes
from thesaury.recommendation.briefing.sentences import Sentence, Tongues
from thesaury.recommendation.briefing.stretches import Stretches
from thesaury.recommendation.briefing.words import phrases, said_in, spoken
from thesaury.rights.parsing.folding import Token, fold
from thesaury.rights.parsing.meanings import Found


class Sign(StrEnum):
    """Whether a mention wants its concept. PARTLY: a denial of more than the concept ("no hands around seedlings");
    ELSEWHERE: a denial for one market alone."""

    WANTED = "wanted"
    DENIED = "denied"
    PARTLY = "partly"
    ELSEWHERE = "elsewhere"
    WORDING = "wording"
    RIGHTS = "rights"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention in its sentence. `generic`: its words say little of what a picture shows; `hint`: they are only a part of a label."""

    mention: Mention
    sentence: Sentence
    sign: Sign
    force: Force = Force.PLAIN
    generic: bool = False
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """All that one sentence says of concepts, and whether it speaks of rights."""

    sentence: Sentence
    judged: tuple[Judged, ...]
    scopes: Scopes


_PIECE = 20
_NEAR = 4
_AND = frozenset(("and", "or", "nor", "und", "oder", "noch", "et", "ou", "ni", ",", ":"))


def heard(
    text: str, sentence: Sentence, labels: Labels, tongues: Tongues, taken: Stretches[Quote], beside: Stretches[Found]
) -> Heard:
    """The mentions of a sentence that do not overlap what is `taken` for something else, judged; `beside` are names of regions
    and days, which make no denial a narrower one."""
    mentions = [one for one in _mentions(text, sentence, labels, tongues) if not taken.touching(one.start, one.end)]
    placed = [(one, place) for one in mentions if (place := _tokens(sentence.tokens, one.start, one.end))[1]]
    scope = scopes(sentence, [place for _, place in placed if not _generic(sentence, *place)])
    light = _light(sentence, beside)
    named = frozenset(
        at
        for one, place in placed
        if not _generic(sentence, *place) and not beside.touching(one.start, one.end)
        for at in range(*place)
    )
    return Heard(sentence, tuple(_judged(one, place, sentence, scope, light, named) for one, place in placed), scope)


def _mentions(text: str, sentence: Sentence, labels: Labels, tongues: Tongues) -> Iterator[Mention]:
    """The labels in a sentence, each piece between colons in its own language: people quote in another one."""
    for start, end in _pieces(text, sentence):
        told = tongues.of(start, end) if end - start >= _PIECE else sentence.language
        spoken_here = tuple(dict.fromkeys(filter(None, (told, sentence.language))))
        # The end of what was read so far: a label may stand in both languages, and the one of the piece itself goes first.
        for one in labels.mentions(text[start:end], spoken_here):
            yield Mention(one.start + start, one.end + start, one.concept, one.sure, one.rivals)


def _pieces(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    start = sentence.start
    for token in sentence.tokens:
        if token.text == ":" and token.start - start >= _PIECE and sentence.end - token.end >= _PIECE:
            yield start, token.start
            start = token.end
    yield start, sentence.end


def _tokens(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The tokens of a stretch: the first, and the one after the last; two zeros where it has none."""
    inside = [place for place, token in enumerate(tokens) if token.start < end and token.end > start]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _judged(
    mention: Mention, place: tuple[int, int], sentence: Sentence, scope: Scopes, light: set[int], named: frozenset[int]
) -> Judged:
    first, after = place
    generic = _generic(sentence, first, after)
    force = max(scope.force[first:after], key=abs)
    if any(start <= first for start in scope.wording):
        sign = Sign.WORDING
    elif scope.silent[first]:
        sign = Sign.RIGHTS if scope.about_rights else Sign.SILENT
    elif not scope.denied[first]:
        sign = Sign.WANTED
    elif generic:
        sign = Sign.SILENT
    else:
        sign = Sign.PARTLY if _partly(sentence, scope, place, light, named) else Sign.DENIED
    return Judged(mention, sentence, sign, force, generic)


def _generic(sentence: Sentence, first: int, after: int) -> bool:
    """Whether every word of a mention is one that nearly every brief has."""
    known = phrases("generic", spoken(sentence.language), "words").found(sentence.tokens[first:after])
    covered = {place for cue in known for place in range(cue.first, cue.after)}
    return len(covered) == after - first


def _partly(sentence: Sentence, scope: Scopes, place: tuple[int, int], light: set[int], named: frozenset[int]) -> bool:
    """Whether more than the concept is denied: a word beside it describes it, or it is denied only together with something else."""
    first, after = place
    segment = next(one for one in scope.segments if one.first <= first < one.after)

    def tells(at: int) -> bool:
        word = segment.first <= at < segment.after and sentence.tokens[at].kind == "word"
        return word and (at not in light or at in named)

    # A German verb stands behind its noun; in English and French a word there describes it.
    if tells(first - 1) or (sentence.language != "de" and tells(after)):
        return True
    joins = {cue.first for cue in said_in(sentence.tokens, "cues", spoken(sentence.language), "joins")}
    joined = next((at for at in range(after, min(after + _NEAR, segment.after)) if at in joins), None)
    if joined is not None and any(tells(at) for at in range(joined + 1, segment.after) if at not in joins):
        return True
    if any(tells(at) and at not in named for at in _since_no(sentence, first)):
        return True
    before = next((at for at in range(first - 1, max(first - _NEAR, segment.first) - 1, -1) if at in joins), None)
    return before is not None and any(tells(at) for at in range(segment.first, before) if at not in joins)


def _since_no(sentence: Sentence, first: int) -> range:
    """The tokens between the word that denies and a mention, from the last "and" on: "without doing the lesson" denies no lesson."""
    cues = said_in(sentence.tokens, "cues", spoken(sentence.language), "no")
    begin = max((cue.after for cue in cues if cue.after <= first), default=first)
    joined = [at for at in range(begin, first) if sentence.tokens[at].text in _AND]
    return range(joined[-1] + 1 if joined else begin, first)


def _light(sentence: Sentence, beside: Stretches[Found]) -> set[int]:
    """The tokens of a sentence that say nothing more of what is denied: function words, words for pictures and for showing, words that
    deny, and names of regions and the like."""
    languages = spoken(sentence.language)
    stops = _stops(languages)
    light = {at for at, token in enumerate(sentence.tokens) if token.text in stops}
    for part, kinds in (("generic", ("words", "modifiers")), ("cues", ("no", "no_before", "show", "must", "harmless"))):
        for cue in said_in(sentence.tokens, part, languages, *kinds):
            light.update(range(cue.first, cue.after))
    for one in beside.touching(sentence.start, sentence.end):
        light.update(range(*_tokens(sentence.tokens, one.start, one.end)))
    return light


@cache
def _stops(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for language in languages for word in STOP_WORDS.get(language, ()))
