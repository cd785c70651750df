"""A text to a brief."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from thesaury.model.brief import Brief, Quote, Said
from thesaury.ports.embedder import Embedder
from thesaury.ports.language import LanguageDetector
from thesaury.recommendation.briefing.days import days
from thesaury.recommendation.briefing.hinting import hinted
from thesaury.recommendation.briefing.judging import Heard, Judged, Sign, heard
from thesaury.recommendation.briefing.label_parts import LabelParts
from thesaury.recommendation.briefing.linking import linked
from thesaury.recommendation.briefing.listening import audience
from thesaury.recommendation.briefing.naming import labels_of
from thesaury.recommendation.briefing.needs import sections
from thesaury.recommendation.briefing.notes import Code
from thesaury.recommendation.briefing.parts import Part, parts, title_of
from thesaury.recommendation.briefing.sentences import Tongues, sentences
from thesaury.recommendation.briefing.shapes import as_said, shapes
from thesaury.recommendation.briefing.stretches import Placed, Stretches
from thesaury.recommendation.briefing.topics import SILENT, Topic, heading_topic
from thesaury.recommendation.briefing.uses import findings, uses
from thesaury.recommendation.briefing.weighing import weighed
from thesaury.recommendation.briefing.words import LANGUAGES
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.vocabulary import Tables, shipped
from thesaury.search.linking.linker import Linker
from thesaury.vocabulary.thesaurus import Thesaurus

_USES = (Kind.REGION, Kind.DATE)
_LONGEST_NOTE = 160
_APART = frozenset(",;:()|")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads briefs with the words of a thesaurus. `linker` and `embedder` find what no label names; without them only labels count.
    `tables` are the regions and channels that are known, `today` says who is in which group of countries."""

    thesaurus: Thesaurus
    detector: LanguageDetector
    linker: Linker | None = None
    embedder: Embedder | None = None
    tables: Tables | None = None
    today: date | None = None

    def read(self, text: str, title: str = "") -> Brief:
        """The brief that a text is, with `title` where it has none of its own. It never fails: what cannot be told is among its notes."""
        divided = parts(text)
        labels = labels_of(self.thesaurus)
        tongues = Tongues(text, self.detector, tuple(dict.fromkeys((*LANGUAGES, *labels.languages))))
        said = [one for part in divided for one in sentences(text, part, tongues)]
        found = findings(text)
        used = uses(text, found, said, self.tables or shipped(), self.today or date.today())
        dated = days(text, found, said)
        shaped = shapes(text, said)
        places = (*used.taken, *dated.taken, *((one.start, one.end) for one in shaped))
        taken = Stretches(Quote(start, end, text[start:end]) for start, end in places)
        beside = Stretches(one for one in found.all if one.kind in _USES)
        spoken = [heard(text, one, labels, tongues, taken, beside) for one in said if _speaks(one.part)]
        regions = Stretches(one for one in found.all if one.kind is Kind.REGION)
        markets = [quote.text for one in used.regions for quote in one.quotes]
        called = {one.concept for quoted in dict.fromkeys(markets) for one in labels.mentions(quoted, ())}
        elsewhere: Stretches[Placed] = Stretches((*taken.all, *regions.all))
        told = (
            *self._judged(text, spoken, regions, used.regions),
            *hinted(text, spoken, LabelParts(self.thesaurus), elsewhere),
        )
        judged = list(_without_markets(told, regions, used.regions, called))
        own = title_of(text, divided) or title
        named = weighed(text, judged, self.thesaurus, bool(title_of(text, divided)))
        notes = (*used.notes, *dated.notes, *named.notes, *_remarks(text, spoken, judged))
        if not named.concepts:
            notes = ((Code.NOTHING_NAMED.value, ""), *notes)
        return Brief(
            text,
            own,
            tongues.main,
            named.concepts,
            used.regions,
            used.channels,
            dated.first,
            dated.last,
            as_said(text, shaped),
            audience(text, said),
            sections(text, own, divided, named.concepts, named.chosen, shaped),
            notes=tuple(dict.fromkeys(notes)),
        )

    def _judged(
        self, text: str, spoken: Sequence[Heard], regions: Stretches[Found], said: Sequence[Said]
    ) -> list[Judged]:
        """All mentions of all sentences; what is denied for one market alone is denied for none."""
        markets = {one.value for one in said}
        named = [_for_one_market(one, regions, markets) for each in spoken for one in each.judged]
        return [*named, *linked(text, spoken, self.linker, self.embedder)]


def _speaks(part: Part) -> bool:
    """Whether concepts are looked for in a part: not where it says when and where, nor in a heading that only says what follows."""
    return part.topic not in SILENT and not (
        part.heading and part.topic is not Topic.TITLE and heading_topic(part.label)
    )


def _for_one_market(one: Judged, regions: Stretches[Found], markets: Set[str]) -> Judged:
    """What is denied in a sentence that names some of the markets, and there are others, is denied there alone."""
    here = one.sentence
    if one.sign is not Sign.DENIED or here.part.topic is Topic.EXCLUDED:
        return one
    named = {name for each in regions.within(here.start, here.end) for name in each.meaning.names}
    return replace(one, sign=Sign.ELSEWHERE) if named & markets and markets - named else one


def _without_markets(
    judged: Sequence[Judged], regions: Stretches[Found], said: Sequence[Said], called: Set[str]
) -> Iterator[Judged]:
    """Without the concepts of countries that are markets of the brief, and without countries that are denied: both say where pictures are
    used, and nothing of what they show."""
    markets = {one.value for one in said}
    naming = [(each, one) for one in judged for each in regions.touching(one.mention.start, one.mention.end)]
    dropped = {one.mention.concept for each, one in naming if markets.issuperset(each.meaning.names)} | called
    places = {(one.mention.start, one.mention.end) for _, one in naming}
    for one in judged:
        denied = one.sign is not Sign.WANTED and (one.mention.start, one.mention.end) in places
        if one.mention.concept not in dropped and not denied:
            yield one


_TOLD = {Sign.PARTLY: Code.EXCLUDED_IN_PART, Sign.ELSEWHERE: Code.EXCLUDED_ELSEWHERE, Sign.WORDING: Code.WORDING}


def _remarks(text: str, spoken: Sequence[Heard], judged: Sequence[Judged]) -> Iterator[tuple[str, str]]:
    """What is said of rights and of wordings, and what excludes more, or less, than concepts can say."""
    for one in spoken:
        if one.scopes.about_rights:
            yield Code.RIGHTS_REMARK.value, _shown(text, one.sentence.start, one.sentence.end)
    for each in judged:
        if each.sign in _TOLD and not each.generic:
            whole = each.sign is not Sign.WORDING
            start, end = _clause(each) if whole else (each.mention.start, each.mention.end)
            yield _TOLD[each.sign].value, _shown(text, start, end)


def _clause(one: Judged) -> tuple[int, int]:
    """The stretch between marks in which a mention stands."""
    tokens = one.sentence.tokens
    first = next(at for at, token in enumerate(tokens) if token.end > one.mention.start)
    after = first
    while first and tokens[first - 1].text not in _APART:
        first -= 1
    while after < len(tokens) - 1 and tokens[after].text not in _APART:
        after += 1
    return tokens[first].start, tokens[after].end


def _shown(text: str, start: int, end: int) -> str:
    said = " ".join(text[start:end].split()).strip(" ,;:.")
    return said if len(said) <= _LONGEST_NOTE else f"{said[:_LONGEST_NOTE].rsplit(' ', 1)[0]} …"
