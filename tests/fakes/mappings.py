"""Mappings in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from tests.fakes.audit import FakeAudit
from thesaury.model.errors import Outdated
from thesaury.model.mapping import BY_MATCHING, MappingStatus
from thesaury.model.onboarding import (
    Counted,
    KeptMapping,
    MappingStep,
    OnboardingRound,
    Said,
    Subject,
    SubjectKind,
    counted,
)
from thesaury.ports.mappings import CHANGED, Deeds, WantedMappings, unnoted


class FakeMappings:
    def __init__(self, audit: FakeAudit) -> None:
        self._audit = audit
        self._rounds: dict[str, OnboardingRound] = {}
        self._kept: dict[tuple[str, Subject], KeptMapping] = {}
        self._decided: set[tuple[str, Subject]] = set()
        self._steps: dict[str, list[MappingStep]] = {}

    def put_round(self, round: OnboardingRound) -> None:
        self._rounds[round.name] = round

    def rounds(self) -> list[OnboardingRound]:
        return [self._rounds[name] for name in sorted(self._rounds)]

    def remove_round(self, name: str) -> None:
        self._rounds.pop(name, None)
        self._steps.pop(name, None)
        for key in [key for key in self._kept if key[0] == name]:
            del self._kept[key]
            self._decided.discard(key)

    def propose(self, round: str, kinds: Sequence[SubjectKind], proposals: Sequence[KeptMapping]) -> None:
        for key in [key for key in self._kept if key[0] == round and key[1].kind in kinds]:
            if key not in self._decided:
                del self._kept[key]
        last = max((one.place for (of, _), one in self._kept.items() if of == round), default=0)
        for place, one in enumerate(proposals, last + 1):
            key = round, one.subject
            said = self._kept[key].said if key in self._decided else one.said
            if one.by_person:
                self._decided.add(key)
            self._kept[key] = replace(one, said=said, place=place)

    def page(
        self, round: str, wanted: WantedMappings = WantedMappings(), limit: int = 50, after: int = 0
    ) -> list[KeptMapping]:
        found = (one for (of, _), one in self._kept.items() if of == round and one.place > after)
        page = sorted((one for one in found if _fits(one, wanted)), key=lambda one: one.place)[:limit]
        return [replace(one, choices=()) for one in page] if wanted.bare else page

    def of(self, round: str, subjects: Sequence[Subject]) -> Mapping[Subject, KeptMapping]:
        return {subject: self._kept[round, subject] for subject in subjects if (round, subject) in self._kept}

    def counts(self, round: str) -> Mapping[tuple[SubjectKind, MappingStatus], int]:
        return Counter((one.subject.kind, one.said.status) for (of, _), one in self._kept.items() if of == round)

    def counted(self, round: str) -> Sequence[Counted]:
        found = (one for (of, _), one in self._kept.items() if of == round)
        return [counted(one) for one in sorted(found, key=lambda one: one.place)]

    def decide(
        self,
        round: str,
        decisions: Mapping[Subject, Said],
        by: str,
        at: str,
        seen: Mapping[Subject, Said] = MappingProxyType({}),
        deeds: Deeds = unnoted,
    ) -> list[MappingStep]:
        there = {subject: one.said for subject, one in self.of(round, tuple(seen)).items()}
        if there != dict(seen):
            raise Outdated(CHANGED)
        kept = self._steps.setdefault(round, [])
        batch = max((step.batch for step in kept), default=0) + 1
        steps = [
            MappingStep(batch, subject, one.said, decisions[subject], by, at)
            for subject, one in self.of(round, tuple(decisions)).items()
            if one.said != decisions[subject]
        ]
        for step in steps:
            self._say(round, step.subject, step.after)
        kept += steps
        self._audit.add(deeds(steps))
        return steps

    def undo(
        self, round: str, subject: Subject | None = None, batch: int = 0, deeds: Deeds = unnoted
    ) -> list[MappingStep]:
        kept = self._steps.get(round, [])
        standing = [one for one in kept if not one.undone and subject in (None, one.subject)]
        newest = {one.subject: one.batch for one in standing}
        if batch:
            standing = [one for one in standing if newest[one.subject] == one.batch]
        last = batch or max((step.batch for step in standing), default=0)
        undone = [replace(step, undone=True) for step in standing if step.batch == last]
        for step in undone:
            self._say(round, step.subject, step.before)
            kept[kept.index(replace(step, undone=False))] = step
        self._audit.add(deeds(undone))
        return sorted(undone, key=_order)

    def last_of(self, round: str, by: str) -> list[MappingStep]:
        standing = [one for one in self._steps.get(round, []) if not one.undone]
        newest = {one.subject: one for one in standing}
        mine = [one for one in standing if one.by == by and newest[one.subject] == one]
        last = max((one.batch for one in mine), default=0)
        return sorted((one for one in mine if one.batch == last), key=_order)

    def steps(
        self, round: str, limit: int = 50, before: int = 0, behind: tuple[int, Subject] | None = None
    ) -> list[MappingStep]:
        found = (step for step in self._steps.get(round, []) if not before or step.batch < before)
        return sorted((one for one in found if not behind or _order(one) > _place(*behind)), key=_order)[:limit]

    def _say(self, round: str, subject: Subject, said: Said) -> None:
        self._kept[round, subject] = replace(self._kept[round, subject], said=said)
        (self._decided.add if said.author != BY_MATCHING else self._decided.discard)((round, subject))


def _order(step: MappingStep) -> tuple[int, str, str, str]:
    return _place(step.batch, step.subject)


def _place(batch: int, subject: Subject) -> tuple[int, str, str, str]:
    return -batch, subject.kind.value, subject.field, subject.value


def _fits(one: KeptMapping, wanted: WantedMappings) -> bool:
    texts = (one.subject.value, one.subject.field, one.label)
    return (
        (not wanted.kinds or one.subject.kind in wanted.kinds)
        and (not wanted.statuses or one.said.status in wanted.statuses)
        and wanted.field in ("", one.subject.field)
        and not (wanted.untouched and one.by_person)
        and any(wanted.words.lower() in text.lower() for text in texts)
    )
