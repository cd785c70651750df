"""What people do on the pages of proposals; each deed ends in words to show, whether it was done, refused, or somebody was quicker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from thesaury.model.errors import Outdated, Usage
from thesaury.model.proposal import Proposal
from thesaury.pipeline.proposals.deciding import decide
from thesaury.pipeline.proposals.evidence import near_of
from thesaury.pipeline.proposals.planning import Planned
from thesaury.ports.workspace import Workspace
from thesaury.web.texts import phrase

_LONGEST = 10
"""Digits of a revision; what is no revision was seen by nobody."""

Plan = Callable[[str, int], Planned]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a deed ended: what was decided on, and what hindered the rest; `undo` are the decisions as undoing them has to name them."""

    done: tuple[Proposal, ...] = ()
    wrong: str = ""
    status: int = 200
    said: str = ""

    @property
    def undo(self) -> tuple[str, ...]:
        """What may be undone as one."""
        return tuple(f"{one.id} {one.revision}" for one in self.done)


def decided(workspace: Workspace, seen: Sequence[str], plan: Plan, word: str) -> Ended:
    """Decide the same on all of these, each as `id revision`; what somebody was quicker with is told, the others go on."""
    done: list[Proposal] = []
    wrong, status = "", 200
    for one in dict.fromkeys(seen):
        id, _, revision = one.partition(" ")
        try:
            known = int(revision) if revision.isdecimal() and len(revision) < _LONGEST else -1
            done.append(decide(workspace, plan(id, known)))
        except Usage as error:
            wrong, status = error.message, 409 if isinstance(error, Outdated) else 422
    if not seen:
        wrong, status = phrase("proposals.none_selected"), 422
    terms = ", ".join(one.term for one in done[:3])
    said = phrase(f"proposals.done.{word}", count=len(done), terms=terms) if done else ""
    return Ended(tuple(done), wrong, status, said)


def concept_named(workspace: Workspace, text: str) -> str:
    """The concept that somebody named: by IRI, or by one of its labels. Raises Usage where it is none, or several."""
    given = text.strip()
    if not given or workspace.catalogue.proposals.get(given) or ":" in given:
        return given
    found = near_of(workspace).exactly(given)
    if len(found) != 1:
        raise Usage(phrase("proposals.concept.several" if found else "proposals.concept.none", text=given))
    return found[0]
