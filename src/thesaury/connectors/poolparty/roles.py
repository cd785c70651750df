"""What a PoolParty connection can be, by its settings: a graph store is another server, and may not be there."""

from thesaury.model.connection import Connection


def roles(connection: Connection) -> tuple[str, ...]:
    """Vocabulary, annotator and proposals always, graph where a graph store is set."""
    graph = ("graph",) if connection.setting("graph_url").strip() else ()
    return ("vocabulary", "annotator", "proposals", *graph)
