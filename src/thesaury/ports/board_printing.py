"""Boards on paper: what is printed, as plain values, and who prints it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Protocol


class Tone(StrEnum):
    """How it stands with a picture, for the colour of its line; the words say it too."""

    GOOD = "good"
    SOON = "soon"
    ASK = "ask"
    BAD = "bad"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """One picture: its number on the board, title, picture as JPEG (None where there is none), state with its reason, what is to be done in
    return, what is new, section, concepts and note. `barred`: it may not be used, and no picture of it is printed. `section` is empty where
    the pictures stand below the titles of their sections."""

    number: int
    title: str
    picture: Callable[[], bytes | None]
    state: str
    tone: Tone
    rights: str
    duties: tuple[str, ...] = ()
    news: str = ""
    section: str = ""
    concepts: tuple[str, ...] = ()
    note: str = ""
    barred: bool = False


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """The pictures of one section in their order; without a title where the board is not divided."""

    title: str
    items: tuple[PrintedItem, ...]


@dataclass(frozen=True, slots=True)
class PrintedComment:
    """What somebody said: who, when, and of which picture (its number; 0 for the board)."""

    by: str
    at: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class PrintWords:
    """The words around what people wrote. `page` has {page} and {pages}, `missing` {signs}, `picture` {number}."""

    language: str
    page: str
    no_picture: str
    comments: str
    notes: str
    note_below: str
    picture: str
    missing: str


@dataclass(frozen=True, slots=True)
class PrintedBoard:
    """A board to print: `facts` are lines of the brief as (name, value), `standing` one sentence on all of it, `footer` stands on each
    page."""

    title: str
    facts: tuple[tuple[str, str], ...]
    standing: str
    sections: tuple[PrintedSection, ...]
    comments: tuple[PrintedComment, ...]
    footer: str
    words: PrintWords


class BoardPrinter(Protocol):
    """Makes a PDF of a board."""

    def print_board(self, board: PrintedBoard, out: IO[bytes]) -> None:
        """Write it: the same board gives the same bytes on the same machine. Signs that no font has stand as a box or as their
        plain letter, and the last page names them."""
