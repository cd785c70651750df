"""The period of a brief, by the strict grammar of dates that licences are read with: what could be two days is a note, never a guess."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thesaury.model.brief import Quote, Said
from thesaury.recommendation.briefing.dated import as_briefs_write
from thesaury.recommendation.briefing.notes import Code
from thesaury.recommendation.briefing.sentences import Sentence
from thesaury.recommendation.briefing.stretches import Stretches
from thesaury.recommendation.briefing.topics import Topic
from thesaury.recommendation.briefing.words import Cue, said_in, spoken, table
from thesaury.rights.parsing.calendar_days import after
from thesaury.rights.parsing.folding import fold
from thesaury.rights.parsing.meanings import Found, Kind, Length, Period

_MUTE = frozenset((Topic.EXCLUDED, Topic.RIGHTS, Topic.PROCESS, Topic.AUDIENCE, Topic.TITLE))
_USE = frozenset((Kind.REGION, Kind.CHANNEL))
_BETWEEN = 5
"""So many words lie at most between a day and the length of time that counts from it."""
_SMALL_MARKS = frozenset((",", ":", "(", "-", "+", ";"))
_TIMES = ("starts", "ends", "runs", "deadline", "opens")
_SPANS = frozenset(("month", "part of a year", "quarter", "half", "week", "year"))
_END_OF = re.compile(r"(?:the )?(?:very )?(?:end|ende|fin|monatsende)\b")
_NEAR = 3
"""So many words before a day say whether something begins or ends on it."""


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day, None where nothing is said, with what could not be told, and the stretches that name days."""

    first: Said | None
    last: Said | None
    notes: tuple[tuple[str, str], ...]
    taken: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: date | None
    last: date | None
    found: Found


def days(text: str, found: Stretches[Found], sentences: Sequence[Sentence]) -> Days:
    """The period that a field states; else that which sentences speak of as one."""
    dated = Stretches(as_briefs_write(text, one) for one in found.all if one.kind is Kind.DATE and one.meaning.period)
    taken = tuple((one.start, one.end) for one in dated.all)
    fields = [one for one in sentences if one.part.topic is Topic.PERIOD]
    stretches, notes = [], []
    for sentence in fields or [one for one in sentences if one.part.topic not in _MUTE]:
        here = found.within(sentence.start, sentence.end)
        for one in dated.within(sentence.start, sentence.end):
            stretch, note = _stretch(text, one, sentence, bool(fields), here)
            stretches += [stretch] if stretch else []
            notes += [note] if note else []
    first, last, several = _chosen(text, stretches)
    return Days(first, last, (*dict.fromkeys(notes), *several), taken)


def _stretch(
    text: str, one: Found, sentence: Sentence, field: bool, here: Sequence[Found]
) -> tuple[_Stretch | None, tuple[str, str] | None]:
    """`here`: what stands in the sentence; where it names markets or channels too, a month in it is when they are used."""
    period = one.meaning.period
    assert period is not None
    used = any(other.kind in _USE and other.meaning.names for other in here)
    cues = _cues_before(one, sentence, here)
    if not field and ("deadline" in cues or _is_delivery(one, sentence)):
        return None, None
    said = cues & {"starts", "ends", "runs"}
    ranged = period.whole == "range" or (period.first != period.last and not period.problem and bool(said))
    alone = (
        (used or _nothing_else(one, sentence)) and period.whole in _SPANS and any(map(str.isalpha, _text(text, one)))
    )
    if _is_vague_end(text, one, said):
        return None, (Code.DATE_UNCLEAR.value, text[one.start : one.end]) if field or used or said else None
    if length := _length_beside(one, sentence, here):
        return _lasting(period, length, one, said), None
    if period.problem and not field and not said and (used or _in_list(sentence, one)):
        return None, (Code.DATE_UNCLEAR.value, text[one.start : one.end])
    if not field and not said and not alone and not (ranged and _exact(text, one)):
        return None, None
    if period.problem:
        code = Code.PERIOD_BACKWARDS if period.problem == "contradiction" else Code.DATE_UNCLEAR
        return None, (code.value, text[one.start : one.end])
    return _bounded(period, one, said), None


