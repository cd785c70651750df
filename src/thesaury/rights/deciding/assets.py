"""The rights of an asset as a whole: rights in it, licences of each, sources of a licence, and the assets it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from thesaury.model.licensing import Statement


@dataclass(frozen=True, slots=True)
class Source:
    """What one source tells of a licence. `embedded`: it stands in the file itself, where it may restrict and never widens."""

    statement: Statement
    name: str = ""
    embedded: bool = False


@dataclass(frozen=True)
class Right:
    """One right in an asset (image, music, person, trademark, building): its licences, each with the sources that tell of it.

    Any licence is enough; the sources of one licence hold together, so that the strictest wins.
    """

    kind: str
    licences: tuple[tuple[Source, ...], ...]

    def __hash__(self) -> int:
        """Worked out once: all that its licences say goes into it, and it is looked up again and again."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.kind, self.licences))


@dataclass(frozen=True, slots=True)
class AssetRights:
    """All rights in an asset, every one of which has to permit; `made_from`: the ids of the assets it was derived from."""

    rights: tuple[Right, ...] = ()
    made_from: tuple[str, ...] = ()


Rights = Statement | AssetRights | None
"""What may be known of an asset: one statement, all of its rights, or nothing."""

Held = tuple[Right | None, ...]
"""Rights that all have to permit; None stands for one nobody knows."""


def alone(statement: Statement | None) -> Held:
    """The rights of an asset of which one statement tells."""
    return (None if statement is None else Right("", ((Source(statement),),)),)


def held(asset: str, known: Mapping[str, Rights]) -> Held:
    """Every right an asset carries: its own and those of all it was made from, near and far; a circle is gone round once.

    An asset that is not known, or has no rights and was made from nothing, carries one that nobody knows.
    """
    found: dict[Right | None, None] = {}
    seen, waiting = {asset}, [asset]
    while waiting:
        rights = known.get(waiting.pop())
        if not isinstance(rights, AssetRights):
            found.update(dict.fromkeys(alone(rights)))
            continue
        found.update(dict.fromkeys(rights.rights if rights.rights or rights.made_from else (None,)))
        fresh = [source for source in dict.fromkeys(rights.made_from) if source not in seen]
        seen.update(fresh)
        waiting.extend(reversed(fresh))
    return tuple(found) or (None,)


def statements_of(rights: Held) -> tuple[Statement, ...]:
    """Every statement in them, each once."""
    licences = [licence for right in rights if right for licence in right.licences]
    return tuple(dict.fromkeys(source.statement for licence in licences for source in licence))
