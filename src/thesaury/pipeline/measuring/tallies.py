"""The tallies in the graph, slice by slice: what a few new uses change is a few slices of thousands."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256

from thesaury.analytics.naming import TALLIES_GRAPH
from thesaury.analytics.tallying.cube import Slice, slice_statements
from thesaury.model.statement import Statement
from thesaury.ports.catalogue import chunked
from thesaury.ports.progress import Progress
from thesaury.ports.workspace import Workspace

SLICES = "slices"
"""The mark with the digest of every slice that is in the graph, as JSON by IRI."""

_AT_ONCE = 50
"""Slices of one write."""
_FEW = 0.5
"""Where more than this share of all slices is another one, the graph is loaded as a whole."""

Digests = dict[str, str]


def write_tallies(
    workspace: Workspace, slices: Mapping[str, Slice], progress: Progress, stopped: Callable[[], bool]
) -> bool:
    """Let the graph hold these slices and no others; false where it was stopped before that. What is written is noted only when it is, so
    that whoever goes on writes it again."""
    before: Digests = json.loads(workspace.catalogue.measuring.marks().get(SLICES) or "{}")
    if not before:
        _load(workspace, slices)
        return True
    now = {iri: digest_of(one) for iri, one in slices.items()}
    behind = [iri for iri, digest in now.items() if before.get(iri) != digest]
    behind += (iri for iri in before if iri not in now)
    if len(behind) > _FEW * len(now):
        _load(workspace, slices)
    elif behind:
        # Until they are written, nobody knows what they hold.
        _note(workspace, before | dict.fromkeys(behind, ""))
        if not _replaced(workspace, slices, behind, progress, stopped):
            return False
        _note(workspace, now)
    return True


def _load(workspace: Workspace, slices: Mapping[str, Slice]) -> None:
    digests: Digests = {}

    def statements() -> Iterator[Statement]:
        for iri, one in slices.items():
            seen = replace(one, observations=partial(tuple, tuple(one.observations())))
            digests[iri] = digest_of(seen)
            yield from slice_statements(seen)

    _note(workspace, {})
    with workspace.projecting():
        workspace.graph.load(TALLIES_GRAPH, statements())
    _note(workspace, digests)


def digest_of(one: Slice) -> str:
    """Another text whenever a statement of the slice is another one."""
    told = sha256(repr((one.cube, one.fixed, one.told)).encode("utf-8", "surrogatepass"))
    for observation in one.observations():
        told.update(repr((observation.key, observation.told)).encode("utf-8", "surrogatepass"))
    return told.hexdigest()[:32]


def _replaced(
    workspace: Workspace,
    slices: Mapping[str, Slice],
    behind: Sequence[str],
    progress: Progress,
    stopped: Callable[[], bool],
) -> bool:
    done = 0
    for few in chunked(behind, _AT_ONCE):
        if stopped():
            return False
        owned = {iri: slice_statements(slices[iri]) if iri in slices else () for iri in few}
        with workspace.projecting():
            workspace.graph.replace(TALLIES_GRAPH, owned)
        done += len(few)
        progress("tallies", done, len(behind))
    return True


def _note(workspace: Workspace, digests: Digests) -> None:
    workspace.catalogue.measuring.note({SLICES: json.dumps(digests, separators=(",", ":"))})
