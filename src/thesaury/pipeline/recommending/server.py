"""What a connected taxonomy server says stands near the concepts of a brief; remembered, and done without where it does not answer."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import monotonic

from thesaury.model.connection import Connection
from thesaury.model.errors import AskPerson, Retry, Stop
from thesaury.ports.concept_expander import ConceptExpander
from thesaury.ports.workspace import Workspace
from thesaury.recommendation.expanding import Expanded

_log = logging.getLogger(__name__)

_ROOTS = 12
"""So many concepts of a brief are asked about, the first ones."""
_AT_ONCE = 4
_KEPT, _REST = 600.0, 60.0
"""Seconds for which an answer stays known, and for which a server that did not answer is left alone: a taxonomy changes seldom, and nobody
waits again and again for one that is down."""
_MOST = 20_000

_known: dict[tuple[str, str, str], tuple[float, tuple[tuple[str, float], ...]]] = {}
_silent: dict[tuple[str, str], tuple[float, str]] = {}
_lock = Lock()


def widened(workspace: Workspace, concepts: Sequence[str]) -> tuple[tuple[Expanded, ...], tuple[tuple[str, str], ...]]:
    """What the first connected server that widens concepts says of these, and a note; nothing where none is connected."""
    connection = next(
        (one for one in workspace.catalogue.records.connections() if "expander" in workspace.helps(one)), None
    )
    asked = list(dict.fromkeys(concepts))[:_ROOTS]
    if connection is None or not asked:
        return (), ()
    place = str(workspace.root), connection.name
    with _lock:
        until, said = _silent.get(place, (0.0, ""))
    if monotonic() < until:
        return (), (("server-silent", said),)
    try:
        found = _asked(workspace, connection, place, asked)
    except (Retry, AskPerson, Stop) as error:
        _log.warning("%s widens no concepts now: %s", connection.name, error.message)
        with _lock:
            _silent[place] = monotonic() + _REST, error.message
        return (), (("server-silent", error.message),)
    return found, (("server-expansion", connection.name),) if found else ()


def _asked(
    workspace: Workspace, connection: Connection, place: tuple[str, str], concepts: Sequence[str]
) -> tuple[Expanded, ...]:
    now = monotonic()
    with _lock:
        known = {one: kept[1] for one in concepts if (kept := _known.get((*place, one))) and kept[0] > now}
    missing = [one for one in concepts if one not in known]
    if missing:
        expander = workspace.concept_expander(connection)
        with ThreadPoolExecutor(min(_AT_ONCE, len(missing))) as pool:
            known |= zip(missing, pool.map(lambda one: _of(expander, one, workspace.languages), missing), strict=True)
        with _lock:
            if len(_known) > _MOST:
                _known.clear()
            _known.update({(*place, one): (now + _KEPT, known[one]) for one in missing})
    return tuple(Expanded(root, concept, score) for root in concepts for concept, score in known[root])


def _of(expander: ConceptExpander, concept: str, languages: Sequence[str]) -> tuple[tuple[str, float], ...]:
    return tuple((one.concept, one.score) for one in expander.expand(concept, languages=languages))
