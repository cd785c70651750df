"""Edits of a moodboard: what somebody wants changed of it, as values that say it and do nothing."""

from dataclasses import dataclass

from thesaury.model.brief import Brief


@dataclass(frozen=True, slots=True)
class AddItems:
    """Put assets on the board, in this order, before the item `before` (empty: at the end); one that is there already stays where it is."""

    assets: tuple[str, ...]
    section: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class RemoveItems:
    """Take assets off the board; what was said of them stays among the comments."""

    assets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveItem:
    """Put an item before another one (empty: at the end), and into a section where one is named (None: it keeps its own)."""

    asset: str
    before: str = ""
    section: str | None = None


@dataclass(frozen=True, slots=True)
class SetNote:
    """Write the note of an item; an empty one takes it away."""

    asset: str
    note: str


@dataclass(frozen=True, slots=True)
class AddComment:
    """Say something of the board, or of one asset."""

    text: str
    asset: str = ""


@dataclass(frozen=True, slots=True)
class RemoveComment:
    """Take a comment away."""

    comment: str


@dataclass(frozen=True, slots=True)
class Retitle:
    """Call the board something else."""

    title: str


@dataclass(frozen=True, slots=True)
class ChangeBrief:
    """Put another brief in the place of the board's."""

    brief: Brief


BoardEdit = AddItems | RemoveItems | MoveItem | SetNote | AddComment | RemoveComment | Retitle | ChangeBrief
