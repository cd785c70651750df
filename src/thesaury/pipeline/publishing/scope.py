"""What a search or a picker that is kept to a channel looks at: filters of the index, and the use whose rights have to permit."""

from dataclasses import dataclass

from thesaury.model.publishing import Channel
from thesaury.model.standing import Standing
from thesaury.model.use import Use
from thesaury.pipeline.publishing.channels import use_of
from thesaury.ports.workspace import Workspace
from thesaury.search.documents import STANDING

Filters = tuple[tuple[str, tuple[str, ...]], ...]
_TYPES = {"document": ("application", "text")}


@dataclass(frozen=True, slots=True)
class Scope:
    """The channel as a search has it: `filters` and `without` as in `ports.index.IndexQuery`, `use` as the door of rights asks.

    It is as near as an index comes. Approvals, audiences and the number of concepts are looked at when an asset is published; and a file of
    which nobody knows the type, which may be published as a picture, is found by no type.
    """

    use: Use
    filters: Filters = ()
    without: Filters = ()


def scope(workspace: Workspace, channel: Channel) -> Scope:
    """The scope of a channel today. Raises Usage and BadInput where the tables of rights do not know its use."""
    types = tuple(name for kind in channel.media for name in _TYPES.get(kind, (kind,)))
    filters = (("type", types), ("concept", channel.topics))
    kept_back = tuple(one.value for one in Standing)
    return Scope(use_of(workspace, channel), tuple(one for one in filters if one[1]), ((STANDING, kept_back),))
