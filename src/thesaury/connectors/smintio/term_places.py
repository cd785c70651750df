"""The channels and regions of a term in keys of Smint.io: never surely more than the term has."""

from collections.abc import Iterable, Mapping, Sequence

from thesaury.connectors.smintio.crosswalk import crosswalk
from thesaury.connectors.smintio.key_choice import granting, restricting
from thesaury.connectors.smintio.terms import terms_of
from thesaury.model.licensing import ANY, WORLD, Selection, Term

Lists = dict[str, list[str]]

_EVERYTHING = ["any"]


def channel_lists(term: Term) -> Lists:
    """By distributions, else by usages, whichever says exactly this; the two narrow one another and are never mixed.

    Where both would allow more, nothing is allowed: an empty list states nothing.
    """
    channels = term.channels
    restricted = _restricted(channels)
    tries = [{**_allowed(name, term), **restricted} for name in ("distributions", "usages")]
    exact = (told for told in tries if _same(channels, _read(told)))
    narrower = (told for told in tries if any(told.get(f"allowed_{name}") for name in ("distributions", "usages")))
    safe = (told for told in narrower if all(sure(one) <= sure(channels) for one in _read(told)))
    return next(exact, None) or next(safe, None) or restricted


def region_lists(regions: Selection) -> Lists:
    """Regions that have a key of their own; where a denial has none, nothing is allowed either."""
    unclear = regions.unclear
    denied = _EVERYTHING if WORLD in regions.deny else restricting("geographies", regions.deny, unclear)
    everywhere = WORLD in (regions.allow or ())
    allowed = _EVERYTHING if everywhere else granting("geographies", regions.allow or (), unclear, ())
    [read, *_] = terms_of({"allowed_geographies": allowed, "restricted_geographies": denied})
    kept = set(regions.deny) <= set(read.regions.deny) and set(unclear) <= set(read.regions.unclear)
    return {"allowed_geographies": allowed if kept else [], "restricted_geographies": denied}


def sure(channels: Selection) -> frozenset[str]:
    """The channels that are surely covered."""
    without = leaves((*channels.deny, *channels.unclear))
    return leaves(channels.allow or ()) - without


def leaves(names: Iterable[str]) -> frozenset[str]:
    """The channels behind names and groups; a name that is not known stays as it is."""
    walk = crosswalk()
    return frozenset(
        leaf for name in names for leaf in (walk.leaves if name == ANY else walk.groups.get(name, (name,)))
    )


def _allowed(name: str, term: Term) -> Lists:
    channels = term.channels
    if ANY in (channels.allow or ()):
        return {f"allowed_{name}": _EVERYTHING}
    purposes = (term.purposes.allow or ()) if name == "usages" else ()
    return {f"allowed_{name}": granting(name, _told(sure(channels)), _told(channels.unclear), purposes)}


def _restricted(channels: Selection) -> Lists:
    if ANY in channels.deny:
        return {"restricted_distributions": _EVERYTHING}
    denied, unclear = _told(channels.deny), _told(channels.unclear)
    first = restricting("distributions", denied, unclear)
    [read, *_] = terms_of({"restricted_distributions": first})
    rest = [leaf for leaf in denied if leaf not in read.channels.deny]
    return {"restricted_distributions": first, "restricted_usages": restricting("usages", rest, unclear)}


def _read(told: Mapping[str, Sequence[str]]) -> list[Selection]:
    return [term.channels for term in terms_of(told)]


def _same(ours: Selection, read: Iterable[Selection]) -> bool:
    return all(_plain(ours) == _plain(one) for one in read)


def _plain(channels: Selection) -> tuple[bool, frozenset[str], frozenset[str], frozenset[str]]:
    told = (leaves(names) for names in (channels.allow or (), channels.deny, channels.unclear))
    allow, deny, unclear = told
    return channels.allow is None, allow - deny, deny, unclear - deny


def _told(names: Iterable[str]) -> list[str]:
    """The channels in the order in which they are told; names that are no channel last."""
    found, order = leaves(names), crosswalk().leaves
    return [*(leaf for leaf in order if leaf in found), *sorted(found.difference(order))]
