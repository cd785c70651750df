"""What a term states, axis by axis, in words that a person can hold against the text."""

from collections.abc import Iterator

from thesaury.model.licensing import ANY, WORLD, Axis, Limit, Modification, Selection, Term
from thesaury.rights.deciding.wording import shown
from thesaury.rights.vocabulary import Tables, shipped

_CHANGES = {
    Modification.ALLOWED: "allowed",
    Modification.MINOR: "small ones only",
    Modification.PROHIBITED: "not allowed",
    None: "not stated",
}
_SILENCE = {
    Axis.CHANNEL: "not stated: no channel is sure",
    Axis.REGION: "not stated: no region is sure",
    Axis.PURPOSE: "not stated: the ordinary purposes",
    Axis.PARTY: "not stated: the licensee itself",
}
_ALL = {Axis.CHANNEL: "any channel", Axis.PURPOSE: "the ordinary purposes", Axis.PARTY: "anybody"}


def words_of(term: Term, tables: Tables | None = None) -> list[tuple[Axis, str]]:
    """Each axis of a term with what it says on it, in the order a use is asked about; axes without a word are left out where silence
    has no meaning of its own."""
    rows = (
        (Axis.CHANNEL, _names(Axis.CHANNEL, term.channels)),
        (Axis.REGION, _names(Axis.REGION, term.regions)),
        (Axis.DATE, _days(term)),
        (Axis.PURPOSE, _names(Axis.PURPOSE, term.purposes)),
        (Axis.PARTY, _names(Axis.PARTY, term.parties)),
        (Axis.QUANTITY, "; ".join(map(_limit, term.limits))),
        (Axis.SCOPE, "; ".join(f"{kind}: {', '.join(names)}" for kind, names in term.scope)),
        (Axis.MODIFICATION, f"changes: {_CHANGES[term.modification]}"),
        (Axis.OTHER, " ".join(_others(term, tables or shipped()))),
    )
    return [(axis, _doubted(axis, term, said)) for axis, said in rows if said or axis in term.unclear_axes]


def _doubted(axis: Axis, term: Term, said: str) -> str:
    if axis not in term.unclear_axes:
        return said
    return f"{said}; " * bool(said) + "something is said here that nobody could resolve"


def _names(axis: Axis, selection: Selection) -> str:
    parts = [_listed(axis, selection.allow)] if selection.allow is not None else [_SILENCE[axis]]
    parts += [f"not {_listed(axis, selection.deny)}"] if selection.deny else []
    parts += [f"unclear: {_listed(axis, selection.unclear)}"] if selection.unclear else []
    return "; ".join(parts)


def _listed(axis: Axis, names: tuple[str, ...]) -> str:
    said = (_ALL.get(axis, name) if name == ANY else "the world" if name == WORLD else name for name in names)
    return ", ".join(said) or "nothing"


def _days(term: Term) -> str:
    first = f"from {shown(term.valid_from)}" if term.valid_from else ""
    last = f"until {shown(term.valid_until)}, included" if term.valid_until else ""
    ever = "for ever" if term.perpetual else "" if last else "no end is stated"
    used = f"first used by {shown(term.first_use_by)}" if term.first_use_by else ""
    return ", ".join(filter(None, (first, last, ever, used)))


def _limit(limit: Limit) -> str:
    most = f"at most {limit.max:,g}" if limit.max is not None and limit.max < 1e6 else _large(limit.max)
    within = f" on {', '.join(limit.channels)}" if limit.channels else ""
    return f"{limit.kind}: {most}{within}"


def _large(most: float | None) -> str:
    return "a cap whose number is not known" if most is None else f"at most {most:,.0f}"


def _others(term: Term, tables: Tables) -> Iterator[str]:
    for name in term.duties:
        duty = tables.duties.get(name)
        yield duty.sentence.replace("{text}", term.attribution_text or duty.unnamed) if duty else f"Duty: {name}."
    if term.attribution_text and "attribution" not in term.duties:
        yield f"Credit line: {term.attribution_text}."
    if term.exclusivity:
        yield f"Exclusive: {term.exclusivity}."
