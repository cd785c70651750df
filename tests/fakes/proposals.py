"""Proposals in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from thesaury.model.proposal import Proposal, ProposalState, ProposalStep, StepKind
from thesaury.ports.proposals import ProposalOrder, ProposalPlace, WantedProposals, place_in


class FakeProposals:
    def __init__(self) -> None:
        self._kept: dict[str, Proposal] = {}
        self._steps: list[tuple[str, ProposalStep]] = []
        self._gathering = ("", "")

    def put(self, proposals: Sequence[tuple[Proposal, ProposalStep | None]]) -> list[str]:
        new = []
        for one, step in {one.form: (one, step) for one, step in proposals}.values():
            known = self.by_form([one.form]).get(one.form)
            if known:
                self._kept[known.id] = replace(known, gathered=one.gathered)
                continue
            self._kept[one.id] = one
            new.append(one.id)
            self._steps += [(one.id, step)] if step else []
        return new

    def get(self, id: str) -> Proposal | None:
        return self._kept.get(id)

    def by_form(self, forms: Sequence[str]) -> Mapping[str, Proposal]:
        return {one.form: one for one in self._kept.values() if one.form in forms}

    def page(
        self, wanted: WantedProposals = WantedProposals(), limit: int = 50, after: ProposalPlace | None = None
    ) -> list[Proposal]:
        found = [
            one for one in self._kept.values() if _is(one, wanted) and one.state in (wanted.states or (one.state,))
        ]
        found = sorted(found, key=lambda one: one.id)
        rising = wanted.order is ProposalOrder.TERM
        found.sort(key=lambda one: place_in(wanted.order, one)[0], reverse=not rising)
        if after:
            found = [one for one in found if _behind(place_in(wanted.order, one), after, rising)]
        return found[:limit]

    def counts(self, wanted: WantedProposals = WantedProposals()) -> Mapping[ProposalState, int]:
        return Counter(one.state for one in self._kept.values() if _is(one, wanted))

    def values(self, kind: str, limit: int = 100) -> list[tuple[str, int]]:
        waiting = [one for one in self._kept.values() if one.state is ProposalState.OPEN]
        counts = Counter(use.value for one in waiting for use in one.gathered.uses if use.kind == kind)
        return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))[:limit]

    def exchange(self, before: Proposal, after: Proposal, step: ProposalStep | None = None) -> bool:
        kept = self._kept.get(before.id)
        if kept is None or kept.revision != before.revision:
            return False
        made = replace(after, id=kept.id, form=kept.form, revision=kept.revision + 1, gathered=kept.gathered)
        self._kept[kept.id] = made
        self._steps += [(kept.id, step)] if step else []
        return True

    def say(self, id: str, step: ProposalStep) -> bool:
        if id in self._kept:
            self._steps.append((id, step))
        return id in self._kept

    def steps(self, id: str) -> list[ProposalStep]:
        return [step for of, step in self._steps if of == id]

    def comments(self, ids: Sequence[str]) -> Mapping[str, int]:
        return Counter(of for of, step in self._steps if of in ids and step.kind is StepKind.COMMENT)

    def recent(self, kinds: Sequence[str], limit: int = 20) -> list[tuple[str, ProposalStep]]:
        return [(of, step) for of, step in self._steps[::-1] if step.kind in kinds][:limit]

    def unfinished(self) -> tuple[str, str]:
        return self._gathering

    def note_gathering(self, begun: str, done: str) -> None:
        self._gathering = (begun, done) if begun else ("", "")


def _is(one: Proposal, wanted: WantedProposals) -> bool:
    spelled = "\n".join((one.term, *(text for text, _ in one.gathered.spellings))).casefold()
    uses = {(use.kind, use.value) for use in one.gathered.uses}
    return (
        wanted.words.casefold() in spelled
        and wanted.language in ("", one.language)
        and wanted.by in ("", one.by)
        and wanted.to in ("", one.errand.to if one.errand else "")
        and set(wanted.uses) <= uses
    )


def _behind(place: ProposalPlace, after: ProposalPlace, rising: bool) -> bool:
    if place[0] == after[0]:
        return place[1] > after[1]
    return (place[0] > after[0]) is rising  # type: ignore[operator]
