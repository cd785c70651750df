"""The use that a search page asks about: read from its address and kept in it, with a form, counts by answer, and a line for each hit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from thesaury.model.policy import Verdict
from thesaury.model.use import TIME_ZONE, Use
from thesaury.rights.vocabulary.regions import Regions
from thesaury.search.cleared import RightsLine
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.answer import SIGNS, asked_words
from thesaury.web.parts.rights.asking import Asking, asking
from thesaury.web.parts.rights.inputs import Field
from thesaury.web.parts.rights.question import FLAGS, Question, question
from thesaury.web.texts import phrase

Pairs = tuple[tuple[str, str], ...]

_NAMES = ("channel", "region", "date", "from", "to", "purpose", "party", "zone", *FLAGS)
_SEEN = ("channel", "region", "date", "from", "to", "purpose")
_USUAL = {"purpose": "commercial_promotion", "party": "licensee", "zone": TIME_ZONE}
_LONGEST, _MOST = 200, 100


@dataclass(frozen=True, slots=True)
class Badge:
    """The rights line of a hit: the verdict as a kind, a sign and a word, and why or until when."""

    kind: str
    sign: str
    word: str
    why: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the assets that match have one answer; `url` adds them to what is shown, or takes them away, `only` shows these alone."""

    kind: str
    sign: str
    word: str
    count: int
    url: str
    only: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class UseForm:
    """The form above the results with what came of it. `kept` are parts of the use that it does not show; `none` says that assets match
    and none has an answer that was asked for."""

    form: Asking
    asked: str = ""
    amiss: bool = False
    kept: Pairs = ()
    tallies: tuple[Tally, ...] = ()
    none: str = ""


def use_pairs(given: Iterable[tuple[str, str]]) -> Pairs:
    """The part of an address that names a use, empty where it names neither channel nor region; what goes without saying is left out."""
    pairs = [(name, value.strip()[:_LONGEST]) for name, value in given if name in _NAMES][:_MOST]
    told = tuple(dict.fromkeys((name, value) for name, value in pairs if value and _USUAL.get(name) != value))
    return told if any(name in ("channel", "region") for name, _ in told) else ()


def read_use(pairs: Pairs, regions: Regions) -> Question:
    """What these pairs ask, with a sentence beside each field that is amiss."""
    return question(pairs, regions)


def use_form(pairs: Pairs, read: Question, regions: Regions, tallies: Sequence[Tally], none: str) -> UseForm:
    """The form of this use. A day that nobody named is today's, tomorrow too, and stays empty."""
    form = asking(read, regions)
    typed = next((value for name, value in pairs if name in ("from", "date")), "")
    fields = tuple(_day(field, typed) if field.name == "from" else field for field in form.fields)
    return UseForm(
        form=replace(form, fields=fields),
        asked=phrase("use.asked", use=asked_words(read.use)) if read.use else "",
        amiss=bool(pairs) and read.use is None,
        kept=tuple(pair for pair in pairs if pair[0] not in _SEEN),
        tallies=tuple(tallies),
        none=none,
    )


def tallies(counts: Mapping[str, int], urls: Mapping[str, tuple[str, str]], chosen: Sequence[str]) -> list[Tally]:
    """One for each answer that some asset has, or that was asked for, with its two addresses."""
    return [
        Tally(one.value, SIGNS[one], _word(one), counts.get(one.value, 0), *urls[one.value], one.value in chosen)
        for one in Verdict
        if counts.get(one.value) or one.value in chosen
    ]


def nothing_usable(counts: Mapping[str, int], wanted: Sequence[str], use: Use) -> str:
    """ "7 assets match, but none may be used in Japan (JP)." Empty where nothing matches, or something has an answer that was asked for."""
    total = sum(counts.values())
    if not total or not wanted or any(counts.get(name) for name in wanted):
        return ""
    if list(wanted) == [Verdict.PERMIT.value]:
        return phrase("use.none", count=total, regions=", ".join(map(words.region, use.regions)))
    return phrase("use.none.other", count=total)


def badge(line: RightsLine) -> Badge:
    """The rights line of a hit in words."""
    return Badge(line.verdict.value, SIGNS[line.verdict], _word(line.verdict), _why(line))


def _why(line: RightsLine) -> str:
    if line.verdict is not Verdict.PERMIT:
        return words.in_words(line.sentence)
    if line.next_change is None:
        return phrase("use.open")
    moment = isinstance(line.next_change, datetime)
    return phrase("use.until", day=words.day(line.next_change if moment else line.next_change - timedelta(days=1)))


def _word(verdict: Verdict) -> str:
    return phrase(f"rights.verdict.{verdict}")


def _day(field: Field, typed: str) -> Field:
    return replace(field, value=typed, hint=field.hint or phrase("use.day.hint"))
