"""Where the graphs of one workspace are on a server, kept in a graph of their own there.

A graph that is loaded anew is filled in a new place, and the register then names that place: readers see the old content until the new
one is whole. What was left is cleared some time later, when nobody can be reading it any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_hex

from thesaury.engines.oxigraph.terms import predicate
from thesaury.engines.sparql_server.answers import Rows
from thesaury.engines.sparql_server.dataset import Dataset
from thesaury.engines.sparql_server.server import SOLUTIONS, SparqlServer
from thesaury.model.statement import THY

_HOLDS, _LEFT, _STATE = f"{THY}holdsGraph", f"{THY}leftAt", f"{THY}state"
_GRACE = timedelta(minutes=15)
"""How long a place is kept after the last question about it may have begun."""


@dataclass(frozen=True, slots=True)
class Places:
    """At one moment: what tells of the last write, and the place of every graph."""

    state: str
    of: Mapping[str, str]
    left: Mapping[str, str]
    """Places that nobody is led to any more, with the moment since when (UTC, ISO 8601)."""

    @property
    def graphs(self) -> Mapping[str, str]:
        """The graph of every place."""
        return {place: graph for graph, place in self.of.items()}


class Register:
    """The register of one workspace. Several processes may read it while one writes."""

    def __init__(self, server: SparqlServer, workspace: str, name: str = "register") -> None:
        """All names begin with the id of the workspace, so that two workspaces on one server never meet."""
        self.server, self._workspace = server, workspace
        self._prefix = f"urn:thesaury:workspace:{workspace}:"
        self._name = f"{self._prefix}{name}"

    @property
    def nowhere(self) -> str:
        """A place in which there is never anything."""
        return f"{self._prefix}nothing"

    def read(self) -> Places:
        """What the register says now."""
        asked = f"SELECT ?s ?p ?o {{ ?s ?p ?o . FILTER(?p IN (<{_HOLDS}>, <{_LEFT}>, <{_STATE}>)) }}"
        said: dict[str, dict[str, str]] = {_HOLDS: {}, _LEFT: {}, _STATE: {}}
        with self.server.asked(asked, Dataset((self._name,), (self.nowhere,)), SOLUTIONS) as response:
            for row in Rows(response, {}):
                subject, about, value = (getattr(row[part], "value", "") for part in ("s", "p", "o"))
                said[about][subject] = value
        of = {graph: place for place, graph in said[_HOLDS].items()}
        return Places(said[_STATE].get(self._name, ""), of, said[_LEFT])

    def begun(self, graph: str) -> str:
        """A new place for a graph, to be filled; till it is `held` it counts as left. Raises BadInput for what is no IRI of a graph."""
        place = f"{self._prefix}{token_hex(5)}:{predicate(graph).value}"
        self.server.change(self._insert(_since_now(place)))
        return place

    def held(self, graph: str, place: str, before: Places) -> None:
        """Lead everybody to this place for this graph from now on; empty for none."""
        old = before.of.get(graph, "")
        if old == place:
            return self.server.change(self.marked())
        changes = [self.marked()]
        if old:
            changes += (
                self._delete(f"<{old}> <{_HOLDS}> <{graph}>"),
                self._insert(_since_now(old)),
            )
        if place:
            changes += (self._without(place, _LEFT), self._insert(f"<{place}> <{_HOLDS}> <{graph}>"))
        return self.server.change(";\n".join(changes))

    def marked(self) -> str:
        """The update by which everybody sees that something is written."""
        return ";\n".join(
            (self._without(self._name, _STATE), self._insert(f'<{self._name}> <{_STATE}> "{token_hex(8)}"'))
        )

    def swept(self, places: Places) -> None:
        """Clear what was left long enough ago."""
        until = (datetime.now(UTC) - _GRACE).isoformat()
        for place, since in places.left.items():
            if since < until:
                self.server.change(";\n".join((f"CLEAR SILENT GRAPH <{place}>", self._without(place, _LEFT))))

    def graphs_there(self) -> list[str]:
        """Every graph of the server that is of this workspace, in the register or not."""
        begins = f'STRSTARTS(STR(?g), "{self._prefix}")'
        asked = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({begins}) }}"
        with self.server.asked(
            asked, Dataset((), ()), SOLUTIONS
        ) as response:  # told of no graph, a server looks at all
            return sorted(getattr(row["g"], "value", "") for row in Rows(response, {}))

    def cleared(self) -> int:
        """Clear all of this workspace for good, the registers last, so that what is cut off goes on; returns how much is there still."""
        registers = {self._name, self.beside()._name}
        there = self.graphs_there()
        for graph in (*(one for one in there if one not in registers), *sorted(registers)):
            self.server.change(f"CLEAR SILENT GRAPH <{graph}>")
        return len(self.graphs_there())

    def beside(self) -> "Register":
        """Another register of the same workspace, to build all graphs anew."""
        return Register(self.server, self._workspace, "register.new")

    def empty_beside(self) -> None:
        """See that nothing is in the register beside: what was built there and never taken is left."""
        said = self.beside().read()
        self._taken([_since_now(place) for place in (*said.of.values(), *said.left)])

    def replaced(self) -> None:
        """Lead everybody to the places of the register beside, which is empty then."""
        old, new = self.read(), self.beside().read()
        left = [_since_now(place) for place in (*old.of.values(), *old.left, *new.left)]
        self._taken([*left, *(f"<{place}> <{_HOLDS}> <{graph}>" for graph, place in new.of.items())])

    def _taken(self, statements: list[str]) -> None:
        """Empty the register beside, and say this in ours instead of what ours says of the same places."""
        changes = [f"CLEAR SILENT GRAPH <{self.beside()._name}>", self.marked()]
        for said in statements:
            place = said.partition("> ")[0][1:]
            changes += (self._without(place, _HOLDS), self._without(place, _LEFT))
        if statements:
            changes.append(self._insert(" . ".join(statements)))
        self.server.change(";\n".join(changes))

    def _insert(self, statement: str) -> str:
        return f"INSERT DATA {{ GRAPH <{self._name}> {{ {statement} }} }}"

    def _delete(self, statement: str) -> str:
        return f"DELETE DATA {{ GRAPH <{self._name}> {{ {statement} }} }}"

    def _without(self, subject: str, about: str) -> str:
        return f"DELETE WHERE {{ GRAPH <{self._name}> {{ <{subject}> <{about}> ?o }} }}"


def _since_now(place: str) -> str:
    """That nobody is led to a place any more."""
    return f'<{place}> <{_LEFT}> "{datetime.now(UTC).isoformat()}"'
