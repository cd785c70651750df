"""Where it is kept what the graph stores elsewhere hold, so that nothing is put twice and a round that was cut off goes on."""

from typing import Protocol

from thesaury.model.graph_put import GraphPut, GraphRound


class GraphPuts(Protocol):
    """What was put into the graph store of each connection; of a connection that nothing was put into nothing is kept."""

    def graphs(self, connection: str) -> list[GraphPut]:
        """The graphs of the store of a connection, by name."""

    def note(self, connection: str, put: GraphPut) -> None:
        """Say this of one graph, in the place of what was said of it."""

    def drop(self, connection: str, graph: str) -> None:
        """Say that the graph is there no more."""

    def newest_round(self, connection: str) -> GraphRound | None:
        """The newest round that ended; None before the first."""

    def note_round(self, connection: str, done: GraphRound) -> None:
        """Say this of the newest round."""

    def forget(self, connection: str) -> None:
        """Forget everything of a connection."""
