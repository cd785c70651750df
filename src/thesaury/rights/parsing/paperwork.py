"""What stands beside a licence and is none: numbers of jobs and orders, formats of files, how many pictures there are, what they show."""

from collections.abc import Callable, Sequence, Set
from functools import cache

from thesaury.rights.parsing.asides import ENDS, PICTURES, begins, stretch_end, words_in
from thesaury.rights.parsing.captions import caption, counted, shown
from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import Lexicon, table
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.sentences import clauses_in

Rule = Callable[[Sequence[Found], int, Sequence[Token]], int]
"""The place behind what a rule passes over at a place of a clause; the place itself where it passes over nothing."""
_PHRASE = Meaning(Kind.PLAIN, rule="paperwork")
_BOUNDING = frozenset({
    Kind.ONLY, Kind.NEGATION, Kind.DENIED, Kind.EXCEPTION, Kind.STOP, Kind.LIMIT, Kind.OTHERWISE, Kind.NOT_ONLY, Kind.NO_PUBLICATION,
})  # fmt: skip
"""In a clause with one of these, a number or a format may be what is bounded."""
_LABELS = PICTURES | {Kind.REFERENCE, Kind.UNKNOWN, Kind.JOIN}
"""What a word that has numbers may mean; "as per order" sends a person elsewhere."""
_LONGEST_CODE = 7
"""Findings of the longest number of a job, with its strokes."""
_CODE = 3
"""Letters of the longest part of a code."""


@cache
def _phrases(name: str) -> Lexicon:
    made = Lexicon()
    for phrase in table("paperwork")[name]:
        made.add(words_of(phrase), _PHRASE)
    return made


@cache
def _lifted_embargoes() -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(phrase) for phrase in table("paperwork")["lifted"])


def without_paperwork(found: Sequence[Found], tokens: Sequence[Token], words: Set[str]) -> list[Found]:
    """The findings with paperwork as nothing, in order. A number is passed over only behind a word that has numbers, or where it
    counts pictures; never a date that a use may begin or end on, and nothing in a clause that bounds something."""
    rules = [rule for rule, one, two in _telling() if not one.isdisjoint(words) and not two.isdisjoint(words)]
    if not rules:
        return list(found)
    return [f for clause in clauses_in(found) for f in _read(clause, rules, tokens)]


@cache
def _telling() -> tuple[tuple[Rule, frozenset[str], frozenset[str]], ...]:
    """The rules in order, each with two sets of words of which a text has to have one (the same set twice where one is enough): most
    texts have no paperwork at all."""
    labels = {
        words[-1] if words[-1] not in words_in("number_signs") else words[0]
        for words in map(words_of, table("paperwork")["numbers"])
    }
    return (
        (_lifted, frozenset(("embargo", "sperrfrist")), words_in("lifted")),
        (_number, frozenset(labels), frozenset(labels)),
        (_paper, words_in("papers"), words_in("dated")),
        (_format, words_in("formats"), words_in("formats")),
        (counted, words_in("counted"), words_in("counted")),
        (shown, words_in("shown"), words_in("counted")),
        (caption, words_in("captions") | words_in("papers"), words_in("shown") | words_in("caption_heads")),
    )


def _read(clause: list[Found], rules: Sequence[Rule], tokens: Sequence[Token]) -> list[Found]:
    read: list[Found] = []
    at = 0
    while at < len(clause):
        end = next((end for rule in rules if (end := rule(clause, at, tokens)) > at), at)
        if end > at and _is_bounded(clause, at):
            end = at
        if end > at:
            read.extend(f.as_(_PHRASE) for f in clause[at:end])
            at = end
        else:
            read.append(clause[at])
            at += 1
    return read


def _is_bounded(clause: Sequence[Found], at: int) -> bool:
    """Whether something between the same two commas bounds or denies."""
    begin = next((i + 1 for i in range(at - 1, -1, -1) if clause[i].kind is Kind.COMMA), 0)
    return any(f.kind in _BOUNDING or f.meaning.only for f in clause[begin : _comma(clause, at)])


