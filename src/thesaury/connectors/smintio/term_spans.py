"""A licence term taken apart into spans, one for each key or value, and put together again: this is how nothing gets lost.

Terms are structures, not texts: a span of theirs has the words and, as its rule, the member they stand in; its place is empty (0 to 0).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from thesaury.connectors.smintio.crosswalk import SELECTED, Meaning, crosswalk
from thesaury.connectors.smintio.localised import scalar
from thesaury.connectors.smintio.moments import moment
from thesaury.connectors.texts import cleaned
from thesaury.model.licensing import Axis, Span

Spans = tuple[Span, ...]

LISTS = {
    **{f"{side}_{name}": name for side in ("allowed", "restricted") for name in SELECTED},
    "usage_limits": "usage_limits",
    "exclusivities": "exclusivities",
}
"""The members that are lists of keys, with the vocabulary of each."""
MOMENTS = ("valid_from", "valid_until", "to_be_used_until")
EDITORIAL = "is_editorial_use"
NUMBER = "sequence_number"
NAME = "name"

_TERM = "license_terms/"
_BESIDE = f"content_element/{EDITORIAL}"
_JSON = ":json"
_FORMAL = (f"{_TERM}{NUMBER}", f"{_TERM}{NAME}{_JSON}")
"""What neither grants nor restricts anything."""
_UNSAYABLE = ("sizes", "placements", "industries", "languages")
"""Our terms have no place for what these lists restrict."""
_AXES = {
    "usages": Axis.CHANNEL,
    "distributions": Axis.CHANNEL,
    "placements": Axis.CHANNEL,
    "geographies": Axis.REGION,
    "usage_limits": Axis.QUANTITY,
    "sizes": Axis.QUANTITY,
    "industries": Axis.SCOPE,
    "languages": Axis.SCOPE,
}


def spans_of(payload: Mapping[str, Any], editorial: bool | None = None) -> Spans:
    """Every key and value the term states; null and empty values state nothing. The number, the name and what binds the licensor
    come last, for they explain no answer.

    `editorial` is what the purchase says of editorial use beside its terms, None where it says nothing.
    """
    told = [span for member, value in payload.items() for span in _spans(scalar(member), value)]
    if editorial is not None:
        told.append(_span(Axis.PURPOSE, scalar(editorial), _BESIDE))
    last = (*_FORMAL, f"{_TERM}exclusivities")
    return tuple(sorted(told, key=lambda span: span.rule in last))


def payload_of(spans: Iterable[Span]) -> dict[str, Any]:
    """The term again, without what stated nothing; equal to what was taken apart."""
    payload: dict[str, Any] = {}
    for span in spans:
        if not span.rule.startswith(_TERM):
            continue
        member = span.rule.removeprefix(_TERM)
        if member in LISTS:
            payload.setdefault(member, []).append(span.words)
        else:
            payload[member.removesuffix(_JSON)] = _value(member, span.words)
    return payload


def keys(spans: Iterable[Span], member: str) -> tuple[str, ...]:
    """The keys a list of the term has, in order."""
    return tuple(dict.fromkeys(span.words for span in spans if span.rule == f"{_TERM}{member}"))


def words(spans: Iterable[Span], member: str) -> str:
    """What the term says in a member that is no list, empty where it says nothing that can be read."""
    return next((span.words for span in spans if span.rule == f"{_TERM}{member}"), "")


def beside(spans: Iterable[Span]) -> str:
    """What the purchase says of editorial use beside the term: `true`, `false` or nothing."""
    return next((span.words for span in spans if span.rule == _BESIDE), "")


def unread(spans: Iterable[Span]) -> Iterator[Axis]:
    """The axes on which the term says something no rule reads: members that are not known, and values of another shape."""
    for span in spans:
        if span.rule.endswith(_JSON) and span.rule not in _FORMAL:
            yield span.axis if span.axis in (Axis.CHANNEL, Axis.REGION, Axis.DATE, Axis.PURPOSE) else Axis.OTHER


def silent(spans: Sequence[Span]) -> bool:
    """Whether the term states nothing but its number and name: it grants nothing and restricts nothing."""
    formal = all(span.rule in (*_FORMAL, _BESIDE) for span in spans)
    return formal and not words(spans, NUMBER).startswith("-")


def _spans(member: str, value: Any) -> Iterator[Span]:
    if value is None or value in ("", [], {}):
        return
    axis = _axis(member)
    if member in LISTS and isinstance(value, list) and all(map(_clean, value)):
        yield from (_span(_axis_of_key(member, key), key, f"{_TERM}{member}") for key in value)
    elif (member in MOMENTS and (text := scalar(moment(value)))) or (text := _plain(member, value)):
        yield _span(axis, text, f"{_TERM}{member}")
    else:
        yield _span(axis, cleaned(json.dumps(value, ensure_ascii=False)), f"{_TERM}{member}{_JSON}")


def _plain(member: str, value: Any) -> str:
    """A truth value of the editorial use or the number of the term as text, else nothing."""
    number = member == NUMBER and isinstance(value, int) and not isinstance(value, bool)
    return scalar(value) if number or (member == EDITORIAL and isinstance(value, bool)) else ""


def _value(member: str, text: str) -> Any:
    return text if member in MOMENTS else json.loads(text)


def _clean(key: Any) -> bool:
    return isinstance(key, str) and key != "" and scalar(key) == key


def _axis(member: str) -> Axis:
    if member in MOMENTS:
        return Axis.DATE
    return Axis.PURPOSE if member == EDITORIAL else _AXES.get(LISTS.get(member, ""), Axis.OTHER)


def _axis_of_key(member: str, key: str) -> Axis:
    """The axis of the list; where our terms have no place for what the key says, the one of all that needs a person."""
    meaning = crosswalk().meaning(LISTS[member], key)
    lost = LISTS[member] in _UNSAYABLE and member.startswith("restricted") and not meaning.sure
    return Axis.OTHER if meaning.open or lost else _of(meaning, member)


def _of(meaning: Meaning, member: str) -> Axis:
    if meaning.parties:
        return Axis.PARTY
    if meaning.limit:
        return Axis.QUANTITY
    return Axis.SCOPE if meaning.page else _axis(member)


def _span(axis: Axis, text: str, rule: str) -> Span:
    return Span(axis, 0, 0, text, rule)
