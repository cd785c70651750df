"""Where the mappings of a client and the decisions of its onboarding are kept: proposals are replaced, what people decided stays."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from thesaury.model.audit import Deed
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import Counted, KeptMapping, MappingStep, OnboardingRound, Said, Subject, SubjectKind

Deeds = Callable[[Sequence[MappingStep]], Sequence[Deed]]
"""What the audit log says of these steps; it is kept with them, or neither is."""
CHANGED = "Somebody decided otherwise meanwhile, so nothing was kept. Look at it again, then decide."
"""What is said where something else is said than was seen."""


def unnoted(steps: Sequence[MappingStep]) -> Sequence[Deed]:
    """Nothing is said of them in the audit log."""
    return ()


@dataclass(frozen=True, slots=True)
class WantedMappings:
    """Which mappings are wanted; what is empty does not narrow. `words` stand in the value, the field or the label, whatever the case
    of ASCII letters. `untouched` are those of which no person said anything. `bare` ones come without their choices, which are most of what
    is kept of each."""

    kinds: tuple[SubjectKind, ...] = ()
    statuses: tuple[MappingStatus, ...] = ()
    field: str = ""
    words: str = ""
    untouched: bool = False
    bare: bool = False


class Mappings(Protocol):
    """The mappings of one client, round by round. Every change leaves a step, but for what proposing anew changes."""

    def put_round(self, round: OnboardingRound) -> None:
        """Keep a round, or put it in the place of the one of its name."""

    def rounds(self) -> list[OnboardingRound]:
        """All rounds, by name."""

    def remove_round(self, name: str) -> None:
        """Forget a round with its mappings and the decisions on them; others, and one that is not there, stay as they are."""

    def propose(self, round: str, kinds: Sequence[SubjectKind], proposals: Sequence[KeptMapping]) -> None:
        """Put these in the place of everything of these kinds that no person decided, in one transaction; pages have them in this order.

        What a person decided keeps what is said of it and gets the new count, choices and place, or stays as it is where it is not among
        these.
        """

    def page(
        self, round: str, wanted: WantedMappings = WantedMappings(), limit: int = 50, after: int = 0
    ) -> list[KeptMapping]:
        """The next ones of a round behind this place."""

    def of(self, round: str, subjects: Sequence[Subject]) -> Mapping[Subject, KeptMapping]:
        """Those of these subjects that there are."""

    def counts(self, round: str) -> Mapping[tuple[SubjectKind, MappingStatus], int]:
        """How many there are of each kind and status; those without any are left out."""

    def counted(self, round: str) -> Sequence[Counted]:
        """All of a round in its order, with as much of each as counts, at one moment."""

    def decide(
        self,
        round: str,
        decisions: Mapping[Subject, Said],
        by: str,
        at: str,
        seen: Mapping[Subject, Said] = MappingProxyType({}),
        deeds: Deeds = unnoted,
    ) -> list[MappingStep]:
        """Say this of these subjects, as one batch, with the `deeds` for the audit log; gives the steps of those of which something else
        was said before. Unknown subjects are left out.

        Raises Outdated, and keeps nothing, where of one of the subjects `seen` something else is said by now, or nothing any more; nobody
        decides between that look and this decision.
        """

    def undo(
        self, round: str, subject: Subject | None = None, batch: int = 0, deeds: Deeds = unnoted
    ) -> list[MappingStep]:
        """Take the last batch back that stands, or the last decision on this subject alone, or of this batch (from 1) what nobody decided
        anew since; gives the steps that were taken back, none where there is nothing to take back."""

    def last_of(self, round: str, by: str) -> list[MappingStep]:
        """What can be taken back of this author's last batch of which anything can, by subject: it stands, and nobody decided anew since.
        None where there is none."""

    def steps(
        self, round: str, limit: int = 50, before: int = 0, behind: tuple[int, Subject] | None = None
    ) -> list[MappingStep]:
        """The decisions on a round, taken back or not, the newest batch first and by subject in it; those of batches below `before` where
        that is not 0, and those that come behind the one of this batch on this subject."""


def round_called(mappings: Mappings, name: str) -> OnboardingRound | None:
    """The round of exactly this name."""
    return next((one for one in mappings.rounds() if one.name == name), None)


def each_mapping(
    mappings: Mappings, round: str, wanted: WantedMappings = WantedMappings(), page: int = 500
) -> Iterator[KeptMapping]:
    """All of a round in their order, read page by page."""
    after = 0
    while found := mappings.page(round, wanted, page, after):
        yield from found
        if len(found) < page:  # a look for more would go through all that is kept
            return
        after = found[-1].place
