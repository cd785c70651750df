"""Benches that stay laid out between edits, so that an edit costs what it touches and not what the vocabulary holds."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock, RLock
from weakref import WeakKeyDictionary

from thesaury.model.concept import Concept
from thesaury.model.draft import Draft, Entry
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.editing import Drafts
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.editing import Applied, Bench, EditRefused, apply

_KEPT = 2
"""So many benches stay in memory for a workspace: one of 50,000 concepts takes some hundred megabytes."""


class Log:
    """The log of one draft as it was read last: only what changed since is read again."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._draft, self._number = 0, 0
        self._entries: dict[int, Entry] = {}

    def of(self, drafts: Drafts, draft: Draft) -> tuple[Entry, ...]:
        """The entries of this draft, in order."""
        if draft.id != self._draft or draft.number < self._number:
            self._draft, self._number, self._entries = draft.id, 0, {}
        if draft.number > self._number:
            self._entries |= {entry.number: entry for entry in drafts.entries(draft.id, self._number)}
            self._number = draft.number
        return tuple(self._entries[number] for number in sorted(self._entries))


class Work:
    """The bench of one version with the edits that were carried out on it, each of which can be taken back."""

    def __init__(self, bench: Bench, version: int) -> None:
        """Nothing is carried out yet."""
        self.bench, self.version, self.log = bench, version, Log()
        self._steps: list[tuple[object, Applied]] = []

    def bring(self, draft: int, entries: Sequence[Entry]) -> dict[int, EditRefused]:
        """Carry out exactly these entries of a draft, in order; returns those that do not fit, by number, which are left out."""
        wanted = [(draft, entry.number, entry.edit) for entry in entries]
        same = 0
        while same < min(len(wanted), len(self._steps)) and self._steps[same][0] == wanted[same]:
            same += 1
        self.back_to(same)
        refused: dict[int, EditRefused] = {}
        for entry, key in list(zip(entries, wanted, strict=True))[same:]:
            try:
                self.carry_out(key, entry)
            except EditRefused as error:
                refused[entry.number] = error
        return refused

    def carry_out(self, key: object, entry: Entry) -> Applied:
        """Carry out one more. Raises EditRefused."""
        applied = apply(self.bench, entry.edit)
        self._steps.append((key, applied))
        return applied

    def originals(self) -> dict[str, Concept | None]:
        """The concepts that were touched, as the version has them; None where it has none."""
        found: dict[str, Concept | None] = {}
        for _, applied in self._steps:
            for iri, concept in applied.before.concepts.items():
                found.setdefault(iri, concept)
        return found

    @property
    def depth(self) -> int:
        """How many edits are carried out."""
        return len(self._steps)

    def back_to(self, depth: int) -> None:
        """Take all but the first so many back."""
        while len(self._steps) > depth:
            self.bench.put(self._steps.pop()[1].before)


class _Benches:
    """The benches of one workspace; one editor at a time has each."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.locks: dict[str, RLock] = {}
        self.works: OrderedDict[str, Work] = OrderedDict()


_ALL: WeakKeyDictionary[Catalogue, _Benches] = WeakKeyDictionary()
_LOCK = Lock()


@contextmanager
def work_at(workspace: Workspace, vocabulary: str) -> Iterator[Work]:
    """The bench of the newest version, for this block alone in this process. Raises Usage where there is no such vocabulary."""
    catalogue = workspace.catalogue
    with _LOCK:
        benches = _ALL.setdefault(catalogue, _Benches())
        lock = benches.locks.setdefault(vocabulary, RLock())
    with lock:
        number = next((v.number for v in catalogue.vocabularies.current() if v.name == vocabulary), None)
        with benches.lock:
            work = benches.works.get(vocabulary)
        if work is None or work.version != number:
            work = Work(Bench(catalogue.vocabularies.get(vocabulary, number)), number or 0)
        with benches.lock:
            benches.works[vocabulary] = work
            benches.works.move_to_end(vocabulary)
            while len(benches.works) > _KEPT:
                benches.works.popitem(last=False)
        yield work
