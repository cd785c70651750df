"""Reading the fields of one term: each part only where a person changed it, each fault as a sentence beside its field."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime

from thesaury.model.licensing import Axis, Limit, Modification, Selection, Term
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.regions import Regions
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.names import DAYS, DOUBTS, KEPT, SIDES, duty_names, scope_kinds, selectable
from thesaury.web.parts.rights.numbers import exact_number
from thesaury.web.texts import phrase


@dataclass(frozen=True, slots=True)
class Errors:
    """Collects faults under the names of their fields; `regions` are those that may be named."""

    found: dict[str, str]
    prefix: str
    regions: Regions

    def add(self, name: str, sentence: str) -> None:
        """Say what is amiss with a field of this term; the first sentence stays."""
        self.found.setdefault(f"{self.prefix}{name}", sentence)


def read_selection(axis: str, before: Selection, sent: Map[str, str]) -> Selection:
    """The chosen side of each name, names in the order they had, new ones behind."""

    def side(which: str) -> tuple[str, ...]:
        old = getattr(before, which) or ()
        names = dict.fromkeys((*old, *selectable(axis, before)))
        states = {name: sent.get(f"{axis}.{name}", "") for name in names}
        return tuple(n for n, state in states.items() if state == which or (state == KEPT and n in old))

    return Selection(_stated(side("allow"), before), side("deny"), side("unclear"))


def read_regions(before: Selection, sent: Map[str, str], changed: AbstractSet[str], errors: Errors) -> Selection:
    """Regions from lists of codes and names; a side nobody touched stays as it is."""
    sides = {side: tuple(getattr(before, side) or ()) for side in SIDES}
    for side in SIDES:
        if f"region.{side}" not in changed:
            continue
        names = [name.strip() for name in sent.get(f"region.{side}", "").replace(";", ",").split(",") if name.strip()]
        own = {name.casefold(): name for name in sides[side]}
        codes = {name: own.get(name.casefold()) or words.region_code(name, errors.regions) for name in names}
        if strange := [name for name, code in codes.items() if not code]:
            errors.add(f"region.{side}", phrase("rights.error.region.unknown", region=strange[0]))
        sides[side] = tuple(dict.fromkeys(code for code in codes.values() if code))
    return Selection(_stated(sides["allow"], before), sides["deny"], sides["unclear"])


def read_days(term: Term, sent: Map[str, str], changed: AbstractSet[str], errors: Errors) -> Term:
    """The days of a term, and whether it has no end."""
    found: dict[str, date | None] = {}
    for name, attribute in DAYS.items():
        found[attribute] = _day(name, sent, errors) if name in changed else getattr(term, attribute)
    perpetual = bool(sent.get("perpetual"))
    first, last = found["valid_from"], found["valid_until"]
    if first and last and first.isoformat()[:10] > last.isoformat()[:10]:
        errors.add("until", phrase("rights.error.period"))
    if perpetual and last:
        errors.add("perpetual", phrase("rights.error.perpetual"))
    return replace(term, valid_from=first, valid_until=last, first_use_by=found["first_use_by"], perpetual=perpetual)


def read_limits(
    before: Sequence[Limit], sent: Map[str, str], changed: AbstractSet[str], errors: Errors
) -> tuple[Limit, ...]:
    """The caps: numbers that were changed, without those that were dropped, and one that is new. What they are for is kept."""
    limits = []
    for place, limit in enumerate(before):
        if sent.get(f"limit.{place}.drop"):
            continue
        name = f"limit.{place}.max"
        limits.append(replace(limit, max=_number(name, sent, errors)) if name in changed else limit)
    kind, most = sent.get("limit.new.kind", ""), sent.get("limit.new.max", "").strip()
    if kind in shipped().limits:
        limits.append(Limit(kind, _number("limit.new.max", sent, errors)))
    elif most or kind:
        errors.add("limit.new.kind", phrase("rights.error.limit"))
    return tuple(limits)


def read_names(term: Term, sent: Map[str, str], touched: Callable[..., bool]) -> Term:
    """Duties, credit, modification, exclusivity, scope, and the axes that stay unclear."""
    if touched("duty"):
        term = replace(
            term, duties=tuple(name for name in _ordered(term.duties, duty_names(term)) if sent.get(f"duty.{name}"))
        )
    if touched("credit"):
        term = replace(term, attribution_text=sent.get("credit", "").strip())
    if touched("modification"):
        chosen = sent.get("modification", "")
        term = replace(term, modification=Modification(chosen) if chosen in set(Modification) else None)
    if touched("exclusivity"):
        term = replace(term, exclusivity=sent.get("exclusivity", "").strip())
    if touched("scope"):
        term = replace(term, scope=tuple(_scope(term, sent, touched)))
    if touched("unclear"):
        axes = _ordered(term.unclear_axes, DOUBTS)
        term = replace(term, unclear_axes=tuple(Axis(axis) for axis in axes if sent.get(f"unclear.{axis}")))
    return term


def _scope(term: Term, sent: Map[str, str], touched: Callable[..., bool]) -> list[tuple[str, tuple[str, ...]]]:
    kept: dict[str, tuple[str, ...]] = {}
    for kind, own in term.scope:
        kept[kind] = (*kept.get(kind, ()), *own)
    for kind in scope_kinds(term):
        if touched(f"scope.{kind}"):
            names = (name.strip() for name in sent.get(f"scope.{kind}", "").split(";"))
            kept[kind] = tuple(dict.fromkeys(filter(None, names)))
            if not kept[kind]:
                del kept[kind]
    return list(kept.items())


def _stated(allowed: tuple[str, ...], before: Selection) -> tuple[str, ...] | None:
    """Nothing chosen is nothing stated, unless it was stated that nothing is allowed."""
    return allowed if allowed or before.allow == () else None


def _ordered(before: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *names)))


def _day(name: str, sent: Map[str, str], errors: Errors) -> date | None:
    written = sent.get(name, "").strip()
    if not written:
        return None
    try:
        if len(written) <= len("2026-12-31"):
            return date.fromisoformat(written)
        moment = datetime.fromisoformat(written)
    except ValueError:
        errors.add(name, phrase("rights.error.day", day=written))
        return None
    if moment.tzinfo is None:
        errors.add(name, phrase("rights.error.offset"))
    return moment


def _number(name: str, sent: Map[str, str], errors: Errors) -> float | None:
    written = sent.get(name, "").strip()
    if not written:
        return None
    number = exact_number(written)
    if number is None:
        errors.add(name, phrase("rights.error.number", number=written))
    return number
