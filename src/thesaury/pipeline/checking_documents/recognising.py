"""Which asset a picture in a document is: by id, by record, by what we placed there, or by the name of its file.

A wrong picture taken for a right one is worse than one nobody knows: names that several assets have, and titles, tell nothing for sure.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from thesaury.model.asset import Asset
from thesaury.model.placement import Placement
from thesaury.pipeline.checking_documents.found import Found
from thesaury.pipeline.rights.lookup import by_key, by_name
from thesaury.ports.index import IndexQuery
from thesaury.ports.placements import WantedPlacements
from thesaury.ports.workspace import Workspace
from thesaury.search.documents import FILE_NAME
from thesaury.search.file_names import file_name, file_names

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_MOST = 5_000
"""So many assets with files of these names are looked at, far more than a document has pictures."""
_ALIKE = 50
"""So many assets whose words are those of a file's name are looked at for it."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The assets by the names the document has for them, those among them of which a mere name told it (`by_name`); names that are known
    and of which nothing is left (`gone`), names that several assets have (`several`), and what others may be (`maybe`). `placed` is the
    placement that put each of them there, the latest one, as far as it is known."""

    assets: Mapping[str, Asset]
    by_name: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    several: frozenset[str] = frozenset()
    maybe: Mapping[str, Sequence[Asset]] = field(default_factory=dict)
    placed: Mapping[str, Placement] = field(default_factory=dict)


def recognised(workspace: Workspace, found: Sequence[Found], document: str = "") -> Recognised:
    """What is known of these pictures; `document` is how its host names the document they stand in, empty where nobody says."""
    names = list(dict.fromkeys(one.named for one in found))
    assets = by_key(workspace, names)
    assets |= _by_ids_inside(workspace, [name for name in names if name not in assets])
    others = [name for name in names if name not in assets]
    bearing, lost = _bearing(workspace, others), _lost(workspace, others)
    alone = {name: held[0] for name, held in bearing.items() if len(held) == 1 and name not in lost}
    several = frozenset(name for name, held in bearing.items() if len(held) > 1 and name not in lost)
    left = [name for name in others if name not in bearing]
    gone = frozenset(name for name in left if name in lost or _was_placed(workspace, name))
    maybe = {name: held for name, held in bearing.items() if name in lost}
    maybe |= {name: held for name in left if name not in gone and (held := _titled(workspace, file_name(name)))}
    assets |= alone
    placed = {name: one for name, asset in assets.items() if (one := _placed(workspace, asset, document))}
    return Recognised(assets, frozenset(alone), gone, several, maybe, placed)


def _by_ids_inside(workspace: Workspace, names: Iterable[str]) -> dict[str, Asset]:
    """Panels put the id of the asset into the names of the files they place."""
    inside = {name: held.group().lower() for name in names if (held := _ID.search(name))}
    known = {asset.id: asset for asset in workspace.catalogue.records.assets(list(inside.values()))}
    return {name: known[id] for name, id in inside.items() if id in known}


def _bearing(workspace: Workspace, names: Sequence[str]) -> dict[str, list[Asset]]:
    """By name the assets that bear it: as an external id, or as the name of a file. An external id that tells a folder is no other file's
    name."""
    bare = by_name(workspace, names)
    files = _by_files(workspace, [name for name in names if name not in bare or file_name(name) == name.casefold()])
    both = {name: [*([bare[name]] if name in bare else []), *files.get(name, ())] for name in names}
    return {name: list({asset.id: asset for asset in held}.values()) for name, held in both.items() if held}


def _by_files(workspace: Workspace, names: Sequence[str]) -> dict[str, list[Asset]]:
    """By name the assets that have a file called so."""
    wanted: dict[str, list[str]] = {}
    for name in names:
        wanted.setdefault(file_name(name), []).append(name)
    if not wanted:
        return {}
    query = IndexQuery(filters=((FILE_NAME, tuple(sorted(wanted))),), most=_MOST)
    found: dict[str, list[Asset]] = {}
    for asset in workspace.catalogue.records.assets(list(workspace.index.search(query).ids)):
        for file in file_names(asset) & wanted.keys():
            found.setdefault(file, []).append(asset)
    return {name: held for file, held in found.items() for name in wanted[file]}


def _titled(workspace: Workspace, file: str) -> list[Asset]:
    """The assets whose title is the name of the file, with or without its ending."""
    stem = PurePosixPath(file).stem
    words = " ".join(_WORD.findall(stem.replace("_", " ")))
    if not words:
        return []
    near = workspace.index.search(IndexQuery(words=words, share=0.5, most=_ALIKE)).ids
    assets = workspace.catalogue.records.assets(list(near))
    return [asset for asset in assets if asset.title().casefold() in (file, stem, words)]


def _lost(workspace: Workspace, names: Sequence[str]) -> frozenset[str]:
    """Those of the names, none of an asset that is there, that are `connection/external id` of a record that once was."""
    found: set[str] = set()
    for connection in workspace.catalogue.records.connections():
        lead = f"{connection.name}/"
        inside = [name.removeprefix(lead) for name in names if name.startswith(lead)]
        if inside:
            found |= {f"{lead}{id}" for id in workspace.catalogue.records.raws(connection.name, inside)}
    return frozenset(found)


def _was_placed(workspace: Workspace, name: str) -> bool:
    """Whether the asset with this id, or the one inside this name, was once placed."""
    ids = [name, *(held.group().lower() for held in [_ID.search(name)] if held)]
    return any(workspace.catalogue.placements.count(WantedPlacements(asset=id)) for id in ids)


def _placed(workspace: Workspace, asset: Asset, document: str) -> Placement | None:
    """The latest placement in this document; anywhere where nobody says in which it stands."""
    return next(iter(workspace.catalogue.placements.page(WantedPlacements(asset=asset.id, document=document), 1)), None)