def _nothing_else(one: Found, sentence: Sentence) -> bool:
    """Whether a sentence is a day and nothing more: "July 2027."."""
    return all(one.start <= token.start < one.end for token in sentence.tokens if token.kind != "mark")


def _is_vague_end(text: str, one: Found, said: set[str]) -> bool:
    """Whether "the end of August" stands there as a time of its own: it is a day only behind "until"."""
    period = one.meaning.period
    return (
        period is not None
        and period.whole == "day"
        and "ends" not in said
        and _END_OF.match(fold(_text(text, one))) is not None
    )


def _length_beside(one: Found, sentence: Sentence, here: Sequence[Found]) -> Length | None:
    """The length of time that counts from a day: "for six weeks from 1 March 2027", "Start 15.03.2027, Laufzeit 3 Monate"."""
    lasting = {fold(word) for language in spoken(sentence.language) for word in table(language)["cues"]["lasts"]}
    for other in here:
        if other.kind is Kind.DURATION and other.meaning.length:
            start, end = sorted((one, other), key=lambda each: each.start)
            between = [token.text for token in sentence.tokens if start.end <= token.start and token.end <= end.start]
            if len(between) <= _BETWEEN and all(word in lasting or word in _SMALL_MARKS for word in between):
                return other.meaning.length
    return None


def _lasting(period: Period, length: Length, one: Found, said: set[str]) -> _Stretch | None:
    """From the first day of a stretch as long as is said; a range, or a last day, keeps what it says."""
    if period.whole == "range" or "ends" in said or period.problem or period.first is None:
        return None if period.problem else _bounded(period, one, said)
    return _Stretch(period.first, after(period.first, length), one)


def _is_delivery(one: Found, sentence: Sentence) -> bool:
    """Whether a word of delivery stands right behind a day: "bis 15.01.2027 liefern"."""
    behind = next(
        (place for place, token in enumerate(sentence.tokens) if token.start >= one.end), len(sentence.tokens)
    )
    cues = said_in(sentence.tokens, "cues", spoken(sentence.language), "deadline_behind")
    return any(0 <= cue.first - behind < _NEAR and _in_clause(sentence, behind, cue.first) for cue in cues)


def _in_list(sentence: Sentence, one: Found) -> bool:
    """Whether a day that cannot be told stands where a list names one: between marks, in a sentence with other items."""
    at = next(place for place, token in enumerate(sentence.tokens) if token.end > one.start)
    after = next((place for place, token in enumerate(sentence.tokens) if token.start >= one.end), len(sentence.tokens))
    before = at > 0 and sentence.tokens[at - 1].text == ","
    return before and (after == len(sentence.tokens) or sentence.tokens[after].kind == "mark")


def _bounded(period: Period, one: Found, said: set[str]) -> _Stretch:
    """From which day, until which day: a single stretch behind "from" has no end, one behind "until" no beginning."""
    if period.whole != "range":
        if "starts" in said and "ends" not in said:
            return _Stretch(period.first, None, one)
        if "ends" in said:
            return _Stretch(None, period.last, one)
    return _Stretch(period.first, period.last, one)


def _exact(text: str, one: Found) -> bool:
    """Whether a range names days or months: two years alone are history more often than a campaign."""
    period = one.meaning.period
    if period and period.first and period.last and (period.first.month, period.last.month) != (1, 12):
        return True
    return (
        sum(map(str.isalpha, text[one.start : one.end])) > len("to and bis") or text[one.start : one.end].count(".") > 1
    )


def _text(text: str, one: Found) -> str:
    return text[one.start : one.end]


