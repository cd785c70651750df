"""Words that announce a bound and do not say which: "restricted", "restrictions: TV", "territory: one", "in print only" behind "TV"."""

from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache

from thesaury.rights.parsing.bounds import stretches_of
from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import Found, Kind

Rule = Callable[[Sequence[Found], Sequence[Found], Sequence[Token]], Iterator[Found]]
"""Finds what is wrong in a clause, given the clause behind it and the tokens of the text."""
_BOUNDED = frozenset(
    {
        Kind.CHANNEL, Kind.REGION, Kind.PURPOSE, Kind.PARTY, Kind.LIMIT, Kind.DATE, Kind.DURATION, Kind.LANGUAGE, Kind.SCOPE, Kind.INDUSTRY,
        Kind.ORGANIC, Kind.ORGANIC_AND_PAID, Kind.CREDIT, Kind.DUTY, Kind.PLAIN_DUTY, Kind.CONSENT, Kind.MODIFICATION,
        Kind.PLAIN_MODIFICATION, Kind.NO_TRANSFER, Kind.NO_PUBLICATION, Kind.UNKNOWN, Kind.QUOTE, Kind.NUMBER, Kind.EXCLUSIVE,
        Kind.FIRST_USE, Kind.MODEL, Kind.OPEN, Kind.STOP, Kind.ANCHOR, Kind.REFERENCE, Kind.EMBARGO,
    }
)  # fmt: skip
"""What an "only" can be said of."""
_RESTRICTING = frozenset(
    {
        Kind.NEGATION, Kind.DENIED, Kind.EXCEPTION, Kind.ONLY, Kind.STOP, Kind.NO_PUBLICATION, Kind.NO_TRANSFER, Kind.LIMIT, Kind.DUTY,
        Kind.PLAIN_DUTY, Kind.CREDIT, Kind.CONSENT, Kind.OPEN, Kind.UNKNOWN, Kind.AGENCY_OUT, Kind.EMBARGO, Kind.UNRELEASED,
        Kind.NUMBER, Kind.QUOTE, Kind.MODIFICATION, Kind.PLAIN_MODIFICATION,
    }
)  # fmt: skip
"""What says a restriction, or that there is none."""
_IDLE = frozenset({Kind.PLAIN, Kind.PART})
_NARROWING = frozenset(
    {Kind.CHANNEL, Kind.ONLY, Kind.PLAIN, Kind.COLON, Kind.JOIN, Kind.COMMA, Kind.CLOSE, Kind.ALLOWED, Kind.PART}
)
_NEAR = 3
"""Tokens between a "no" and the restrictions that there are not."""
_COLONS = frozenset(":=|")
_FRAME = frozenset({Kind.PLAIN, Kind.COLON, Kind.JOIN, Kind.ALLOWED, Kind.INCLUDING})


@cache
def _phrases(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(phrase) for phrase in table("bounds")[name])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for phrase in table("bounds")[name] for word in words_of(phrase))


def restricting(words: Set[str]) -> tuple[Rule, ...]:
    """The rules that find the words of a clause which announce a bound that neither it nor the clause behind it says, in order: those
    that a text of these words may need."""
    rules = ((_restrictions, _words("restrictions")), (_labels, _COLONS), (_examples, _words("examples")))
    return tuple(rule for rule, telling in rules if not telling.isdisjoint(words))


def only_of_nothing(clause: Sequence[Found], tokens: Sequence[Token]) -> Iterator[Found]:
    """An "only" between two commas with nothing that it is said of."""
    for stretch in stretches_of(clause, tokens):
        only = [f for f in stretch if f.kind is Kind.ONLY]
        yield from (f for f in only if _text(f, tokens) in _phrases("bare"))
        if only and not any(f.kind in _BOUNDED for f in stretch) and not _opens_a_list(only[-1], clause):
            yield only[0]


