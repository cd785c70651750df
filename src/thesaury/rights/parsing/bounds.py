"""Phrases of small talk that bound a grant together, though each of their words says nothing: "in one country", "for the author"."""

from collections.abc import Iterator, Mapping, Sequence

from thesaury.rights.parsing.bound_phrases import Bound
from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.meanings import CONTENT, Found, Kind

_PERSON = "name of a person"
_SMALL_TALK = frozenset({"small talk", "plain", "preposition", "heading", "reference", "mark", "layout", _PERSON})
"""What small talk is read by; words of a sentence that is boilerplate as a whole are not looked at."""
_ENDS = frozenset({Kind.COMMA, Kind.CLOSE, Kind.COLON, Kind.BREAK, Kind.CELL})
_SAYING = CONTENT | {
    Kind.DATE, Kind.DURATION, Kind.PERPETUAL, Kind.LIMIT, Kind.MODIFICATION, Kind.DENIED, Kind.SCOPE, Kind.LANGUAGE, Kind.UNBOUNDED,
    Kind.MODEL, Kind.CONSENT,
}  # fmt: skip
_SOON = 6
"""Findings behind a phrase among which that stands which names what the phrase leaves open."""
_FILLING = 4
"""Words between the two halves of a phrase."""


def bounded_in(
    clause: Sequence[Found], tokens: Sequence[Token], bounds: Mapping[str, Sequence[Bound]]
) -> Iterator[Found]:
    """The beginnings of the phrases of a clause that bound it, in order; `bounds` are those the text can have, by their first words."""
    begun = {f.first: among for f in clause if (among := _among(f, tokens, bounds))}
    if not begun:
        return
    for stretch in stretches_of(clause, tokens):
        for at, f in enumerate(stretch):
            for bound in begun.get(f.first, ()):
                end = _bounds(bound, stretch, at, tokens)
                if end and not _named(bound, clause, end) and not _cleared(bound, clause, stretch, tokens):
                    yield f
                    break


def _among(f: Found, tokens: Sequence[Token], bounds: Mapping[str, Sequence[Bound]]) -> Sequence[Bound]:
    """The phrases that may begin with a finding, or with its last word: what holds for "for" holds for "cleared for" as well."""
    among = bounds.get(tokens[f.first].text, ())
    if f.kind is Kind.ALLOWED and f.after - f.first > 1:
        return (*among, *bounds.get(tokens[f.after - 1].text, ()))
    return among


def stretches_of(clause: Sequence[Found], tokens: Sequence[Token]) -> Iterator[list[Found]]:
    """The parts of a clause between commas, colons and brackets; nothing else is left out."""
    stretch: list[Found] = []
    for f in clause:
        if f.kind in _ENDS or tokens[f.first].text in ("(", "["):
            if stretch:
                yield stretch
            stretch = []
        else:
            stretch.append(f)
    if stretch:
        yield stretch


def _bounds(bound: Bound, stretch: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """The token behind a phrase that begins with a finding of a stretch and bounds it; 0 where none does."""
    last = stretch[-1].after
    begun = stretch[at]
    end = _phrase(bound, tokens, begun.first, last)
    if end is None and begun.kind is Kind.ALLOWED:
        end = _phrase(bound, tokens, begun.after - 1, last)
    if end is None:
        return 0
    after = next((index for index in range(at, len(stretch)) if stretch[index].after >= end), len(stretch)) + 1
    phrase, rest = stretch[at:after], [*stretch[:at], *stretch[after:]]
    named = phrase[-1].kind is Kind.CREDIT or phrase[-1].meaning.rule == _PERSON
    if (phrase[-1].after != end and not named) or not all(_may_bound(f, bound) for f in phrase):
        return 0
    if bound.exact and any(f.kind is not Kind.PLAIN or f.meaning.rule != "mark" for f in rest):
        return 0
    behind = next((f.kind for f in stretch[after:] if f.kind is not Kind.PLAIN), None)
    if bound.followed and behind not in bound.followed:
        return 0
    if bound.alone and any(f.kind in _SAYING for f in rest):
        return 0
    cleared = any(tokens[i].text in bound.clear for f in rest for i in range(f.first, f.after))
    return 0 if cleared else end


def _cleared(bound: Bound, clause: Sequence[Found], stretch: Sequence[Found], tokens: Sequence[Token]) -> bool:
    """Whether a bracket stands behind a word beside which the phrase bounds nothing: "social media (not paid)"."""
    opening = stretch[0].first - 1
    if not bound.clear or opening < 0 or tokens[opening].text != "(":
        return False
    before = next((f for f in clause if f.after == opening), None)
    return before is not None and any(tokens[i].text in bound.clear for i in range(before.first, before.after))


def _named(bound: Bound, clause: Sequence[Found], end: int) -> bool:
    """Whether that follows which the phrase leaves open, before a comma and, where it may be announced, behind a colon."""
    if bound.bare and any(f.kind is Kind.COLON and f.first == end for f in clause):
        return True
    stops = (Kind.COMMA,) if bound.announces else (Kind.COMMA, Kind.COLON)
    soon = [f for f in clause if f.first >= end][:_SOON]
    last = next((at for at, f in enumerate(soon) if f.kind in stops), len(soon))
    return any(f.kind in bound.beside for f in soon[:last])


def _phrase(bound: Bound, tokens: Sequence[Token], at: int, last: int) -> int | None:
    """The token behind a phrase that begins at a token."""
    if not bound.opens.root:
        whole = bound.ends.longest(tokens, at, last)
        return whole[1] if whole else None
    opened = bound.opens.longest(tokens, at, last)
    if opened is None:
        return None
    index = opened[1]
    for _ in range(_FILLING + 1):
        if closed := bound.ends.longest(tokens, index, last):
            return closed[1]
        if index >= last or tokens[index].text not in bound.between:
            return None
        index += 1
    return None


def _may_bound(f: Found, bound: Bound) -> bool:
    if f.kind is Kind.PLAIN:
        return bound.boilerplate or f.meaning.rule in _SMALL_TALK
    return f.kind in bound.kinds and not (f.kind is Kind.SCOPE and f.meaning.names[-1])
