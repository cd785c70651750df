"""The client's own terms: names of lines, marks and slogans that stay distinct, however much they are like a general word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from thesaury.onboarding.fields.looks import is_region
from thesaury.onboarding.reasons import Reason, Share
from thesaury.onboarding.roles import FieldRole
from thesaury.onboarding.shared_words import SharedWords
from thesaury.onboarding.values import OwnName, ValueUse
from thesaury.ports.progress import Progress, unheard
from thesaury.vocabulary.words.folding import folded, split

LEAST = 0.5
"""What is less sure is not proposed."""

_MARKS = re.compile("[®™℠]")
_MARKED, _HOLDS, _CAPITAL, _LETTERS, _UNCOVERED, _FREQUENT = 0.95, 0.7, 0.5, 0.3, 0.1, 0.2
_BY_ROLE: Mapping[FieldRole, float] = {FieldRole.BRAND: 0.95, FieldRole.PRODUCT: 0.9, FieldRole.CAMPAIGN: 0.8}
"""How surely a value of such a field is the client's own, and one that is written so elsewhere."""
_OTHER_CASE = 0.6
"""What is left where it is written in other capitals than the name, and no shared term is called so."""
_COVERED = 0.4
"""What is left of how a value is written where a shared term is called so."""
_HABIT = 0.85
"""So many values of a field begin small where a capital is no matter of language: with a third of German in it, fewer do."""
_GENERAL = 0.5
"""A field for products or campaigns of which so much is called as shared terms are holds kinds of things and no names."""
_OFTEN, _OFTEN_SHARE = 3, 0.02
_SHORTEST = 4
_CAMEL = re.compile(r"\w*[a-zà-ÿ][A-ZÀ-Þ]\w*")


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A value that is proposed to stay the client's own; `near` is the label of a general word that it must not be mapped to."""

    field: str
    value: str
    assets: int
    confidence: float
    reasons: tuple[Reason, ...]
    near: str = ""


@dataclass(frozen=True, slots=True)
class _Field:
    """What is usual in a field: the share of values that begin small, the assets of its most frequent value, and its role if names
    stand in it."""

    small: float
    most: int
    names: FieldRole | None


@dataclass(frozen=True, slots=True)
class _Names:
    """The client's names as they are looked up: by their writing, folded, and the brands that may stand within a value."""

    written: Mapping[str, OwnName]
    folded: Mapping[str, OwnName]
    brands: tuple[str, ...]

    @classmethod
    def of(cls, names: Sequence[OwnName]) -> "_Names":
        brands = (name.value for name in names if name.role is FieldRole.BRAND and len(name.value) >= _SHORTEST)
        last_first = names[::-1]  # where two fields have a name, the first one stands
        return cls(
            {name.value: name for name in last_first},
            {folded(name.value): name for name in last_first},
            tuple(brand for brand in brands if brand[0].isupper()),
        )


_Weighed = tuple[float, Reason]


def own_terms(
    uses: Sequence[ValueUse], names: Sequence[OwnName], shared: SharedWords, progress: Progress = unheard
) -> tuple[OwnTerm, ...]:
    """The values that are the client's own with at least the least sureness, the surest first.

    `uses` are the values to be mapped; `names` those that stand in fields for brands, products and campaigns.
    """
    real = _real(names, shared)
    fields, looked_up = _fields(uses, real), _Names.of(real)
    near = shared.alike([use.value for use in uses], partial(progress, "own"))
    found = []
    for use in uses:
        called = shared.called(use.value)
        weighed = [one for one in _weighed(use, fields[use.field], looked_up, called) if one[0] > 0]
        confidence = _together(weighed)
        if confidence >= LEAST:
            alike = called or near.get(use.value, "")
            reasons = tuple(reason for _, reason in sorted(weighed, key=lambda one: -one[0]))
            more = (Reason("own_near", (alike,)),) if alike else ()
            found.append(OwnTerm(use.field, use.value, use.assets, round(confidence, 3), (*reasons, *more), alike))
    return tuple(sorted(found, key=lambda one: (-one.confidence, -one.assets, one.value)))


