"""A reviewer's deeds: decisions on what was shown and waits still, one concept in the place of another, and what search shows of it."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from threading import Event, Lock
from time import monotonic, sleep

from thesaury.model.annotation import Decision, Review, Suggestion
from thesaury.model.errors import ThesauryError, WorkspaceBusy
from thesaury.model.time import instant
from thesaury.pipeline.keeping import decide, decide_waiting
from thesaury.pipeline.projecting import project
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.enrichments import Decisions
from thesaury.ports.workspace import Workspace

_log = logging.getLogger(__name__)

_PATIENCE = 5.0
"""Seconds a person waits for whoever writes to the workspace now."""
_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion as a reviewer saw it: `mark` is that of `mark_of`."""

    asset: str
    concept: str
    mark: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A suggestion that is no longer what the reviewer saw. `newest` is who decided on it last, None where nobody did: it was suggested
    anew with another reason or score, or is suggested no more."""

    shown: Shown
    newest: Review | None


@dataclass(frozen=True, slots=True)
class Deed:
    """What came of a deed: the decisions that were made, and what was left as it is."""

    made: tuple[Review, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def mark_of(suggestion: Suggestion) -> str:
    """A text that is another one as soon as anything about the suggestion is."""
    return sha256(repr(suggestion).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def decide_shown(catalogue: Catalogue, shown: Sequence[Shown], decision: Decision, reviewer: str) -> Deed:
    """Decide the same on all of these as one deed; what is not as it was shown is left alone, whoever changed it.

    Raises Usage for an asset that is not there.
    """
    known = catalogue.enrichments.findings(list(dict.fromkeys(one.asset for one in shown)))
    marks = {(id, s.concept): mark_of(s) for id, found in known.items() for s in found.suggestions}
    same = [one for one in dict.fromkeys(shown) if marks.get((one.asset, one.concept)) == one.mark]
    at = instant()
    wanted = [Review(one.asset, one.concept, decision, reviewer, at) for one in same]
    made = decide_waiting(catalogue, wanted) if wanted else []
    done = {(review.asset, review.concept) for review in made}
    missed = [one for one in dict.fromkeys(shown) if (one.asset, one.concept) not in done]
    return Deed(tuple(made), tuple(Conflict(one, _newest(catalogue, one.asset, one.concept)) for one in missed))


def choose_instead(catalogue: Catalogue, shown: Shown, chosen: str, reviewer: str, anyway: bool = False) -> Deed:
    """Reject what was suggested and accept the chosen concept in its place, as one deed.

    A concept that another reviewer rejected for this asset is a conflict, unless the reviewer wants it `anyway`; one that the asset has
    already stays as it is.
    """
    newest = _newest(catalogue, shown.asset, chosen)
    rejected = newest is not None and newest.decision is Decision.REJECTED and newest.reviewer != reviewer
    if rejected and not anyway:
        return Deed(conflicts=(Conflict(replace(shown, concept=chosen), newest),))
    deed = decide_shown(catalogue, [shown], Decision.REJECTED, reviewer)
    if not deed.made:
        return deed
    held = {one.concept for one in catalogue.enrichments.findings([shown.asset])[shown.asset].annotations}
    if chosen in held:
        return deed
    accepted = Review(shown.asset, chosen, Decision.ACCEPTED, reviewer, deed.made[0].at)
    decide(catalogue, [accepted])
    return Deed((*deed.made, accepted))


@contextmanager
def held_soon(workspace: Workspace, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the workspace for writing, waiting some seconds for whoever has it now. Raises WorkspaceBusy when that takes longer."""
    until = monotonic() + patience
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(workspace.writing())
                break
            except WorkspaceBusy:
                if monotonic() > until:
                    raise
                sleep(_PAUSE)
        yield


def show_in_search(workspace: Workspace, patience: float = _PATIENCE) -> bool:
    """Bring index and graph up to the decisions now; false where somebody else writes to them for longer, and does it when he is done."""
    try:
        with held_soon(workspace, patience):
            project(workspace)
    except WorkspaceBusy:
        return False
    return True


class SearchFollows:
    """Brings index and graph up to what reviewers decided, one thread at a time: whoever comes while one works leaves it to that one."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is done before `follow` is called."""
        self._workspace, self._working, self._wanted = workspace, Lock(), Event()

    def follow(self) -> None:
        """Bring all decisions so far to search, when whoever writes to it now is done. A failure is logged: the next run makes it good."""
        self._wanted.set()
        while self._wanted.is_set() and self._working.acquire(blocking=False):
            try:
                self._wanted.clear()
                with self._workspace.projecting():
                    project(self._workspace)
            except ThesauryError as error:
                _log.warning("search does not show the newest decisions: %s", error.message)
            finally:
                self._working.release()


def _newest(catalogue: Catalogue, asset: str, concept: str) -> Review | None:
    found = catalogue.enrichments.latest(Decisions(asset=asset, concept=concept), 1)
    return found[0][1] if found else None
