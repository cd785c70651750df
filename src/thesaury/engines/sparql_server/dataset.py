"""Of which graphs of a server a question is asked. Every question is told, so that none sees the graphs of another workspace."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thesaury.engines.oxigraph.questions import ASIDE
from thesaury.model.errors import BadInput

_GAP = r"(?:\s|\#[^\n\r]*[\n\r])*+"
_FROM = rf"(?<![\w?$@:-])(?i:from) (?P<named> {_GAP} (?i:named))? {_GAP} <(?P<graph>[^<>\s]*)>"
_PARTS = re.compile(rf"{_FROM} | {ASIDE}", re.DOTALL | re.VERBOSE)
_HIDDEN = re.compile(rf"(?<![\w?$])from {_GAP} (?:named {_GAP})? (?:<|[\w.-]*:)", re.IGNORECASE | re.VERBOSE)
"""The clause wherever it stands. Nothing is set aside first, so nothing can be hidden; a string that looks just so is refused with it."""
_PREFIX = re.compile(
    rf"(?<![\w?$:-])prefix {_GAP} (?P<name>[^\s:<>]*): {_GAP} <(?P<begins>[^<>\s]*)>", re.IGNORECASE | re.VERBOSE
)
_BASE = re.compile(rf"(?<![\w?$:-])base {_GAP} <(?P<scheme>[\w.+-]+:)", re.IGNORECASE | re.VERBOSE)
_RELATIVE = re.compile(r"<(?![\w.+-]+:)[./]*([^<>\s{}]*)>")
_ESCAPE = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}")
_NO_STANDARD = re.compile(r"<\s*(?:bif:|sql:|https?://(?:www\.)?openlinksw\.com/)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that are asked together, and those that a question may name. A server that is told of none takes all it has, so
    there is always one in each, if only one that is empty."""

    default: tuple[str, ...]
    named: tuple[str, ...]


def check_standard(sparql: str) -> None:
    """Raises BadInput for functions of Virtuoso's own, which reach beyond the graphs that are asked."""
    if _ESCAPE.search(sparql):
        raise BadInput("The question has escapes of the form \\u0041: write these letters as they are.")
    if _NO_STANDARD.search(sparql):
        raise BadInput("Functions of a server's own are not allowed: ask with what SPARQL 1.1 has.")


def addressed(
    sparql: str, places: Mapping[str, str], nowhere: str, default: Sequence[str] = (), named: Sequence[str] = ()
) -> tuple[str, Dataset]:
    """The question as the server is asked it, and of which of its graphs. `places` tells where each graph is on the server.

    Where neither the caller nor the question (by FROM) names graphs, it is asked of all of them. FROM is taken out of the question:
    some servers would add to the graphs they are told. Raises BadInput for a FROM that cannot be understood, and for a graph that is
    named otherwise than by its whole IRI: the server has it under another name, and would find nothing.
    """
    _check_names(sparql, places)
    said: dict[bool, list[str]] = {False: [], True: []}
    text = _asked(sparql, places, said)
    if _HIDDEN.search(text):
        raise BadInput(
            "Behind FROM the question has to name a graph by its whole IRI, as FROM <urn:x>, outside of texts."
        )
    if default or named:
        said = {False: list(default), True: list(named)}
    elif not said[False] and not said[True]:
        said = {False: list(places), True: list(places)}
    return text, Dataset(_where(said[False], places, nowhere), _where(said[True], places, nowhere))


def _check_names(sparql: str, places: Mapping[str, str]) -> None:
    bare = re.sub(ASIDE, " ", sparql, flags=re.DOTALL | re.VERBOSE)
    named: set[str] = set()
    for found in _PREFIX.finditer(sparql):
        used = re.findall(rf"(?<![\w?$:.-]){re.escape(found['name'])}:((?:[\w:%.-]|\\.)*)", bare)
        named |= {found["begins"] + re.sub(r"\\(.)", r"\1", local) for local in used}
    for base in _BASE.finditer(sparql):
        ends = tuple(_RELATIVE.findall(sparql))
        named |= {graph for graph in places if graph.startswith(base["scheme"]) and ends and graph.endswith(ends)}
    named |= {text for text in re.findall(r"""["']([^"']*)["']""", sparql) if text in places}
    if found_so := sorted(named & places.keys()):
        raise BadInput(f"Name a graph by its whole IRI, without PREFIX, BASE and STR: <{found_so[0]}>.")


def _asked(sparql: str, places: Mapping[str, str], said: Mapping[bool, list[str]]) -> str:
    """The question without comments and dataset clauses, whose graphs are noted as `said`, and with the server's names of graphs."""

    def instead(found: re.Match[str]) -> str:
        token = found[0]
        if found["graph"] is not None:
            said[found["named"] is not None].append(found["graph"])
            return " "
        if token.startswith("<"):
            return f"<{places.get(token[1:-1], token[1:-1])}>"
        return " " if token.startswith("#") else token

    return _PARTS.sub(instead, sparql)


def _where(graphs: Sequence[str], places: Mapping[str, str], nowhere: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(places[graph] for graph in graphs if graph in places)) or (nowhere,)
