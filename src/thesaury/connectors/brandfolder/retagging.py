"""Plain tags by their words, whoever set them: taken away and given back, never those of Brandfolder's own analysis."""

from collections.abc import Callable, Sequence

from thesaury.connectors.brandfolder.client import Api
from thesaury.connectors.brandfolder.holding import TagHolding
from thesaury.connectors.brandfolder.noting import Sending
from thesaury.connectors.brandfolder.shapes import attributes, text
from thesaury.connectors.texts import cleaned
from thesaury.model.errors import Refused
from thesaury.model.outbox import Change, ConceptTag

_GONE = (403, 404)


def tags_of(api: Api, asset: str) -> frozenset[str] | None:
    """The names of the tags people gave one asset; None where it is not there."""
    try:
        found = api.tags(asset)
    except Refused as error:
        if error.status in _GONE:
            return None
        raise
    own = (tag for tag in found if attributes(tag).get("auto_generated") is not True)
    return frozenset(cleaned(text(tag, "name")) for tag in own)


def retagged(api: Api, change: Change, stands_for: Callable[[str, ConceptTag], bool], sending: Sending) -> bool:
    """Carry a change of plain tags out; false where a removal shows only later. Adding comes first: a tag that could not be written
    is no reason to have lost another."""
    holding = TagHolding(api, change.external_id, api.tags(change.external_id))
    missing = [tag for tag in dict.fromkeys(change.restore) if tag not in holding.values]
    if missing:
        with sending.write():
            holding.add(missing)
    return _removed(
        holding,
        [tag for tag in dict.fromkeys(change.clear) if not any(stands_for(tag, one) for one in change.wanted)],
        sending,
    )


def _removed(holding: TagHolding, tags: Sequence[str], sending: Sending) -> bool:
    there = [tag for tag in tags if tag in holding.values]
    if not there:
        return True
    with sending.write():
        return holding.remove(there)
