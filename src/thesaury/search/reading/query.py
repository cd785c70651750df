"""What was typed into the search box, read: free words, phrases, exclusions and fields. Any text is a query; none is an error.

The grammar stands in docs/search.md; signs and words are read in `query_signs`, the names of fields in `field_names`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thesaury.search.reading.field_names import TEXT_FIELDS, FieldNames
from thesaury.search.reading.query_signs import OPERATORS, Item, Note, cleaned, items, words_in

__all__ = ["TEXT_FIELDS", "Field", "Note", "Query", "parse"]


@dataclass(frozen=True, slots=True)
class Field:
    """An asset has to have one of the values in this facet or text field, or, `negated`, none of them. Values are as typed."""

    name: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was read.

    `words` are the free words in order, those of phrases among them, without any sign that has a meaning: what is linked to
    concepts, embedded and looked for. Every hit has to hold each of `phrases` and none of `excluded` (words or phrases), and has
    to fit every one of `fields`. `notes` say what was read differently than perhaps meant.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing is asked for, nothing excluded: every asset fits."""
        return not (self.words or self.phrases or self.excluded or self.fields)


def parse(text: str, facets: Sequence[str] = ()) -> Query:
    """Read any text; `facets` are the names that may stand before a colon, beside `TEXT_FIELDS`. Never raises."""
    clean, cut = cleaned(text)
    notes = [cut] if cut else []
    read = list(_joined(list(items(clean, FieldNames(facets), notes)), notes))
    free = [item for item in read if not item.field]
    return Query(
        text=clean,
        words=tuple(word for item in free if not item.negated for word in words_in(item.text)),
        phrases=tuple(item.text for item in free if item.quoted and not item.negated),
        excluded=tuple(_plain(item) for item in free if item.negated and _plain(item)),
        fields=tuple(_fields(item for item in read if item.field)),
        notes=tuple(dict.fromkeys(notes)),
    )


def _plain(item: Item) -> str:
    return item.text if item.quoted else " ".join(words_in(item.text))


def _joined(given: Sequence[Item], notes: list[Note]) -> Iterator[Item]:
    """The items without AND, OR and NOT where these join or negate; at an end of the query they are words like others."""
    negated = False
    for place, item in enumerate(given):
        operator = item.text if item.is_bare and item.text in OPERATORS and place < len(given) - 1 else ""
        if operator == "NOT":
            negated = True
        elif operator and place:
            if operator == "OR" and not _of_one_facet(given[place - 1], given[place + 1]):
                notes.append(Note("or"))
        else:
            yield item.negative() if negated else item
            negated = False


def _of_one_facet(one: Item, other: Item) -> bool:
    """Between values of one facet OR is what happens anyway."""
    return bool(one.field) and one.field == other.field and one.field not in TEXT_FIELDS


def _fields(given: Iterator[Item]) -> Iterator[Field]:
    """Values of one facet stand together (any of them will do); each text field stands for itself."""
    merged: dict[tuple[str, bool], list[str]] = {}
    alone: list[Field] = []
    for item in given:
        values = (item.text,) if item.quoted else tuple(item.values())
        if item.field in TEXT_FIELDS:
            alone.append(Field(item.field, values, item.negated))
        else:
            merged.setdefault((item.field, item.negated), []).extend(values)
    yield from (Field(name, tuple(dict.fromkeys(values)), negated) for (name, negated), values in merged.items())
    yield from alone
