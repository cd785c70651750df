"""Licence terms of Smint.io as terms of ours: what they say for sure, what stays unclear, and the words of each."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from thesaury.connectors.smintio.crosswalk import ANY as EVERY
from thesaury.connectors.smintio.crosswalk import crosswalk, uncovered
from thesaury.connectors.smintio.term_caps import limits, scope
from thesaury.connectors.smintio.term_channels import SPEAKING, Grant, grants, selection
from thesaury.connectors.smintio.term_spans import (
    EDITORIAL,
    LISTS,
    MOMENTS,
    NUMBER,
    Spans,
    beside,
    keys,
    silent,
    spans_of,
    unread,
    words,
)
from thesaury.model.licensing import WORLD, Axis, Selection, Term

LICENSEE = "licensee"
_DAY = len("2026-01-31")
_CERTAIN = (Axis.CHANNEL, Axis.REGION, Axis.DATE, Axis.PURPOSE, Axis.PARTY)


def terms_of(payload: Mapping[str, Any], editorial: bool | None = None) -> tuple[Term, ...]:
    """The term, by today's names of its members; several where its usages have different purposes, which are granted apart.

    `editorial` is what the purchase says of editorial use beside its terms, None where it says nothing.
    """
    return terms_from(spans_of(payload, editorial))


def terms_from(spans: Spans) -> tuple[Term, ...]:
    """The same from the spans alone: every term has them all, so that each of them can be taken back to its payload."""
    if silent(spans):
        return (Term(spans=spans),)
    return tuple(_term(grant, spans) for grant in grants(spans)) or (_term(None, spans),)


def _term(grant: Grant | None, spans: Spans) -> Term:
    """One grant of the term; None: its lists contradict each other."""
    walk, editorial = crosswalk(), _editorial(spans)
    purposes = grant.purposes if grant else ()
    first, last, used = (_moment(words(spans, member)) for member in MOMENTS)
    unclear = {*_unclear(spans), *((Axis.CHANNEL,) if grant is None else ())}
    if editorial == "true" and purposes and walk.only not in purposes:
        unclear.add(Axis.PURPOSE)
    return Term(
        channels=selection(grant.reach if grant else None, spans),
        regions=_regions(spans),
        valid_from=first,
        valid_until=last,
        first_use_by=used,
        purposes=_purposes(purposes, editorial, spans),
        parties=_parties(spans),
        limits=limits(spans),
        exclusivity="; ".join(walk.named["exclusivities"].get(key, key) for key in keys(spans, "exclusivities")),
        scope=scope(spans),
        unclear_axes=tuple(axis for axis in Axis if axis in unclear),
        spans=spans,
    )


def _regions(spans: Spans) -> Selection:
    """Codes of ISO 3166 and UN M49; a continent's key speaks for its countries without a key, other countries' keys do not."""
    allowed, restricted = keys(spans, "allowed_geographies"), keys(spans, "restricted_geographies")
    deny = _codes(restricted, "sure")
    doubted = _codes(restricted, "perhaps")
    allow = _codes(allowed, "sure")
    perhaps = () if WORLD in allow else _codes(allowed, "perhaps")
    unclear = dict.fromkeys((*perhaps, *doubted))
    return Selection(
        tuple(code for code in allow if code not in deny) if allow else None,
        deny,
        tuple(code for code in unclear if code not in deny and (code not in allow or code in doubted)),
    )


def _codes(told: tuple[str, ...], part: str) -> tuple[str, ...]:
    meanings = (crosswalk().meaning("geographies", key) for key in told)
    codes = tuple(dict.fromkeys(code for meaning in meanings for code in getattr(meaning, part)))
    return (WORLD,) if WORLD in codes else codes


def _editorial(spans: Spans) -> str:
    """`true` where anybody says so, else `false` where anybody says that, else nothing: not known."""
    said = {words(spans, EDITORIAL), beside(spans)}
    return "true" if "true" in said else "false" if "false" in said else ""


def _purposes(granted: tuple[str, ...], editorial: str, spans: Spans) -> Selection:
    walk = crosswalk()
    told = (walk.meaning("usages", key) for key in keys(spans, "restricted_usages"))
    deny = dict.fromkeys(purpose for meaning in told for purpose in meaning.denies)
    if editorial == "true":
        deny.update(dict.fromkeys(walk.denies))
        return Selection((walk.only,) if not granted or walk.only in granted else None, tuple(deny))
    if granted:
        return Selection(granted, tuple(deny))
    unclear = walk.unsaid if not editorial else ()
    return Selection(None, tuple(deny), tuple(purpose for purpose in unclear if purpose not in deny))


def _parties(spans: Spans) -> Selection:
    """The licensee alone where no key names anybody else."""
    walk = crosswalk()
    allowed, restricted = (
        tuple(
            party
            for key in keys(spans, f"{side}_distributions")
            for party in walk.meaning("distributions", key).parties
        )
        for side in ("allowed", "restricted")
    )
    admitted = tuple(party for party in allowed if party not in restricted)
    return Selection((LICENSEE, *admitted) if admitted else None, restricted)


def _unclear(spans: Spans) -> Iterator[Axis]:
    """The axes on which something is said that cannot be resolved."""
    yield from unread(spans)
    if words(spans, NUMBER).startswith("-"):
        yield Axis.OTHER  # the contract calls such a term invalid
    if any(words(spans, member) and _moment(words(spans, member)) is None for member in MOMENTS):
        yield Axis.DATE
    for member, name in LISTS.items():
        told = keys(spans, member)
        for key in told:
            if not crosswalk().known(name, key):
                yield from _unknown(name)
        if member.startswith("restricted"):
            yield from (Axis.OTHER for key in told if not _restricts(name, key))
        else:
            yield from (Axis.OTHER for key in uncovered(told) if crosswalk().meaning(name, key).open)


def _unknown(name: str) -> Iterator[Axis]:
    """A key nobody knows may say anything of what its list is about."""
    if name == "geographies":
        yield Axis.REGION
    elif name in SPEAKING:
        yield from (Axis.CHANNEL, Axis.PURPOSE, Axis.PARTY, Axis.OTHER)
    else:
        yield Axis.OTHER


def _restricts(name: str, key: str) -> bool:
    """Whether our terms have a place for what a restriction of this key says; a use is never asked for what it is not for."""
    walk = crosswalk()
    meaning = walk.meaning(name, key)
    says = meaning.sure or meaning.perhaps or meaning.denies or meaning.parties
    return bool(says) and (key == EVERY or not meaning.open) if walk.known(name, key) else True


def _moment(text: str) -> date | None:
    """A day, or a moment with an offset; None where it is neither: without an offset nobody knows which hour was meant."""
    try:
        if len(text) == _DAY:
            return date.fromisoformat(text)
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.utcoffset() is not None else None
