"""Which graph servers a workspace ever wrote to: what it left there goes with it, also once its settings name another server, or none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from thesaury.bootstrap.graphs import cleared_on_server
from thesaury.bootstrap.graphs_elsewhere import remembered
from thesaury.model.errors import NeedsLogin, ThesauryError, Unreachable

if TYPE_CHECKING:
    from thesaury.bootstrap.graphs import Home
    from thesaury.config import Settings

DELETED = "deleted"
_NAMES = "urn:thesaury:workspace:{}:"


@dataclass(frozen=True, slots=True)
class Cleared:
    """How many graphs were found at the end on servers that answered, None where none was asked; and of each server what became of those
    it held."""

    left: int | None
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Before:
    """The workspace as it was while its settings named another server."""

    root: Path
    settings: "Settings"
    id: str


def cleared(home: "Home") -> Cleared:
    """Clear all graphs of this workspace on every server that it ever wrote to. Raises as `cleared_on_server` for the one of its settings;
    another one that cannot be asked any more is told of."""
    counts = {home.settings.graph_server: cleared_on_server(home)} if home.settings.graph_server else {}
    told = dict.fromkeys(counts, DELETED)
    for former in _former(home):
        address = former.settings.graph_server
        try:
            counts[address] = cleared_on_server(former)
            told[address] = DELETED
        except ThesauryError as error:
            told[address] = (
                f"{_why(error)}, so graphs may be there still. Clear by hand those whose names begin with {_NAMES.format(home.id)}"
            )
    return Cleared(sum(count or 0 for count in counts.values()) if counts else None, told)


def _former(home: "Home") -> Iterator[_Before]:
    for place in remembered(home.root):
        if place["graph_server"] != home.settings.graph_server:
            yield _Before(home.root, home.settings.model_copy(update=dict(place)), home.id)


def _why(error: ThesauryError) -> str:
    if isinstance(error, Unreachable):
        return "did not answer"
    return "its password is not known any more" if isinstance(error, NeedsLogin) else "refused"
