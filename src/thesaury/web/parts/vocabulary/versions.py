"""All versions of a vocabulary, who brought them, and the difference between two of them."""

import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from thesaury.model.concept import Concept, VocabularyVersion
from thesaury.ports.audit import Sought
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.diff import Diff, diff
from thesaury.web.failures import NotHere

_KEPT = 4
_DEEDS = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """One version with who brought it, where the log knows, and how many concepts more (or fewer) than the one before."""

    version: VocabularyVersion
    who: str
    more: int | None
    current: bool


def versions(catalogue: Catalogue, name: str) -> list[Kept]:
    """The versions of a vocabulary, newest first. Raises NotHere where there is no such vocabulary."""
    kept = catalogue.vocabularies.versions(name)
    if not kept:
        raise NotHere("vocabulary")
    who = _who(catalogue, name)
    before = {version.number + 1: version.concepts for version in kept}
    return [
        Kept(v, who.get(v.number, ""), v.concepts - before[v.number] if v.number in before else None, v is kept[-1])
        for v in reversed(kept)
    ]


def version(catalogue: Catalogue, name: str, number: int) -> VocabularyVersion:
    """One version. Raises NotHere where there is none."""
    found = next((kept for kept in catalogue.vocabularies.versions(name) if kept.number == number), None)
    if found is None:
        raise NotHere("vocabulary")
    return found


def _who(catalogue: Catalogue, name: str) -> dict[int, str]:
    """Who brought which version: the first deed that led to it counts, later ones found it there."""
    found: dict[int, str] = {}
    for kept in catalogue.audit.deeds(Sought(action="vocabulary", subject=f"vocabulary:{name}"), _DEEDS):
        after = json.loads(kept.deed.after) if kept.deed.after else None
        if isinstance(after, dict) and isinstance(after.get("version"), int):
            found[after["version"]] = kept.deed.who
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two versions, and the concepts of both, so that what is gone can be named."""

    old: VocabularyVersion
    new: VocabularyVersion
    diff: Diff
    concepts: dict[str, Concept]


class DifferenceKeeper:
    """Compares versions, and keeps the last few differences: large vocabularies take seconds, and people leaf through them."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is compared yet."""
        self._workspace = workspace
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, int, int], Difference] = OrderedDict()

    def difference(self, name: str, old: int, new: int) -> Difference:
        """What changed from one version to another. Raises NotHere where one of them is not there."""
        catalogue = self._workspace.catalogue
        first, second = version(catalogue, name, old), version(catalogue, name, new)
        key = (name, old, new)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = self._compared(first, second)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def _compared(self, old: VocabularyVersion, new: VocabularyVersion) -> Difference:
        get = self._workspace.catalogue.vocabularies.get
        before, after = get(old.name, old.number), get(new.name, new.number)
        return Difference(old, new, diff(before, after), named_in(before.concepts, after.concepts))


def named_in(before: Sequence[Concept], after: Sequence[Concept]) -> dict[str, Concept]:
    """The concepts of both by IRI, the newer state of each."""
    return {concept.iri: concept for concept in (*before, *after)}
