"""Assets that look alike, folded into one hit: the best of them stays in its place, and the others hang on it.

Records with the same content are one asset already, and so are assets that a person called the same. What is left are pairs whose
pictures differ in no more bits of their perceptual hashes than `sync.likening` lets pass for one picture. They stay assets of their
own, with their records and their rights.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from thesaury.model.likeness import Likeness, Verdict
from thesaury.ports.identities import Identities

MANY = 12
"""What is alike to more assets than this does not show one picture, but the sign that a system shows of films or documents."""


@dataclass(frozen=True, slots=True)
class Folds:
    """The ids that stay, best first, and those that hang on each, best first."""

    ids: tuple[str, ...]
    doubles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def folded(self) -> int:
        """How many assets hang on others."""
        return sum(map(len, self.doubles.values()))


def folds(ids: Sequence[str], identities: Identities) -> Folds:
    """These ids, best first, folded by what the catalogue knows of them."""
    return folded(ids, identities.among(ids, MANY))


def folded(ids: Sequence[str], pairs: Iterable[Likeness]) -> Folds:
    """These ids, best first, folded by these pairs; a pair that a person called different is never in one fold.

    Alike are two that are a pair, or that have the same look as two that are: sameness carries on, nearness does not.
    """
    known = list(pairs)
    if not known:
        return Folds(tuple(ids))
    apart = {frozenset((one.left, one.right)) for one in known if one.verdict is Verdict.DIFFERENT}
    look = _looks([one for one in known if one.verdict is Verdict.OPEN and one.distance == 0])
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one in known:
        if one.verdict is Verdict.OPEN:
            left, right = look.get(one.left, one.left), look.get(one.right, one.right)
            near[left].add(right)
            near[right].add(left)
    alone = [id for id in ids if id not in near and id not in look]
    heads: dict[str, list[str]] = {id: [] for id in alone}
    of_look: defaultdict[str, list[str]] = defaultdict(list)
    place = {id: n for n, id in enumerate(ids)}
    for id in dict.fromkeys(id for id in ids if id not in heads):
        own = look.get(id, id)
        hosts = sorted((head for at in near[own] | {own} for head in of_look.get(at, ())), key=place.__getitem__)
        head = next((h for h in hosts if not any(frozenset((id, held)) in apart for held in (h, *heads[h]))), "")
        if head:
            heads[head].append(id)
        else:
            heads[id] = []
            of_look[own].append(id)
    stay = tuple(id for id in dict.fromkeys(ids) if id in heads)
    return Folds(stay, {head: tuple(held) for head, held in heads.items() if held})


def _looks(same: Sequence[Likeness]) -> dict[str, str]:
    """One name for all assets of a look: pairs that are the same, joined."""
    parent: dict[str, str] = {}

    def root(id: str) -> str:
        while (up := parent.get(id, id)) != id:
            parent[id] = parent.get(up, up)
            id = up
        return id

    for one in same:
        left, right = root(one.left), root(one.right)
        parent.setdefault(left, left)
        parent[right] = left
    return {id: root(id) for id in parent}