def _restrictions(clause: Sequence[Found], following: Sequence[Found], tokens: Sequence[Token]) -> Iterator[Found]:
    """ "Restrictions: TV": a heading that the words behind it have to keep, or those of the next clause."""
    told = next((f for f in clause if f.kind is Kind.PLAIN and _text(f, tokens) in _phrases("restrictions")), None)
    if told is None or _restricts([f for f in clause if f.first > told.first]):
        return
    if any(f.kind is Kind.NEGATION and told.first - _NEAR <= f.first < told.first for f in clause):
        return
    if not all(f.kind in _FRAME for f in clause) or not _restricts(following):
        yield told


def _restricts(clause: Sequence[Found]) -> bool:
    return any(f.kind in _RESTRICTING or f.meaning.only for f in clause)


def _examples(clause: Sequence[Found], _: Sequence[Found], tokens: Sequence[Token]) -> Iterator[Found]:
    """ "Such as TV", with nothing in front that it is an example of."""
    said = [f for f in clause if f.kind is not Kind.PLAIN][:2]
    if len(said) > 1 and said[1].kind is Kind.CHANNEL and _text(said[0], tokens) in _phrases("examples"):
        yield said[0]


def _opens_a_list(only: Found, clause: Sequence[Found]) -> bool:
    """ "Only: website, TV"."""
    behind = [f for f in clause if f.first >= only.after]
    return len(behind) > 1 and behind[0].kind is Kind.COLON and behind[1].kind in _BOUNDED


def _labels(clause: Sequence[Found], _: Sequence[Found], tokens: Sequence[Token]) -> Iterator[Found]:
    """Labels with nothing but small talk behind their colon, or with the uses of somebody else."""
    for at in range(1, len(clause) - 1):
        if clause[at].kind is not Kind.COLON:
            continue
        label, behind = clause[at - 1], _until_comma(clause[at + 1 :])
        text = _text(label, tokens)
        if behind and behind[0].kind in (Kind.CHANNEL, Kind.PURPOSE) and text in _phrases("not_the_licensee"):
            yield label
        if text in _phrases("labels") and behind and _is_idle(behind, tokens):
            yield label


def _is_idle(findings: Sequence[Found], tokens: Sequence[Token]) -> bool:
    """Whether findings are small talk that announces nothing."""
    words = (word for one in findings for word in _text(one, tokens))
    return all(one.kind in _IDLE for one in findings) and _words("named_later").isdisjoint(words)


def _until_comma(findings: Sequence[Found]) -> Sequence[Found]:
    end = next((at for at, f in enumerate(findings) if f.kind in (Kind.COMMA, Kind.CLOSE, Kind.CELL)), len(findings))
    return findings[:end]


def _text(f: Found, tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.text for token in tokens[f.first : f.after])


def narrowed_elsewhere(clauses: Sequence[Sequence[Found]]) -> Iterator[Found]:
    """Channels that a clause of their own says "only" of, where another clause grants others: "TV, Germany. Print only." """
    granting = [(at, clause) for at, clause in enumerate(clauses) if any(f.kind is Kind.CHANNEL for f in clause)]
    if len(granting) < 2:
        return
    for at, clause in granting:
        kinds = {f.kind for f in clause}
        only = next((f for f in clause if f.kind is Kind.ONLY or f.meaning.only), None)
        if only is None or not kinds <= _NARROWING:
            continue
        said = {name for f in clause if f.kind is Kind.CHANNEL for name in f.meaning.names}
        if any(_grants_more(other, said) for number, other in granting if number != at):
            yield only


def _grants_more(clause: Sequence[Found], said: set[str]) -> bool:
    if any(f.kind in (Kind.NEGATION, Kind.DENIED, Kind.EXCEPTION, Kind.STOP) for f in clause):
        return False
    names = {name for f in clause if f.kind is Kind.CHANNEL for name in f.meaning.names}
    return bool(names - said) and "*" not in names
