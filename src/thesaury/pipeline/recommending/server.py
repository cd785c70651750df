"""What a connected taxonomy server says stands near the concepts of a brief; remembered, and done without where it does not answer."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from weakref import WeakKeyDictionary

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

_Place = tuple[Connection, tuple[str, ...]]
"""A connection with its settings, and the languages it is asked in: after a change of either, nothing is known."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    """What the servers of one workspace said, and which of them is silent; each until when."""

    known: dict[tuple[_Place, str], tuple[float, tuple[tuple[str, float], ...]]] = field(default_factory=dict)
    silent: dict[_Place, tuple[float, str]] = field(default_factory=dict)


_remembered: WeakKeyDictionary[Workspace, _Remembered] = WeakKeyDictionary()
_lock = Lock()


def widened(workspace: Workspace, concepts: Sequence[str]) -> tuple[tuple[Expanded, ...], tuple[tuple[str, str], ...]]:
    """What the first connected server that widens concepts says of these, and a note; nothing where none is connected."""
    connection = next(
        (one for one in workspace.catalogue.records.connections() if "expander" in workspace.helps(one)), None
    )
    asked = list(dict.fromkeys(concepts))[:_ROOTS]
    if connection is None or not asked:
        return (), ()
    place = connection, tuple(workspace.languages)
    with _lock:
        kept = _remembered.setdefault(workspace, _Remembered())
        until, said = kept.silent.get(place, (0.0, ""))
    if monotonic() < until:
        return (), (("server-silent", said),)
    try:
        found = _asked(workspace, place, asked, kept)
    except (Retry, AskPerson, Stop) as error:
        _log.warning("%s widens no concepts now: %s", connection.name, error.message)
        with _lock:
            kept.silent[place] = monotonic() + _REST, error.message
        return (), (("server-silent", error.message),)
    return found, (("server-expansion", connection.name),) if found else ()


def _asked(workspace: Workspace, place: _Place, concepts: Sequence[str], kept: _Remembered) -> tuple[Expanded, ...]:
    now, (connection, languages) = monotonic(), place
    with _lock:
        known = {one: said[1] for one in concepts if (said := kept.known.get((place, one))) and said[0] > now}
    missing = [one for one in concepts if one not in known]
    if missing:
        expander = workspace.concept_expander(connection)
        with ThreadPoolExecutor(min(_AT_ONCE, len(missing))) as pool:
            known |= zip(missing, pool.map(lambda one: _of(expander, one, languages), missing), strict=True)
        with _lock:
            if len(kept.known) > _MOST:
                kept.known.clear()
            kept.known.update({(place, one): (now + _KEPT, known[one]) for one in missing})
    return tuple(Expanded(root, concept, score) for root in concepts for concept, score in known[root])


def _of(expander: ConceptExpander, concept: str, languages: Sequence[str]) -> tuple[tuple[str, float], ...]:
    return tuple((one.concept, one.score) for one in expander.expand(concept, languages=languages))
