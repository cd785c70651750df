"""Our terms as terms of Smint.io: exactly as they came where they came from there, else as near as its keys allow."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from thesaury.connectors.smintio.crosswalk import crosswalk
from thesaury.connectors.smintio.term_places import channel_lists, leaves, region_lists
from thesaury.connectors.smintio.term_spans import payload_of
from thesaury.connectors.smintio.terms import terms_from, terms_of
from thesaury.model.licensing import Limit, Selection, Statement, Term

Payload = Mapping[str, Any]

_MOMENTS = (("valid_from", "valid_from"), ("valid_until", "valid_until"), ("to_be_used_until", "first_use_by"))
_SAID = {
    "channels": "the channels",
    "regions": "the regions",
    "valid_from": "the first day",
    "valid_until": "the last day",
    "perpetual": "that it never ends",
    "first_use_by": "the day of first use",
    "purposes": "the purposes",
    "parties": "who may use it",
    "limits": "the caps",
    "duties": "the duties",
    "attribution_text": "the credit line",
    "modification": "how far the picture may be changed",
    "exclusivity": "the exclusivity",
    "scope": "what it is for (campaign, brand, industry ...)",
    "unclear_axes": "what stays unclear",
}


@dataclass(frozen=True, slots=True)
class Written:
    """Terms by the names and keys of Smint.io, and a sentence for everything they cannot say; with losses, do not send them alone."""

    terms: tuple[Payload, ...]
    losses: tuple[str, ...] = ()


def written(statement: Statement) -> Written:
    """The terms of a statement, and the losses.

    What was read from Smint.io and is still as it was read comes back equal, except that members which state nothing (null, empty)
    are left out.
    """
    payloads: list[Payload] = []
    losses = list(_beside(statement))
    terms = list(statement.terms)
    while terms:
        count, payload = _returned(terms)
        if count == 0:
            count, payload = 1, _payload(terms[0])
            losses += _losses(len(payloads) + 1, _plain(terms[0]), terms_of(payload))
        payloads.append(payload)
        del terms[:count]
    return Written(tuple(payloads), tuple(losses))


def _beside(statement: Statement) -> Iterator[str]:
    if statement.prohibit_all:
        yield "That every use is forbidden is the state of a purchase in Smint.io, not of its terms."
    if statement.unresolved:
        yield f"{len(statement.unresolved)} passages need a person; terms of Smint.io have no place for them."


def _returned(terms: Sequence[Term]) -> tuple[int, Payload]:
    """How many of the first terms still are what one term of Smint.io says, and that term; 0 where they are not."""
    spans = terms[0].spans
    again = terms_from(spans) if payload_of(spans) else ()
    same = bool(again) and tuple(terms[: len(again)]) == again
    return (len(again), payload_of(spans)) if same else (0, {})


def _payload(term: Term) -> dict[str, Any]:
    """The nearest term; a list that would allow more than ours is left out, for an empty list states nothing."""
    if _plain(term) == Term():
        return {}
    lists = {**channel_lists(term), **region_lists(term.regions), **_scope(term)}
    told: dict[str, Any] = {member: list(keys) for member, keys in lists.items()}
    told |= {theirs: getattr(term, ours).isoformat() for theirs, ours in _MOMENTS if getattr(term, ours) is not None}
    if (editorial := _editorial(term.purposes)) is not None:
        told["is_editorial_use"] = editorial
    if "third_parties" in (term.parties.allow or ()) and told.get("allowed_distributions"):
        told["allowed_distributions"].append("third_party_rights")
    if "third_parties" in term.parties.deny:
        told.setdefault("restricted_distributions", []).append("third_party_rights")
    told["usage_limits"] = [key for limit in term.limits if (key := _limit(limit))]
    told["exclusivities"] = _named("exclusivities", (term.exclusivity,))
    return {member: value for member, value in told.items() if value != []}


def _editorial(purposes: Selection) -> bool | None:
    """True and false where reading them again gives these purposes, None where neither does."""
    for said in (True, False):
        if all(term.purposes == purposes for term in terms_of({"is_editorial_use": said})):
            return said
    return None


def _limit(limit: Limit) -> str:
    found = crosswalk().lists["usage_limits"].items()
    same = (key for key, meaning in found if meaning.limit == (limit.kind, limit.max) and limit.channels is None)
    return next(same, "")


def _scope(term: Term) -> dict[str, list[str]]:
    scope = dict(term.scope)
    return {
        "allowed_industries": _named("industries", scope.get("industry", ())),
        "allowed_languages": _named("languages", scope.get("language", ())),
    }


def _named(name: str, told: Sequence[str]) -> list[str]:
    """The keys of all these names; none where one of them has no key, for the others would be another thing."""
    keys = {called: key for key, called in crosswalk().named[name].items() if called}
    found = [keys[one] for one in told if one in keys]
    return found if len(found) == len(told) else []


def _losses(number: int, term: Term, read: Sequence[Term]) -> Iterator[str]:
    """A sentence for each part that is not read again as it was."""
    for part, said in _SAID.items():
        if any(getattr(one, part) != getattr(term, part) for one in map(_plain, read)):
            yield f"Term {number}: keys of Smint.io cannot say {said} exactly; tell it beside the term."


def _plain(term: Term) -> Term:
    """The term in one spelling: leaves for groups, names in one order, without spans."""
    return replace(term, channels=_ordered(term.channels, leaves), regions=_ordered(term.regions, set), spans=())


def _ordered(selection: Selection, names: Callable[[Iterable[str]], Iterable[str]]) -> Selection:
    allow, deny, unclear = (
        tuple(sorted(names(told or ()))) for told in (selection.allow, selection.deny, selection.unclear)
    )
    return Selection(None if selection.allow is None else allow, deny, unclear)
