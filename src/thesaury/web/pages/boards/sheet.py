"""A board as its page shows it: every picture with its standing today, and what changed, in a sentence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thesaury.model.board import Board
from thesaury.model.concept import Label
from thesaury.pipeline.boards import BY_LINK
from thesaury.pipeline.boards.looked import Change, Looked, LookedItem, State
from thesaury.web.door.caller import caller
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.ago import ago
from thesaury.web.parts.board_comments import removable
from thesaury.web.parts.cards import Picture, picture, title
from thesaury.web.parts.rights import words
from thesaury.web.texts import phrase

_SIGNS = {
    State.USABLE: ("permit", "✓"),
    State.ENDING: ("needs_review", "!"),
    State.REPLACED: ("needs_review", "!"),
    State.REVIEW: ("needs_review", "?"),
    State.DENIED: ("deny", "✕"),
    State.WITHDRAWN: ("deny", "✕"),
    State.GONE: ("deny", "✕"),
    State.UNASKED: ("unasked", "–"),
}
_VERDICTS = (State.USABLE, State.REVIEW, State.DENIED)
_RIGHTS = {State.DENIED: "denied", State.REVIEW: "review"}
_ALLOWED = (State.USABLE, State.ENDING, State.REPLACED)


@dataclass(frozen=True, slots=True)
class Said:
    """A comment; `removable` where the caller may take it away, `linked` where it came by a link, from whoever says to be so called."""

    id: str
    text: str
    who: str
    ago: str
    about: Label | None
    removable: bool
    linked: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a picture may be used: a kind for its colour, a sign, a word, until when, and why."""

    kind: str
    sign: str
    word: str
    until: str
    why: str


@dataclass(frozen=True, slots=True)
class Placed:
    """One picture of the board. `before` and `after` are what it moves before to go earlier or later; None where it cannot."""

    asset: str
    title: Label
    picture: Picture | None
    place: int
    standing: Standing
    changes: tuple[str, ...]
    replacement: str
    section: str
    note: str
    comments: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What changed, as parts of a sentence; `bad` where something may no longer be used; `fresh` where there is something to have seen."""

    parts: tuple[str, ...]
    bad: bool
    fresh: bool


@dataclass(frozen=True, slots=True)
class BoardSheet:
    """All that is on a board. `shown` are the marks of what changed, by which somebody says that he has seen it."""

    board: Board
    items: tuple[Placed, ...]
    comments: tuple[Said, ...]
    news: News | None
    shown: str


def board_sheet(looked: Looked, lexicon: Lexicon) -> BoardSheet:
    """The sheet of this look."""
    board = looked.board
    names = {one.item.asset: title(one.asset, lexicon.languages) for one in looked.items if one.asset}
    talk = Counter(one.asset for one in board.comments if one.asset)
    order = [one.item.asset for one in looked.items]
    items = tuple(
        _placed(one, place, order, names.get(one.item.asset), talk[one.item.asset], lexicon)
        for place, one in enumerate(looked.items)
    )
    comments = tuple(
        Said(
            one.id,
            one.text,
            _sayer(one.by),
            ago(one.at),
            names.get(one.asset),
            removable(board, one),
            one.by.startswith(BY_LINK),
        )
        for one in board.comments
    )
    shown = " ".join(one.mark for one in looked.items if one.changes)
    return BoardSheet(board, items, comments, news_of(looked.items), shown)


def who(by: str) -> str:
    """Whoever did something, as the reader calls him."""
    return phrase("boards.you") if by == caller().name else by or phrase("boards.somebody")


def _sayer(by: str) -> str:
    """Whoever says something; somebody without an account by the name he gave himself."""
    name = by.removeprefix(BY_LINK)
    return phrase("boards.you.say") if by == caller().name else name or phrase("boards.somebody.say")


def news_of(items: Iterable[LookedItem]) -> News | None:
    """ "2 pictures may no longer be used, 1 ends on 31 December 2026": what is worst first; None where there is nothing to tell."""
    several = tuple(items)
    kinds = Counter(_kind(one) for one in several if one.changes)
    order = ("denied", "gone", "withdrawn", "review", "replaced", "rights", "allowed", "restored", "picture", "words")
    parts = [phrase(f"boards.news.{kind}", count=kinds[kind]) for kind in order if kinds[kind]]
    ends = Counter(one.until for one in several if one.state is State.ENDING and one.until)
    parts += [phrase("boards.ends", count=count, day=words.day(day)) for day, count in sorted(ends.items(), key=_day)]
    bad = any(kinds[kind] for kind in order[:4])
    return News(tuple(parts), bad, bool(kinds)) if parts else None


def _day(counted: tuple[date | None, int]) -> date:
    return counted[0] or date.max


def _kind(one: LookedItem) -> str:
    """The one change of an item that matters most."""
    if Change.GONE in one.changes:
        return "gone"
    if Change.RIGHTS in one.changes:
        return "allowed" if _newly_allowed(one) else _RIGHTS.get(one.state, "rights")
    order = (Change.WITHDRAWN, Change.REPLACED, Change.RESTORED, Change.PICTURE, Change.WORDS)
    return next(kind.value for kind in order if kind in one.changes)


def _newly_allowed(one: LookedItem) -> bool:
    return one.state in _ALLOWED and bool(one.before) and not one.before.startswith("permitted")


def _placed(
    one: LookedItem, place: int, order: list[str], name: Label | None, comments: int, lexicon: Lexicon
) -> Placed:
    return Placed(
        one.item.asset,
        name or Label(phrase("boards.gone")),
        picture(one.asset, lexicon.languages) if one.asset else None,
        place + 1,
        standing_of(one),
        tuple(phrase(f"boards.change.{change}") for change in one.changes),
        one.replacement,
        one.item.section,
        one.item.note,
        comments,
        order[place - 1] if place else None,
        None if place == len(order) - 1 else next(iter(order[place + 2 :]), ""),
    )


def standing_of(one: LookedItem) -> Standing:
    """The standing of an item in words."""
    kind, sign = _SIGNS[one.state]
    until = phrase("boards.until", day=words.day(one.until)) if one.until else ""
    why = words.in_words(one.why) if one.state not in (State.USABLE, State.UNASKED) else ""
    word = phrase(f"rights.verdict.{kind}") if one.state in _VERDICTS else phrase(f"boards.state.{one.state}")
    return Standing(kind, sign, word, until, why)
