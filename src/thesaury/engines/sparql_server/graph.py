"""The named graphs of one workspace on a SPARQL server."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from thesaury.engines.oxigraph.bulk import is_blank, line
from thesaury.engines.oxigraph.files import write_file
from thesaury.engines.oxigraph.terms import Term, node, plain, predicate, quad, term
from thesaury.engines.sparql_server.answers import CutShort, Rows
from thesaury.engines.sparql_server.blanks import labelled, named
from thesaury.engines.sparql_server.dataset import Dataset
from thesaury.engines.sparql_server.register import Places, Register
from thesaury.engines.sparql_server.selecting import selected
from thesaury.engines.sparql_server.server import SOLUTIONS
from thesaury.model.errors import BadInput
from thesaury.model.statement import Iri, Literal, Statement
from thesaury.ports.graph import Solution

_LINES = 50_000
"""Statements to a request of the Graph Store Protocol: some megabytes."""
_AT_ONCE = 2
"""Requests of one load that are under way together: Virtuoso takes half as much again as by one, and of four ends some as deadlocks."""
_FEW = 1_000
"""Statements to an update: Virtuoso takes no 5,000."""
_OWNERS = 100
"""Nodes whose statements are asked for at once."""
_MOST_PARTS = 256
_HOME = NamedNode("urn:x")


class ServerGraph:
    """A `Graph` on a server; one writes at a time. Every method raises Unreachable, NeedsLogin and Refused, as the server answers."""

    def __init__(self, register: Register) -> None:
        self._register, self._server = register, register.server

    def load(self, graph: str, statements: Iterable[Statement]) -> int:
        """Replace a named graph; returns how many different statements it now holds.

        It is filled in a new place, and readers see the old one until it is whole. Where that fails the old one stays, and
        what was filled is cleared some time later.
        """
        before = self._swept()
        place = self._register.begun(graph)
        given = self._poured(place, statements)
        count = self._counted(place) if given else 0
        self._register.held(graph, place if count else "", before)
        return count

    def replace(self, graph: str, owned: Mapping[str, Iterable[Statement]]) -> None:
        """For each owner replace its statements and those of its fragments.

        What stays the same is not written again. Up to a thousand statements are exchanged in one request; of more, some
        may be gone and others not yet there for a moment, or until the same is given again where that is cut short.
        Raises BadInput for blank nodes.
        """
        said = {quad(each, _HOME): each for given in owned.values() for each in given}
        places = self._swept()
        held = {quad(each, _HOME): each for each in self._owned(places.of.get(graph, ""), list(owned))}
        gone = [each for key, each in held.items() if key not in said]
        new = [each for key, each in said.items() if key not in held]
        if any(is_blank(each) for each in (*gone, *new)):
            raise BadInput("statements of an owner cannot have blank nodes: name them by a fragment of the owner")
        if gone or new:
            self._exchange(self._place(graph, places), gone, new)

    def extend(self, graph: str, statements: Iterable[Statement]) -> int:
        """Add statements to a named graph in bulk; returns how many were given. Raises BadInput for blank nodes."""
        place = self._place(graph, self._swept())
        self._server.change(self._register.marked())
        try:
            return self._poured(place, _without_blanks(statements))
        finally:
            self._server.change(self._register.marked())

    def match(
        self, graph: str, subject: str | None = None, predicate: str | None = None, object: Iri | Literal | None = None
    ) -> Iterator[Statement]:
        """The statements that fit; `None` fits everything."""
        fixed = _fixed(subject, predicate, object)
        place = self._register.read().of.get(graph)
        return self._found(place, fixed) if place else iter(())

    def select(self, sparql: str, bindings: Solution | None = None) -> Iterator[Solution]:
        """The solutions of a SELECT over all graphs, as `OxigraphGraph.select`. Raises Refused where the server gives not all of them."""
        return iter(selected(self._register, self._register.read(), sparql, bindings or {}))

    def write(self, graphs: Iterable[str], path: Path) -> int:
        """Write these graphs as one file; a statement of several graphs comes once. The file is there whole or not at all."""
        return write_file(self._once(tuple(dict.fromkeys(graphs))), path)

    def close(self) -> None:
        """Give the connections back; it answers no more."""
        self._server.close()

    def _swept(self) -> Places:
        places = self._register.read()
        self._register.swept(places)
        return places

    def _place(self, graph: str, places: Places) -> str:
        """Where the graph is, or will be from now on."""
        if graph in places.of:
            return places.of[graph]
        place = self._register.begun(graph)
        self._register.held(graph, place, places)
        return place

    def _poured(self, place: str, statements: Iterable[Statement]) -> int:
        """Add these to a place; returns how many were given. What cannot be said in RDF is found before any of its chunk is sent."""
        waiting, count, sent = iter(statements), 0, deque[Future[None]]()
        most = _LINES if self._server.address.store else _FEW
        with ThreadPoolExecutor(_AT_ONCE) as sending:  # while the server takes some, the next are written
            while chunk := list(islice(waiting, most)):
                lines = _lines(chunk)
                if len(sent) == _AT_ONCE:
                    sent.popleft().result()
                sent.append(sending.submit(self._server.add, place, lines))
                count += len(chunk)
            for one in sent:
                one.result()
        return count

    def _counted(self, place: str, pattern: str = "?s ?p ?o") -> int:
        asked = f"SELECT (COUNT(*) AS ?all) {{ {pattern} }}"
        with self._server.asked(asked, self._alone(place), SOLUTIONS) as response:
            number = next(iter(Rows(response, {})))["all"]
        assert isinstance(number, Value)  # as COUNT always is
        return int(number.value)

    def _owned(self, place: str, owners: Sequence[str]) -> Iterator[Statement]:
        """The statements of the owners and of every fragment that links lead to, as far as there is a place."""
        for owner in owners:
            node(owner)
        waiting, seen = list(owners) if place else [], set(owners)
        while waiting:
            some, waiting = waiting[:_OWNERS], waiting[_OWNERS:]
            for found in self._said_of(place, some):
                yield found
                linked = found.object.value if isinstance(found.object, Iri) else ""
                owner = linked.partition("#")[0]
                if linked not in seen and owner != linked and found.subject.partition("#")[0] == owner:
                    seen.add(linked)
                    waiting.append(linked)

    def _said_of(self, place: str, subjects: Sequence[str]) -> list[Statement]:
        """The statements of these subjects, of fewer at once where the server does not give so many."""
        listed = " ".join(f"<{one}>" for one in subjects)
        try:
            return list(self._selected(place, f"VALUES ?s {{ {listed} }} ?s ?p ?o", {}))
        except CutShort:
            if len(subjects) == 1:
                raise
            middle = len(subjects) // 2
            return [*self._said_of(place, subjects[:middle]), *self._said_of(place, subjects[middle:])]

    def _exchange(self, place: str, gone: Sequence[Statement], new: Sequence[Statement]) -> None:
        if len(gone) + len(new) <= _FEW:
            parts = [_data("DELETE", place, gone), _data("INSERT", place, new), self._register.marked()]
            return self._server.change(";\n".join(part for part in parts if part))
        self._server.change(self._register.marked())
        for start in range(0, len(gone), _FEW):
            self._server.change(_data("DELETE", place, gone[start : start + _FEW]))
        self._poured(place, new)
        return self._server.change(self._register.marked())

    def _found(self, place: str, fixed: Mapping[str, Term]) -> Iterator[Statement]:
        """The statements that have these parts. Where the server does not give so many, they are asked for by digests of their subjects."""
        pattern = " ".join(str(fixed[part]) if part in fixed else f"?{part}" for part in "spo")
        try:
            yield from self._selected(place, pattern, fixed)
        except CutShort as error:  # before the first of them
            most_parts = 1 if "s" in fixed else _MOST_PARTS
            for part in _parts(self._counted(place, pattern), error.most, most_parts):
                yield from self._selected(place, f"{pattern} FILTER(STRSTARTS(MD5(STR(?s)), '{part}'))", fixed)

    def _selected(self, place: str, pattern: str, fixed: Mapping[str, Term]) -> Iterator[Statement]:
        """The statements of a pattern, as they come. Raises CutShort before the first of them where the server would not give all."""
        with self._server.asked(f"SELECT * {{ {pattern} }}", self._alone(place), SOLUTIONS) as response:
            rows = Rows(response, {})
            if rows.most:
                raise CutShort(rows.most)
            for row in rows:
                subject, about, object = [plain(value) for part in "spo" if (value := fixed.get(part) or row[part])]
                yield labelled(Statement(subject.value, about.value, object))

    def _once(self, graphs: Sequence[str]) -> Iterator[Quad]:
        seen: set[int] = set()
        for graph in graphs:
            for found in self.match(graph):
                key = hash(found)
                if key not in seen:
                    yield quad(found, _HOME)
                if len(graphs) > 1:
                    seen.add(key)

    def _alone(self, place: str) -> Dataset:
        return Dataset((place,), (self._register.nowhere,))


def _fixed(subject: str | None, about: str | None, object: Iri | Literal | None) -> dict[str, Term]:
    """The parts that are given, by s, p and o. Blank nodes have the names that they have on the server."""
    given = {
        "s": None if subject is None else node(named(subject)),
        "p": None if about is None else predicate(about),
        "o": None if object is None else term(Iri(named(object.value)) if isinstance(object, Iri) else object),
    }
    return {part: value for part, value in given.items() if value is not None}


def _parts(count: int, most: int, most_parts: int) -> list[str]:
    """The beginnings of digests by which so many statements are asked for, none with too many; just the empty one where all may come at
    once. Raises CutShort where there would be too many parts."""
    parts = [""]
    while count > most * len(parts) // 2:
        if len(parts) == most_parts:
            raise CutShort(most)
        parts = [part + digit for part in parts for digit in "0123456789abcdef"]
    return parts


def _lines(chunk: Sequence[Statement]) -> bytes:
    """These as N-Triples, blank nodes by name. Raises BadInput for what cannot be said in RDF."""
    try:
        text = "".join(line(_by_name(each)) for each in chunk).encode()
        for _ in parse(text, RdfFormat.N_TRIPLES):
            pass  # the server may take what is no RDF
    except (SyntaxError, UnicodeEncodeError) as error:
        raise BadInput(f"a statement cannot be said in RDF ({error}): mend it where it comes from") from error
    return text


def _by_name(said: Statement) -> Statement:
    if not is_blank(said):
        return said
    object = Iri(named(said.object.value)) if isinstance(said.object, Iri) else said.object
    return Statement(named(said.subject), said.predicate, object)


def _without_blanks(statements: Iterable[Statement]) -> Iterator[Statement]:
    for each in statements:
        if is_blank(each):
            raise BadInput("statements that are added cannot have blank nodes: give them names")
        yield each


def _data(verb: str, place: str, said: Sequence[Statement]) -> str:
    return f"{verb} DATA {{ GRAPH <{place}> {{\n{''.join(map(line, said))}}} }}" if said else ""