def _comma(clause: Sequence[Found], at: int) -> int:
    return next((i for i in range(at, len(clause)) if clause[i].kind is Kind.COMMA), len(clause))


def _covers(clause: Sequence[Found], at: int, lexicon: Lexicon, tokens: Sequence[Token]) -> int:
    """The finding behind a phrase that covers whole findings; the same place where none does."""
    phrase = lexicon.longest(tokens, clause[at].first, clause[-1].after)
    if phrase is None:
        return at
    return next((index + 1 for index in range(at, len(clause)) if clause[index].after == phrase[1]), at)


def _number(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """ "Job 26-118", "Img ref NK-20491", "inv. 1921.44"."""
    label = _covers(clause, at, _phrases("numbers"), tokens)
    if label == at or not begins(clause, at, tokens) or any(f.kind not in _LABELS for f in clause[at:label]):
        return at
    end = index = label
    while index < min(len(clause), label + _LONGEST_CODE):
        f = clause[index]
        text = tokens[f.first].text
        if (
            f.kind is Kind.NUMBER
            or _is_code_number(f)
            or (
                end > label
                and (clause[index - 1].kind is Kind.JOIN or not tokens[f.first].spaced)
                and _is_code(f, tokens)
            )
        ):
            end = index + 1
        elif not (text in words_in("number_signs") or _is_code(f, tokens)):
            break
        index += 1
    if end == label:
        return at
    closed = end == len(clause) or clause[end].kind in ENDS or clause[end].kind is Kind.BREAK
    return end if closed or tokens[clause[end].first].text in words_in("dated") | {"("} else at


def _is_code_number(f: Found) -> bool:
    period = f.meaning.period
    return f.kind is Kind.DATE and period is not None and (period.whole == "year" or bool(period.problem))


def _is_code(f: Found, tokens: Sequence[Token]) -> bool:
    token = tokens[f.first]
    short = token.end - token.start <= _CODE and f.after == f.first + 1
    letter = f.kind is Kind.PLAIN and token.end - token.start == 1
    return short and token.capital and (letter or f.kind in (Kind.UNKNOWN, Kind.REGION))


def _paper(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """ "Order of 12 March 2026": the day of a paper, with nothing else between two commas."""
    paper = clause[at].kind in _LABELS and tokens[clause[at].after - 1].text in words_in("papers")
    if not begins(clause, at, tokens) or not paper or at + 3 > len(clause):
        return at
    day = clause[at + 2]
    period = day.meaning.period
    if tokens[clause[at + 1].first].text not in words_in("dated") or day.kind is not Kind.DATE or period is None:
        return at
    if period.whole != "day" or period.problem:
        return at
    return at + 3 if at + 3 == len(clause) or clause[at + 3].kind in (Kind.COMMA, Kind.BREAK, Kind.CELL) else at


def _format(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """ "Delivered as TIFF and JPEG", "300 dpi"."""
    if not begins(clause, at, tokens):
        return at
    end = stretch_end(clause, at)
    formats, among = words_in("formats"), words_in("formats") | words_in("beside_formats")
    stretch = [token for f in clause[at:end] for token in tokens[f.first : f.after]]
    named = any(token.text in formats for token in stretch)
    if not stretch:
        return at
    behind = [*(token.text for token in stretch[1:]), ""]
    fits = all(
        token.text in among or token.text == "\n" or (token.kind == "number" and following in words_in("measures"))
        for token, following in zip(stretch, behind, strict=True)
    )
    dated = any(f.kind in (Kind.DATE, Kind.DURATION) for f in clause[at:end])
    return end if named and fits and not dated else at


def _lifted(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """ "Embargo lifted." and nothing else in the clause."""
    if clause[at].kind is not Kind.EMBARGO:
        return at
    end = len(clause) - (clause[-1].kind is Kind.BREAK)
    said = tuple(token.text for f in clause[:end] for token in tokens[f.first : f.after] if token.text != "\n")
    return end if said in _lifted_embargoes() else at
