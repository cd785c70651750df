"""A board as it goes to a printer: what was asked, how it stands, and every picture with what is said of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from thesaury.model.brief import Wanting
from thesaury.pipeline.boards.ahead import Pictures
from thesaury.pipeline.boards.asking import UNREADABLE
from thesaury.pipeline.boards.lines import Line, Telling
from thesaury.pipeline.boards.looked import BARRED, MAY_BE_USED, Looked, State
from thesaury.pipeline.boards.wording import Wording
from thesaury.ports.board_printing import PrintedBoard, PrintedComment, PrintedItem, PrintedSection, Tone

_TONES = {
    State.GONE: Tone.BAD,
    State.DENIED: Tone.BAD,
    State.WITHDRAWN: Tone.BAD,
    State.REVIEW: Tone.ASK,
    State.REPLACED: Tone.SOON,
    State.ENDING: Tone.SOON,
    State.USABLE: Tone.GOOD,
    State.UNASKED: Tone.PLAIN,
}
_MOST_CONCEPTS, _MOST_TEXT = 24, 600


def to_print(telling: Telling, pictures: Pictures) -> PrintedBoard:
    """The board as plain values; pictures are asked for when they are drawn."""
    looked, words = telling.looked, telling.words
    lines = list(telling.lines())
    numbers = {line.one.item.asset: line.number for line in lines}
    comments = tuple(
        PrintedComment(said.by, words.day(said.at), said.text, numbers.get(said.asset, 0))
        for said in looked.board.comments
    )
    footer = words("footer", title=looked.board.title, day=words.day(looked.at))
    return PrintedBoard(
        looked.board.title,
        tuple(_facts(telling)),
        _standing(looked, words),
        tuple(_sections(lines, words, pictures)),
        comments,
        footer,
        words.printed(),
    )


def _sections(lines: Sequence[Line], words: Wording, pictures: Pictures) -> Iterator[PrintedSection]:
    """The pictures in the board's order: below the titles of their sections where each section stands in one piece, else in one grid
    where each picture says its own."""
    runs = [(title, list(group)) for title, group in groupby(lines, key=lambda line: line.section)]
    if len(runs) == len({title for title, _ in runs}):
        for title, group in runs:
            yield PrintedSection(title, tuple(_item(line, words, pictures) for line in group))
    else:
        yield PrintedSection("", tuple(replace(_item(line, words, pictures), section=line.section) for line in lines))


def _item(line: Line, words: Wording, pictures: Pictures) -> PrintedItem:
    one, asset = line.one, line.one.asset
    until = f" · {words('until', day=words.day(one.until.isoformat()))}" if one.until else ""
    return PrintedItem(
        line.number,
        line.title,
        (lambda: pictures(asset)) if asset and one.state not in BARRED else (lambda: None),
        line.state + (until if one.state in MAY_BE_USED else ""),
        _TONES[one.state],
        line.why,
        one.duties if one.state in MAY_BE_USED else (),
        line.news,
        concepts=line.concepts,
        note=one.item.note,
        barred=one.state in BARRED and asset is not None,
    )


def _facts(telling: Telling) -> Iterator[tuple[str, str]]:
    """The brief in a few lines: for which use, on which days, what is wanted, for whom, and how it begins."""
    brief, words = telling.looked.board.brief, telling.words
    channels, regions = ([said.value.replace("_", " ") for said in part] for part in (brief.channels, brief.regions))
    if use := " · ".join(", ".join(part) for part in (channels, regions) if part):
        yield words("use"), use
    if days := _days(telling):
        yield words("days"), days
    for name, wanting in (("concepts", (Wanting.REQUIRED, Wanting.WISHED)), ("excluded", (Wanting.EXCLUDED,))):
        concepts = [one.concept for one in brief.of(*wanting)]
        if concepts:
            more = " \N{HORIZONTAL ELLIPSIS}" if len(concepts) > _MOST_CONCEPTS else ""
            yield words(name), telling.labels(concepts[:_MOST_CONCEPTS]) + more
    if brief.audience:
        yield words("audience"), ", ".join(said.value for said in brief.audience)
    if text := " ".join(brief.text.split()):
        cut = f"{text[:_MOST_TEXT].rsplit(' ', 1)[0]} \N{HORIZONTAL ELLIPSIS}" if len(text) > _MOST_TEXT else text
        yield words("brief"), cut


def _days(telling: Telling) -> str:
    brief, words = telling.looked.board.brief, telling.words
    first, last = (words.day(said.value) if said else "" for said in (brief.first_day, brief.last_day))
    if first and last:
        return words("days.to", first=first, last=last)
    return words("day.from", first=first) if first else words("until", day=last) if last else ""


def _standing(looked: Looked, words: Wording) -> str:
    if not looked.items:
        return words("empty")
    if not looked.uses:
        why = next((about for code, about in looked.notes if code == UNREADABLE), "")
        return words("unreadable", why=why) if why else words("unasked")
    usable = sum(one.state in MAY_BE_USED for one in looked.items)
    told = words("standing", usable=usable, all=len(looked.items), day=words.day(looked.at))
    return f"{told} {words('standing.news', news=len(looked.news))}" if looked.news else told
