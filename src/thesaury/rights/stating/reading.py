"""What a person or a program states of a licence, from plain data, strictly: what is kept is what was written, or it is refused.

The shape is that of `shape.shape_of`. What is left out of a term is not stated. Beside it `status`, `spans`, `parser` and `notice`
may stand, which tell how something was read: they are nobody's statement, and are not looked at.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from thesaury.model.licensing import ANY, Axis, LicenceModel, Limit, Modification, Selection, Statement, Term
from thesaury.rights.stating.parts import Part
from thesaury.rights.vocabulary import Tables, shipped

SCOPES = ("campaign", "brand", "product", "event", "publication", "language", "industry", "page")
"""What a grant can be for alone (rights contract, section 1.1)."""

_TOLD = ("status", "spans", "parser", "notice")
_FIELDS = ("license_model", "prohibit_all", "terms", "unresolved")
_TERM = (
    "channels", "regions", "valid_from", "valid_until", "perpetual", "first_use_by", "purposes", "parties", "limits", "duties",
    "attribution_text", "modification", "exclusivity", "scope", "unclear_axes",
)  # fmt: skip
_MOST_TERMS = 500
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")

_Check = Callable[[Part], str]


def statement_of(part: Part, tables: Tables | None = None) -> Statement:
    """The statement. Raises BadInput, with the place, for whatever cannot be kept exactly as it was written."""
    known = tables or shipped()
    told = part.members((*_FIELDS, *_TOLD))
    if (open_ := told.get("unresolved")) and open_.value not in (None, []):
        raise open_.wrong("What you state is settled. Say in the terms what these words mean, and empty this list.")
    terms = told["terms"].elements() if "terms" in told else []
    if len(terms) > _MOST_TERMS:
        raise told["terms"].wrong(f"A licence has {_MOST_TERMS} terms at most.")
    stops = told["prohibit_all"].flag() if "prohibit_all" in told else False
    return Statement(_model(told.get("license_model")), stops, tuple(_term(term, known) for term in terms))


def day_of(part: Part) -> date:
    """A day, or a moment with an offset. Raises BadInput for what is neither."""
    text = part.text()
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise part.wrong(f"{text!r} is no day. Write it as 2026-12-31, or a moment as 2026-12-31T18:00+01:00.")


def _term(part: Part, tables: Tables) -> Term:
    told = {name: value for name, value in part.members(_TERM).items() if value.value is not None}
    channels = _named("channel", {*tables.channels.leaves, *tables.channels.groups, ANY})
    first, last, used = (day_of(told[n]) if n in told else None for n in ("valid_from", "valid_until", "first_use_by"))
    perpetual = told["perpetual"].flag() if "perpetual" in told else False
    _agree(part, first, last, perpetual)
    return Term(
        channels=_selection(told.get("channels"), channels),
        regions=_selection(told.get("regions"), lambda one: _region(one, tables)),
        valid_from=first,
        valid_until=last,
        perpetual=perpetual,
        first_use_by=used,
        purposes=_selection(told.get("purposes"), _named("purpose", {*tables.purposes, ANY})),
        parties=_selection(told.get("parties"), _named("party", {*tables.parties.leaves, ANY})),
        limits=tuple(_limit(one, channels, tables) for one in _elements(told.get("limits"))),
        duties=tuple(one.among("duty", tables.duties) for one in _elements(told.get("duties"))),
        attribution_text=told["attribution_text"].text() if "attribution_text" in told else "",
        modification=Modification(told["modification"].among("modification", list(Modification)))
        if "modification" in told
        else None,
        exclusivity=told["exclusivity"].text() if "exclusivity" in told else "",
        scope=_scope(told.get("scope")),
        unclear_axes=tuple(Axis(one.among("axis", list(Axis))) for one in _elements(told.get("unclear_axes"))),
    )


def _agree(part: Part, first: date | None, last: date | None, perpetual: bool) -> None:
    if perpetual and last:
        raise part.wrong("A term that is perpetual has no last day. Keep perpetual or valid_until.")
    if first and last and _begins_late(first, last):
        raise part.wrong("The term ends before it begins. Correct valid_from or valid_until.")


def _begins_late(first: date, last: date) -> bool:
    if isinstance(first, datetime) and isinstance(last, datetime):
        return first > last
    return first.isoformat()[:10] > last.isoformat()[:10]


def _elements(part: Part | None) -> list[Part]:
    return part.elements() if part else []


def _selection(part: Part | None, check: _Check) -> Selection:
    told: Mapping[str, Part] = part.members(("allow", "deny", "unclear")) if part else {}
    sides = {name: side for name, side in told.items() if side.value is not None}
    allow, deny, unclear = (
        tuple(check(one) for one in sides[name].elements()) if name in sides else None
        for name in ("allow", "deny", "unclear")
    )
    return Selection(allow, deny or (), unclear or ())


def _named(what: str, known: set[str]) -> _Check:
    return lambda part: part.among(what, known)


def _region(part: Part, tables: Tables) -> str:
    name = part.text()
    if not tables.regions.known(name):
        raise part.wrong(
            f"There is no region {name!r}. Name countries (DE), parts (DE-BY), areas (150) or groups (DACH)."
        )
    if (canonical := tables.regions.canonical(name)) != name:
        raise part.wrong(f"The region {name!r} is called {canonical!r} here. Write it so.")
    return name


def _limit(part: Part, channels: _Check, tables: Tables) -> Limit:
    told = part.members(("kind", "max", "channels"))
    if "kind" not in told or "max" not in told:
        raise part.wrong("A limit has a kind and a max, which is null where the number is not known.")
    most = None if told["max"].value is None else told["max"].amount()
    within = told.get("channels")
    names = None if within is None or within.value is None else tuple(channels(one) for one in within.elements())
    if names == ():
        raise part.wrong("A limit for no channel limits nothing. Name its channels, or write null for the whole term.")
    return Limit(told["kind"].among("limit", tables.limits), most, names)


def _scope(part: Part | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    told = part.members(SCOPES) if part else {}
    scope = tuple((kind, tuple(one.text() for one in names.elements())) for kind, names in told.items())
    if part and (empty := [kind for kind, names in scope if not names]):
        raise part.wrong(f"Nothing is named for {empty[0]!r}. Name what the licence is for, or leave it out.")
    return scope


def _model(part: Part | None) -> LicenceModel:
    if part is None or part.value is None:
        return LicenceModel.UNKNOWN
    return LicenceModel(part.among("licence model", list(LicenceModel)))