def _cues_before(one: Found, sentence: Sentence, here: Sequence[Found]) -> set[str]:
    at = next(place for place, token in enumerate(sentence.tokens) if token.end > one.start)
    cues = [
        cue
        for cue in said_in(sentence.tokens, "cues", spoken(sentence.language), *_TIMES)
        if not (cue.kind in ("starts", "ends") and _is_of_place(cue, sentence, here))
    ]
    near = {cue.kind for cue in cues if cue.after <= at and at - cue.after < _NEAR and cue.kind != "runs"}
    # "From 1 July": the word in front of the day decides; "deadline" or "campaign" may stand anywhere before it.
    far = {
        cue.kind
        for cue in cues
        if cue.after <= at and cue.kind in ("runs", "deadline", "opens") and _in_clause(sentence, cue.first, at)
    }
    if "opens" in far and near.isdisjoint(("starts", "ends")):
        near = near | {"starts"}
    if "starts" in near and "ends" in near:
        nearest = max(
            (cue for cue in cues if cue.after <= at and cue.kind in ("starts", "ends")), key=lambda cue: cue.after
        )
        near = {nearest.kind}
    return near | far


def _is_of_place(cue: Cue, sentence: Sentence, here: Sequence[Found]) -> bool:
    """Whether what may begin or end a period stands before a country or a channel: "au Canada, premier semestre 2027"."""
    behind = sentence.tokens[cue.after].start if cue.after < len(sentence.tokens) else sentence.end
    return any(other.kind in _USE and other.start <= behind < other.end for other in here)


def _in_clause(sentence: Sentence, first: int, at: int) -> bool:
    return all(token.text not in (",", ";", "\n", "|") for token in sentence.tokens[first:at])


def _chosen(text: str, stretches: Sequence[_Stretch]) -> tuple[Said | None, Said | None, tuple[tuple[str, str], ...]]:
    """The first whole period, else from the first day something begins; to the last day something ends, for rights have to last so long."""
    whole = [one for one in stretches if one.first and one.last]
    if _open_pair(whole):
        return _said(text, whole[0].first, whole[0].found), _said(text, whole[-1].last, whole[-1].found), ()
    lead, open_ = whole[:1], [one for one in stretches if not (one.first and one.last)]
    begins = [(one.first, one.found) for one in lead or open_ if one.first]
    ends = [(one.last, one.found) for one in (*lead, *open_) if one.last]
    first, last = min(begins, key=_when, default=None), max(ends, key=_when, default=None)
    about = " … ".join(dict.fromkeys(_text(text, found) for _, found in filter(None, (first, last))))
    if first and last and first[0] > last[0]:
        return None, None, ((Code.PERIOD_BACKWARDS.value, about),)
    notes = ((Code.SEVERAL_PERIODS.value, about),) if _several(whole, open_) else ()
    return _said(text, *first) if first else None, _said(text, *last) if last else None, notes


def _when(bound: tuple[date, Found]) -> date:
    return bound[0]


def _several(whole: Sequence[_Stretch], open_: Sequence[_Stretch]) -> bool:
    """Whether something begins or ends on another day than the rest; a bound within a whole period is covered by it."""
    if not whole:
        begins, ends = {one.first for one in open_ if one.first}, {one.last for one in open_ if one.last}
        return len(begins) > 1 or len(ends) > 1
    first, last = whole[0].first, whole[0].last
    bounds = [day for one in open_ for day in (one.first, one.last) if day]
    return any((one.first, one.last) != (first, last) for one in whole) or any(
        first and last and not first <= day <= last for day in bounds
    )


def _open_pair(whole: Sequence[_Stretch]) -> bool:
    """Whether two single days stand in a field, the first of them the earlier one: "Start 1 July 2027, end 30 September 2027"."""
    if len(whole) != 2:
        return False
    first, last = whole
    single = all(one.first == one.last for one in whole)
    return single and first.first is not None and last.last is not None and first.first < last.last


def _said(text: str, day: date | None, found: Found) -> Said | None:
    if day is None:
        return None
    return Said(day.isoformat()[:10], (Quote(found.start, found.end, text[found.start : found.end]),))
