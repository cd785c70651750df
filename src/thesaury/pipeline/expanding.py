"""Expanded queries, written for other systems."""

from thesaury.ports.query_writer import Written
from thesaury.ports.workspace import Workspace
from thesaury.search.expanding.expansion import Expansion
from thesaury.search.expanding.plain_query import PlainWriter

ANY = "any"
"""What a system is called that nobody knows much of."""


def written_for(workspace: Workspace, system: str, expansion: Expansion) -> Written:
    """The expansion as a query of a connection or system, or of any.

    Raises Usage, with the right names, for one without a known search language, and for a connection what its system raises.
    """
    writer = PlainWriter() if system == ANY else workspace.query_writer(system)
    return writer.write(expansion.terms, expansion.excluded)
