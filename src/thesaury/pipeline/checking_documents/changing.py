"""Whether the rights of pictures are others than those they were placed under."""

from collections.abc import Mapping, Sequence

from thesaury.model.asset import Asset
from thesaury.model.use import Use
from thesaury.pipeline.checking_documents.found import Found
from thesaury.pipeline.checking_documents.recognising import Recognised
from thesaury.pipeline.checking_documents.uses import uses_then
from thesaury.pipeline.placing.recording import decision_digest
from thesaury.pipeline.rights.asking import ask
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary import Tables

_Wanted = tuple[Use, str]
"""A use of the asset with this id."""


def changed(
    workspace: Workspace, found: Sequence[Found], known: Recognised, use: Use | None, tables: Tables
) -> frozenset[int]:
    """Those of the pictures, by their place, whose rights changed since they were placed.

    The whole use of then is decided on anew, for a part of its days may have another answer though nothing changed.
    """
    then: dict[int, tuple[str, list[_Wanted]]] = {}
    for n, one in enumerate(found):
        asset, digest = known.assets.get(one.named), rights_then(one, known)
        if asset and digest:
            then[n] = digest, [(each, asset.id) for each in uses_then(one, known, use, tables)]
    wanted = {one for _, uses in then.values() for one in uses}
    digests = _digests(workspace, wanted, {asset.id: asset for asset in known.assets.values()})
    return frozenset(n for n, (digest, uses) in then.items() if uses and digest not in {digests[one] for one in uses})


def rights_then(found: Found, known: Recognised) -> str:
    """The digest of the decision under which a picture was placed; empty where nobody says."""
    placed = known.placed.get(found.named)
    return found.rights or (placed.rights if placed else "")


def _digests(workspace: Workspace, wanted: set[_Wanted], assets: Mapping[str, Asset]) -> dict[_Wanted, str]:
    """The digests of today's decisions; equal uses are asked about together."""
    by_use: dict[Use, list[Asset]] = {}
    for use, id in wanted:
        by_use.setdefault(use, []).append(assets[id])
    return {
        (use, answered.asset.id): decision_digest(answered)
        for use, held in by_use.items()
        for answered in ask(workspace, held, use)
    }
