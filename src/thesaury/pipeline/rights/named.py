"""Assets and rights records by the names people and programs give them."""

from collections.abc import Sequence

from thesaury.model.asset import Asset
from thesaury.model.errors import Usage
from thesaury.model.rights_record import RightsRecord
from thesaury.pipeline.rights.lookup import by_name
from thesaury.ports.workspace import Workspace


def asset_named(workspace: Workspace, reference: str) -> Asset:
    """The asset with this id, `connection/external id` or external id. Raises Usage where there is none."""
    [found] = all_named(workspace, [reference])
    return found


def all_named(workspace: Workspace, references: Sequence[str]) -> list[Asset]:
    """The assets of these names, in their order. Raises Usage that names the first of which there is none."""
    found = list[Asset]()
    for reference, asset in zip(references, assets_named(workspace, references), strict=True):
        if asset is None:
            raise Usage(f"There is no asset {reference!r}. Find one with: thesaury search WORDS")
        found.append(asset)
    return found


def assets_named(workspace: Workspace, references: Sequence[str]) -> list[Asset | None]:
    """The assets of these names, in their order, None where there is none; all are looked up together."""
    found = by_name(workspace, references)
    return [found.get(name) for name in references]


def record_named(workspace: Workspace, reference: str) -> RightsRecord:
    """The newest version of `RECORD#PLACE`; the place may be left out where there is only one. Raises Usage where none or several fit.

    Both parts may hold a # of their own.
    """
    marks = [number for number, sign in enumerate(reference) if sign == "#"]
    keys = [(reference[:mark], reference[mark + 1 :]) for mark in marks]
    known = workspace.catalogue.rights.current([reference, *dict.fromkeys(record for record, _ in keys)])
    found = [one for one in known if one.key in keys or one.source.record == reference]
    if len(found) == 1:
        return found[0]
    if found:
        raise Usage(f"{reference!r} may be any of {_listed(found)}. Name one of them.")
    raise Usage(f"There is no rights record {reference!r}. {_hint(known)}")


def newest(workspace: Workspace, record: str, place: str) -> RightsRecord:
    """The newest version of one source. Raises Usage, naming those there are, where there is none."""
    known = workspace.catalogue.rights.current([record])
    found = next((one for one in known if one.source.place == place), None)
    if found is None:
        raise Usage(f"There is no rights record {record}#{place}. {_hint(known)}")
    return found


def _hint(known: Sequence[RightsRecord]) -> str:
    return f"There are: {_listed(known)}." if known else "See those of an asset with: thesaury rights show ASSET"


def _listed(records: Sequence[RightsRecord]) -> str:
    return ", ".join(f"{one.source.record}#{one.source.place}" for one in records)
