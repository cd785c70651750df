"""The child process that answers one question: sets its own limits, opens the copy of the store, writes the answer and how it ended.

It is told everything as one JSON document on standard input. The answer goes to standard output, which is a file of the parent's; the
last line on standard error says how it ended: {"form": ..., "count": n} or {"refused": sentence}.
"""

import json
import os
import re
import sys
from typing import IO, Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, serialize

from thesaury.engines.confining import confine, give_way
from thesaury.engines.cutting_off import no_files, no_sockets
from thesaury.engines.oxigraph.counting import Counted
from thesaury.engines.oxigraph.files import PREFIXES
from thesaury.engines.oxigraph.questions import names_graphs
from thesaury.engines.oxigraph.solutions import verdict, written
from thesaury.engines.oxigraph.statement_forms import FORMATS
from thesaury.model.errors import BadInput
from thesaury.ports.graph_questions import SolutionForm, StatementForm

_PLACE = re.compile(r"error at (\d+):(\d+)")
_SHORT = 100


def main(given: dict[str, Any], sink: IO[bytes]) -> dict[str, Any]:
    """Answer what was given, with no network from here on; returns how it ended."""
    cut_off = no_sockets()
    try:
        store = Store.read_only(given["store"]) if given["store"] else Store()
        if not cut_off:
            no_files(given["store"])
    except (OSError, RuntimeError, ValueError) as error:
        return {"unreadable": str(error)[:300]}
    try:
        return _answered(_asked(store, given), given, sink)
    except BadInput as refusal:
        return {"refused": refusal.message}
    except SyntaxError as error:
        return {"refused": f"This is no SPARQL question: {_fault(str(error.msg))}. Correct it and ask again."}
    except OSError as error:
        if error.errno:
            size = f"{given['mib']:,} MiB"
            return {"refused": f"The answer is larger than {size}: ask for a part of it with LIMIT and OFFSET."}
        return {"unreadable": str(error)[:300]}
    except (ValueError, RuntimeError) as error:
        return {"refused": f"The question cannot be answered ({str(error)[:300]}). Correct it and ask again."}
    except MemoryError:
        return {"refused": f"The question needs more than {given['memory']:,} MiB of memory: ask for less at once."}


def _asked(store: Store, given: dict[str, Any]) -> object:
    """The engine's answer. All graphs together are asked unless graphs are named, here or in the question."""
    sparql, default, named = given["sparql"], given["default"], given["named"]
    if not default and not named:
        return store.query(sparql, use_default_graph_as_union=not names_graphs(sparql))
    return store.query(
        sparql,
        default_graph=[NamedNode(graph) for graph in default],
        named_graphs=[NamedNode(graph) for graph in named],
    )


def _fault(said: str) -> str:
    """What the engine says of a fault, without the long list of all that could stand there instead."""
    place = _PLACE.match(said)
    if place is None or len(said) < _SHORT:
        return " ".join(said.split())[:300]
    return f"it cannot be read from line {place[1]}, column {place[2]} on"


def _answered(found: object, given: dict[str, Any], sink: IO[bytes]) -> dict[str, Any]:
    if isinstance(found, QueryTriples):
        return _statements(found, given, sink)
    if not given["solutions"]:
        return {"form": None, "count": 0}
    form = SolutionForm(given["solutions"])
    if isinstance(found, QueryBoolean):
        sink.write(verdict(form, bool(found)).encode())
        return {"form": form, "count": 1}
    assert isinstance(found, QuerySolutions)  # the engine knows no other answers
    rows = Counted(found, given["written"], given["rows"])
    for piece in written(form, [variable.value for variable in found.variables], rows):
        sink.write(piece.encode("utf-8", "replace"))
    return {"form": form, "count": rows.count}


def _statements(found: QueryTriples, given: dict[str, Any], sink: IO[bytes]) -> dict[str, Any]:
    if not given["statements"]:
        return {"form": None, "count": 0}
    form = StatementForm(given["statements"])
    statements = Counted(found, given["written"], given["rows"])
    serialize(statements, sink, FORMATS[form], prefixes=PREFIXES)
    return {"form": form, "count": statements.count}


def start() -> None:
    """Run on what the parent says on standard input."""
    given = json.load(sys.stdin)
    give_way()
    confine(given["memory"], given["cpu"], given["mib"] << 20)
    ended = main(given, sys.stdout.buffer)
    try:
        sys.stdout.buffer.flush()
    except OSError:
        ended = {
            "refused": f"The answer is larger than {given['mib']:,} MiB: ask for a part of it with LIMIT and OFFSET."
        }
    sys.stderr.write("\n" + json.dumps(ended) + "\n")
    sys.stderr.flush()
    os._exit(0)  # nothing of a refused answer is to be flushed again
