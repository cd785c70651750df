"""Verdicts for a whole search: each key of equal rights is decided once for a use, by the rights of one asset that has it.

A verdict belongs to what stands behind its key and never becomes another one while tables and use stay. So what was decided stays known
when the index changes, and a licence that ends gives another answer on the next day without anything being indexed.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from threading import RLock, Thread
from time import monotonic

from thesaury.model.asset import Asset
from thesaury.model.errors import ThesauryError
from thesaury.model.licensing import Axis
from thesaury.model.policy import Verdict
from thesaury.model.use import Fit, Use
from thesaury.pipeline.rights.held import held_rights
from thesaury.pipeline.rights.keys import bare_rights
from thesaury.pipeline.rights.lines import Lines
from thesaury.pipeline.uncollected import uncollected
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding.assets import statements_of
from thesaury.rights.deciding.bare import Bare, Used, verdict_of
from thesaury.rights.deciding.changes import Turns
from thesaury.rights.deciding.days import judge_days
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.remembering import Memory
from thesaury.rights.vocabulary import Tables
from thesaury.rights.vocabulary.client import tables_of
from thesaury.search.cleared import Cleared, RightsLine
from thesaury.search.documents import RIGHTS_KEY

_log = logging.getLogger(__name__)

_CHUNK = 1_000
_ANSWERS = 16
"""So many uses stay answered: a person who compares two or three channels goes from one to the other and back, and a brief may name all
channels there are."""
_AGAIN = 2.0
"""Seconds after which keys are looked at again whose example has other rights by now: so long an index may be behind."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """Verdicts by these tables, up to this moment (infinite where all keys are surely decided)."""

    verdicts: Mapping[str, Verdict]
    tables: Tables
    until: float
    lines: Lines
    cleared: dict[tuple[Verdict, ...], Cleared] = field(default_factory=dict)


class Clearing:
    """Keeps the rights behind every key of one workspace, and its last few answers; threads may share it."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is read before somebody asks."""
        self._workspace = workspace
        self._lock = RLock()
        self._bare: dict[str, Bare] = {}
        self._unsure: dict[str, float] = {}
        self._answers: dict[Use, _Answer] = {}

    def cleared(self, use: Use, wanted: Iterable[Verdict] = ()) -> Cleared:
        """The verdicts on this use, for a search for assets with one of the wanted ones (all of them where none is named).

        Raises BadInput where the tables of the workspace are wrong.
        """
        chosen = tuple(verdict for verdict in Verdict if verdict in set(wanted))
        with self._lock:
            answer = self._answer(use)
            if (made := answer.cleared.get(chosen)) is None:
                decide, renew = partial(self._lines, use), partial(self._renewed, use)
                made = answer.cleared[chosen] = Cleared(use, answer.verdicts, decide, renew, chosen)
            return made

    def verdicts_on(self, use: Use, keys: Iterable[str]) -> Mapping[str, Verdict]:
        """The verdicts on a use of these keys alone, which is not remembered; keys whose rights are not known need review."""
        with self._lock:
            known = {key: self._bare.get(key) for key in keys}
        tables = tables_of(self._workspace.root)
        memories: dict[Used, Memory] = {}
        return {
            key: verdict_of(one, use, _memory(one, tables, memories)) if one else Verdict.NEEDS_REVIEW
            for key, one in known.items()
        }

    def denied_by(self, use: Use, keys: Iterable[str]) -> Mapping[str, Axis]:
        """For those of these keys that deny the use, the first axis that says no (`other`: the whole is forbidden)."""
        with self._lock:
            known = {key: self._bare[key] for key in keys if key in self._bare}
        tables = tables_of(self._workspace.root)
        memories: dict[Used, Memory] = {}
        found: dict[str, Axis] = {}
        for key, one in known.items():
            memory = _memory(one, tables, memories)
            judged = judge_days(one.rights, use, Turns(statements_of(one.rights), memory.basis), memory)
            if judged.verdict is Verdict.DENY:
                found[key] = next((answer.axis for answer in judged.axes if answer.fit is Fit.NO), Axis.OTHER)
        return found

    def warm(self) -> None:
        """Begin to read the rights behind all keys in the background, for twenty thousand licences take seconds; who asks meanwhile waits
        for what is left. A failure is logged here and met again by whoever asks."""
        Thread(target=self._warm, name="rights", daemon=True).start()

    def _warm(self) -> None:
        try:
            with self._lock:
                self._look()
        except ThesauryError as error:
            _log.warning("the rights are not read ahead: %s", error.message)

    def _answer(self, use: Use) -> _Answer:
        tables = tables_of(self._workspace.root)
        known = self._answers.pop(use, None)
        if known is None or known.tables is not tables or known.until < monotonic():
            if known is not None or not self._bare:
                self._look()
            known = self._decided(use, tables)
        self._answers[use] = known
        if len(self._answers) > _ANSWERS:
            del self._answers[next(iter(self._answers))]
        return known

    def _renewed(self, use: Use) -> Mapping[str, Verdict]:
        with self._lock:
            self._look()
            self._answers[use] = answer = self._decided(use, tables_of(self._workspace.root))
            return answer.verdicts

    def _decided(self, use: Use, tables: Tables) -> _Answer:
        verdicts = dict.fromkeys(self._unsure, Verdict.NEEDS_REVIEW)
        memories: dict[Used, Memory] = {(): Memory(Basis(tables))}
        for key, one in self._bare.items():
            memory = memories.get(one.used) or Memory(Basis(tables, used=dict(one.used)))
            verdicts[key] = verdict_of(one, use, memory)
        until = monotonic() + _AGAIN if self._unsure else float("inf")
        return _Answer(verdicts, tables, until, Lines(use, tables))

    def _look(self) -> None:
        """Read the rights behind the keys that are new in the index, and forget those that are gone from it."""
        now = monotonic()
        examples = self._workspace.index.examples(RIGHTS_KEY)
        self._bare = {key: one for key, one in self._bare.items() if key in examples}
        tried = {key: at for key, at in self._unsure.items() if key in examples and now < at + _AGAIN}
        wanted = [(key, asset) for key, asset in examples.items() if key not in self._bare and key not in tried]
        self._unsure = tried
        with uncollected() if len(wanted) > _CHUNK else nullcontext():
            for start in range(0, len(wanted), _CHUNK):
                self._read(dict(wanted[start : start + _CHUNK]), now)

    def _read(self, examples: Mapping[str, str], now: float) -> None:
        """An example that has other rights by now says nothing of the others with its key, which need review until the index knows."""
        assets = self._workspace.catalogue.records.assets(list(examples.values()))
        found = bare_rights(held_rights(self._workspace, assets), assets)
        for key, asset in examples.items():
            if (one := found.get(asset)) and one.key == key:
                self._bare[key] = one
            else:
                self._unsure[key] = now

    def _lines(self, use: Use, assets: Sequence[Asset]) -> Mapping[str, RightsLine]:
        with self._lock:
            lines = self._answer(use).lines
        return lines.of(self._workspace, assets)


def _memory(one: Bare, tables: Tables, memories: dict[Used, Memory]) -> Memory:
    """What is worked out once for all rights of which as much is used up."""
    if one.used not in memories:
        memories[one.used] = Memory(Basis(tables, used=dict(one.used)))
    return memories[one.used]
