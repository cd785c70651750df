"""What graph stores elsewhere hold, in memory."""

from thesaury.model.graph_put import GraphPut, GraphRound


class FakeGraphPuts:
    """Implements `ports.graph_puts.GraphPuts`."""

    def __init__(self) -> None:
        self.noted: dict[tuple[str, str], GraphPut] = {}
        self.rounds: dict[str, GraphRound] = {}

    def graphs(self, connection: str) -> list[GraphPut]:
        return [put for (name, _), put in sorted(self.noted.items(), key=lambda one: one[0]) if name == connection]

    def note(self, connection: str, put: GraphPut) -> None:
        self.noted[connection, put.graph] = put

    def drop(self, connection: str, graph: str) -> None:
        self.noted.pop((connection, graph), None)

    def newest_round(self, connection: str) -> GraphRound | None:
        return self.rounds.get(connection)

    def note_round(self, connection: str, done: GraphRound) -> None:
        self.rounds[connection] = done

    def forget(self, connection: str) -> None:
        self.noted = {key: put for key, put in self.noted.items() if key[0] != connection}
        self.rounds.pop(connection, None)
