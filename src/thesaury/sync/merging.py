"""The three-way merge of write-back: what is ours, what the system holds now, and what we want."""

from dataclasses import dataclass

Iris = frozenset[str]


@dataclass(frozen=True, slots=True)
class Merge:
    """What to write: `add` and `remove`. `withdrawn` was ours, was taken out by a person and is not written again; `forgotten` was
    ours, is gone and no longer wanted; what people added is in none of them and stays as it is."""

    add: Iris
    remove: Iris
    withdrawn: Iris
    forgotten: Iris


def merge(ours: Iris, held: Iris | None, wanted: Iris) -> Merge:
    """The least change that brings the field to what we want without undoing what a person did there.

    `held` is None where the field cannot be read back; then what is ours is taken to be still there.
    """
    if held is None:
        return Merge(wanted - ours, ours - wanted, frozenset(), frozenset())
    gone = ours - held
    return Merge(
        add=wanted - held - gone,
        remove=(ours & held) - wanted,
        withdrawn=gone & wanted,
        forgotten=gone - wanted,
    )