def _real(names: Sequence[OwnName], shared: SharedWords) -> tuple[OwnName, ...]:
    """The names of those fields that hold names: a field for products may as well hold kinds of products. Campaigns that are called as
    shared terms are (Christmas, back to school) are named after these, and not the other way round."""
    by_field: dict[str, list[OwnName]] = {}
    for name in names:
        by_field.setdefault(name.field, []).append(name)
    kept = []
    for group in by_field.values():
        general = sum(bool(shared.called(name.value)) for name in group)
        if group[0].role is FieldRole.BRAND or general < _GENERAL * len(group):
            kept += [name for name in group if name.role is not FieldRole.CAMPAIGN or not shared.called(name.value)]
    return tuple(kept)


def _fields(uses: Sequence[ValueUse], names: Sequence[OwnName]) -> dict[str, _Field]:
    roles = {name.field: name.role for name in names}
    grouped: dict[str, list[ValueUse]] = {}
    for use in uses:
        grouped.setdefault(use.field, []).append(use)
    return {
        field: _Field(_small([use.value for use in group]), max(use.assets for use in group), roles.get(field))
        for field, group in grouped.items()
    }


def _small(values: Sequence[str]) -> float:
    """The share of the values with letters that begin small."""
    lettered = [value for value in values if value[:1].isalpha()]
    return sum(value[0].islower() for value in lettered) / len(lettered) if lettered else 0.0


def _weighed(use: ValueUse, field: _Field, names: _Names, called: str) -> Iterator[_Weighed]:
    if _MARKS.search(use.value):
        yield _MARKED, Reason("own_mark")
    if field.names:
        yield _BY_ROLE[field.names], Reason("own_field", (field.names,))
    else:
        yield from _by_names(use.value, names, called)
    written = _COVERED if called else 1.0
    yield from ((sureness * written, reason) for sureness, reason in _by_writing(use.value, field))
    if not called:
        yield _UNCOVERED, Reason("own_uncovered")
        if use.assets >= max(_OFTEN, _OFTEN_SHARE * field.most):
            yield _FREQUENT, Reason("own_frequent", (str(use.assets),))


def _by_names(value: str, names: _Names, called: str) -> Iterator[_Weighed]:
    """Whether the value is one of the client's names or holds one; in other capitals a general word is no name."""
    if name := names.written.get(value):
        yield _BY_ROLE[name.role], Reason("own_name", (name.field, name.role))
    elif (name := names.folded.get(folded(value))) and not called:
        yield _BY_ROLE[name.role] * _OTHER_CASE, Reason("own_name", (name.field, name.role))
    elif held := next((brand for brand in names.brands if _holds(value, brand)), ""):
        yield _HOLDS, Reason("own_holds", (held,))


def _holds(value: str, name: str) -> bool:
    """Whether the name stands in the value, in its own capitals: "apple cake" is none of Apple's."""
    return name in value and f" {' '.join(split(name))} " in f" {' '.join(split(value))} "


def _by_writing(value: str, field: _Field) -> Iterator[_Weighed]:
    """A capital against the habit of the field, and letters as names have them; countries and short codes are written so as well."""
    code = value.isupper() and len(value) < _SHORTEST
    if field.small >= _HABIT and value[:1].isupper() and not code and not is_region(value):
        yield _CAPITAL, Reason("own_capital", (Share(field.small),))
    if _CAMEL.search(value) and not code:
        yield _LETTERS, Reason("own_letters")


def _together(weighed: Sequence[_Weighed]) -> float:
    """How surely all reasons together say it, each for itself (a noisy or)."""
    left = 1.0
    for sureness, _ in weighed:
        left *= 1 - sureness
    return 1 - left
