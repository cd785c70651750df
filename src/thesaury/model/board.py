"""Moodboards: assets somebody chose for a brief, in an order, with what people say of them."""

from dataclasses import dataclass

from thesaury.model.brief import Brief


@dataclass(frozen=True, slots=True)
class Item:
    """An asset on a board: in which section, with a note. `rights` and `content` are digests of its rights decision and of its content when
    it was put there (or when somebody last looked), by which a change is told."""

    asset: str
    section: str = ""
    note: str = ""
    rights: str = ""
    content: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody says of a board, or of one asset on it."""

    id: str
    text: str
    by: str
    at: str
    asset: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A link that shows a board to whoever has it, until a moment (UTC, ISO 8601). `digest` is the SHA-256 of its token, which is
    kept nowhere."""

    id: str
    digest: str
    until: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Board:
    """A moodboard: `revision` grows with every change, and who changes it says which one he saw. Items are in the order they are shown."""

    id: str
    title: str
    brief: Brief
    items: tuple[Item, ...] = ()
    comments: tuple[Comment, ...] = ()
    shares: tuple[Share, ...] = ()
    revision: int = 1
    by: str = ""
    at: str = ""
    changed: str = ""
