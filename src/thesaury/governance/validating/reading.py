"""A tag as it is read: settled by labels, cut into parts, or left open for what may be meant."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from thesaury.governance.terms.alike import AlikeLabels
from thesaury.governance.validating.context import Contexts
from thesaury.governance.validating.cutting import comma_listed, listed, may_be_list, path
from thesaury.governance.validating.judging import Judge
from thesaury.governance.wording import keys
from thesaury.model.validation import Standing, TagAnswer


@dataclass(frozen=True, slots=True)
class Read:
    """What was made of a tag: its answer, or its parts, or else the term to look for among those alike."""

    tag: str
    answer: TagAnswer | None = None
    parts: tuple["Read", ...] = ()
    sought: str = ""

    def open(self) -> Iterator[str]:
        """The terms to look for."""
        if self.sought:
            yield self.sought
        for part in self.parts:
            yield from part.open()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads tags under one profile."""

    judge: Judge
    alike: AlikeLabels
    contexts: Contexts

    def read(self, tag: str) -> Read:
        """Whole, if a label says so; else in parts; else as a path."""
        if not keys(tag):
            return Read(tag, self.judge.unknown(tag))
        if answer := self.judge.certain(tag):
            return Read(tag, answer)
        if parts := listed(tag):
            return self._several(tag, parts)
        if commas := comma_listed(tag):
            several = self._several(tag, commas)
            if any(part.answer and part.answer.standing.certain for part in several.parts):
                return several
        return self._path(tag, steps) if (steps := path(tag)) else self._open(tag, tag)

    def _several(self, tag: str, parts: tuple[str, ...]) -> Read:
        read = map(self.read, parts)
        return Read(tag, parts=tuple(leaf for one in read for leaf in (one.parts or (one,))))

    def _path(self, tag: str, steps: tuple[str, ...]) -> Read:
        """A path is certain where the steps before lead to the term; a term alone at its end may mean something else."""
        if forbidden := self.judge.forbidden(steps[-1]):
            return Read(tag, replace(forbidden, tag=tag))
        bearers = self.judge.bearers(steps[-1])
        if below := self.contexts.below(bearers, steps[:-1]):
            return Read(tag, self.judge.among(tag, below))
        if may_be_list(tag):
            several = self._several(tag, steps)
            if all(part.answer and part.answer.standing.certain for part in several.parts):
                return several
        if offered := self.judge.offered(tag, [(one, 1.0) for one in bearers]):
            return Read(tag, offered)
        return self._open(tag, steps[-1])

    def _open(self, tag: str, sought: str) -> Read:
        """A label that needs a qualifier is ambiguous where several have it."""
        answer = self.judge.among(tag, self.alike.unqualified(sought))
        return Read(tag, answer) if answer.standing is Standing.AMBIGUOUS else Read(tag, sought=sought)
