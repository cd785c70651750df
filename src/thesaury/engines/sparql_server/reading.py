"""The graph on a server for reading alone."""

from thesaury.engines.sparql_server.register import Register
from thesaury.engines.sparql_server.selecting import selected
from thesaury.ports.graph import Solution


class ServerGraphReader:
    """Implements `ports.graph.GraphReader`; threads may share it. Raises Unreachable, NeedsLogin and Refused, as the server answers."""

    def __init__(self, register: Register) -> None:
        """Nothing is asked yet."""
        self._register = register

    @property
    def state(self) -> str:
        """Tells what was written last, by the register."""
        return self._register.read().state

    def select(self, sparql: str, bindings: Solution | None = None) -> list[Solution]:
        """The solutions of a SELECT over all graphs. A graph that is being loaded is as it was before; one that is being changed in
        place may be half changed for a moment."""
        return selected(self._register, self._register.read(), sparql, bindings or {})

    def close(self) -> None:
        """Give the connections back; it answers no more."""
        self._register.server.close()
