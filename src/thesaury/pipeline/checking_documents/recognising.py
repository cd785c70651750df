"""Which asset a picture in a document is: by id, by record, by what we placed there, or by the name of its file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from thesaury.model.asset import Asset
from thesaury.model.placement import Placement
from thesaury.pipeline.checking_documents.found import Found
from thesaury.pipeline.rights.lookup import by_name
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
    """The assets by the names the document has for them; names that are known and of which nothing is left (`gone`), and names that
    several assets have (`several`). `placed` is the placement that put each of them there, the latest one, as far as it is known."""

    assets: Mapping[str, Asset]
    gone: frozenset[str] = frozenset()
    several: frozenset[str] = frozenset()
    placed: Mapping[str, Placement] = field(default_factory=dict)


def recognised(workspace: Workspace, found: Sequence[Found], document: str = "") -> Recognised:
    """What is known of these pictures; `document` is how its host names the document they stand in, empty where nobody says."""
    names = list(dict.fromkeys(one.named for one in found))
    assets = by_name(workspace, names)
    assets |= _by_ids_inside(workspace, [name for name in names if name not in assets])
    same = _by_files(workspace, [name for name in names if name not in assets])
    assets |= {name: held[0] for name, held in same.items() if len(held) == 1}
    several = {name for name, held in same.items() if len(held) > 1}
    left = [name for name in names if name not in assets and name not in several]
    gone = {name for name in left if _was_here(workspace, name)}
    placed = {name: one for name, asset in assets.items() if (one := _placed(workspace, asset, document))}
    return Recognised(assets, frozenset(gone), frozenset(several), placed)


def _by_ids_inside(workspace: Workspace, names: Iterable[str]) -> dict[str, Asset]:
    """Panels put the id of the asset into the names of the files they place."""
    inside = {name: held.group().lower() for name in names if (held := _ID.search(name))}
    known = {asset.id: asset for asset in workspace.catalogue.records.assets(list(inside.values()))}
    return {name: known[id] for name, id in inside.items() if id in known}


def _by_files(workspace: Workspace, names: Sequence[str]) -> dict[str, list[Asset]]:
    """By name the assets that have a file called so; where none has, the one whose title is the name without its ending."""
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
    found |= {file: held for file in wanted.keys() - found.keys() if (held := _titled(workspace, file))}
    return {name: held for file, held in found.items() for name in wanted[file]}


def _titled(workspace: Workspace, file: str) -> list[Asset]:
    stem = PurePosixPath(file).stem
    words = " ".join(_WORD.findall(stem.replace("_", " ")))
    if not words:
        return []
    near = workspace.index.search(IndexQuery(words=words, share=0.5, most=_ALIKE)).ids
    assets = workspace.catalogue.records.assets(list(near))
    return [asset for asset in assets if asset.title().casefold() in (file, stem, words)]


def _was_here(workspace: Workspace, name: str) -> bool:
    """Whether a record of this name is known, though no system has it any more, or the asset was once placed."""
    for connection in workspace.catalogue.records.connections():
        inside = name.removeprefix(f"{connection.name}/")
        if inside != name and workspace.catalogue.records.raws(connection.name, [inside]):
            return True
    ids = [name, *(held.group().lower() for held in [_ID.search(name)] if held)]
    return any(workspace.catalogue.placements.count(WantedPlacements(asset=id)) for id in ids)


def _placed(workspace: Workspace, asset: Asset, document: str) -> Placement | None:
    """The latest placement in this document, else anywhere."""
    page = workspace.catalogue.placements.page
    here = page(WantedPlacements(asset=asset.id, document=document), 1) if document else []
    return next(iter(here or page(WantedPlacements(asset=asset.id), 1)), None)
