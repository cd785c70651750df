"""One row of a table, handed back with the approved terms in place of its tags, and with what is said of them."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from thesaury.governance.correcting.cells import Cell, cell_of
from thesaury.governance.correcting.columns import Columns
from thesaury.model.validation import Missing, RecordAnswer, Standing, TagAnswer, Use

ADDED = tuple(f"check: {name}" for name in ("complete", "standing", "answers", "suggestions", "missing"))
"""What a row is given: whether nobody has to do anything about it, how its worst tag stands, what is said of each tag, what a tag may
have meant, and the schemes of which it has too few concepts or too many."""

_OFFERED = 3


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row whose tags were found and are not answered yet; `properties` are its other cells, by the names of properties."""

    cells: Mapping[str, Any]
    held: Mapping[str, Cell]
    properties: Mapping[str, Sequence[str]]

    @property
    def tags(self) -> list[str]:
        """All tags of the row, in the order of its columns."""
        return [tag for cell in self.held.values() for tag in cell.tags]


@dataclass(frozen=True, slots=True)
class Correction:
    """What becomes of one tag: what to write for it (the tag itself where nothing is certain), and the concept, empty where unsure."""

    answer: TagAnswer
    text: str
    concept: str = ""

    @property
    def changed(self) -> bool:
        """Whether something else is written than was there."""
        return self.text != self.answer.tag


@dataclass(frozen=True, slots=True)
class Corrected:
    """A row as it is handed back, and what was said of it."""

    cells: Mapping[str, Any]
    corrections: tuple[Correction, ...]
    answer: RecordAnswer


def opened(cells: Mapping[str, Any], columns: Columns, whole: Container[str] = ()) -> OpenRow:
    """Find the tags of a row, and its properties; what is in `whole` is one tag in spite of its commas."""
    held = {column: cell_of(cells.get(column), whole) for column in columns.tags}
    texts = ((name, cells.get(column)) for name, column in columns.properties)
    return OpenRow(cells, held, {name: values for name, value in texts if (values := _values(value))})


def corrected(row: OpenRow, answer: RecordAnswer, called: Callable[[str], str]) -> Corrected:
    """The row with corrected tags, each approved term once, and the cells `ADDED`; `called` names a scheme by its IRI."""
    by_tag = [tuple(map(correction, leaves(tag))) for tag in answer.tags]
    corrections = tuple(one for several in by_tag for one in several)
    shown = dict(row.cells) | _put_back(row.held, by_tag) | _added(answer, corrections, called)
    return Corrected(shown, corrections, answer)


def correction(answer: TagAnswer) -> Correction:
    """What to write for a tag that is no list: the approved term where it is certain, what stands instead of a forbidden word, else the tag
    as it is."""
    forbidden = answer.standing is Standing.FORBIDDEN
    if (forbidden or answer.standing.certain) and len(answer.use) == 1:
        return Correction(answer, answer.use[0].label.text, answer.use[0].concept)
    if forbidden and answer.instead:
        return Correction(answer, answer.instead)
    return Correction(answer, answer.tag)


def leaves(answer: TagAnswer) -> Iterator[TagAnswer]:
    """The answers to the parts of a tag that is several, or the answer itself."""
    if answer.standing is not Standing.SEVERAL:
        yield answer
    for part in answer.parts:
        yield from leaves(part)


def offers(one: Correction) -> tuple[Use, ...]:
    """What a tag may have meant, best first; nothing where it is certain or unknown."""
    return () if one.concept else one.answer.use[:_OFFERED]


def _put_back(held: Mapping[str, Cell], by_tag: Sequence[Sequence[Correction]]) -> dict[str, Any]:
    """Each cell with its corrected tags; what the row says already is not said again."""
    rest, seen = iter(by_tag), set[str]()
    texts = {
        column: [one.text for several in islice(rest, len(cell.tags)) for one in several]
        for column, cell in held.items()
    }
    return {column: cell.joined(_once(texts[column], seen)) for column, cell in held.items()}


def _once(texts: Iterable[str], seen: set[str]) -> list[str]:
    new = [text for text in dict.fromkeys(texts) if text not in seen]
    seen.update(new)
    return new


def _added(answer: RecordAnswer, corrections: Sequence[Correction], called: Callable[[str], str]) -> dict[str, Any]:
    order = list(Standing)
    worst = max((one.answer.standing for one in corrections), key=order.index, default=None)
    offered = ((one.answer.tag, " | ".join(use.label.text for use in offers(one))) for one in corrections)
    said = (
        answer.complete,
        worst.value if worst else "",
        "; ".join(map(_said, corrections)),
        "; ".join(f"{tag}: {texts}" for tag, texts in offered if texts),
        "; ".join(_lacking(one, called(one.scheme)) for one in answer.missing),
    )
    return dict(zip(ADDED, said, strict=True))


def _said(one: Correction) -> str:
    became = f" → {one.text}" if one.changed else ""
    return f"{one.answer.tag}{became} ({one.answer.standing.value})"


def _lacking(missing: Missing, scheme: str) -> str:
    bound = f"at least {missing.least}" if missing.found < missing.least else f"at most {missing.most}"
    return f"{scheme}: {missing.found} of {bound}"


def _values(value: Any) -> tuple[str, ...]:
    """The values of a property: those of a list, or a text whole and in its parts, for nobody says which of both it is."""
    if isinstance(value, str) and value.strip():
        return tuple(dict.fromkeys((value.strip(), *cell_of(value).tags)))
    return cell_of(value).tags if isinstance(value, list) else ()
