"""The fields of records as they would be: how many records fill each, which of the client's fields it comes from, and what it is called."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.asset import Record
from thesaury.model.onboarding import KeptMapping
from thesaury.onboarding.reasons import language_name, role_name
from thesaury.onboarding.roles import placed, role_at
from thesaury.pipeline.onboarding.field_settings import targets_of

Columns = Mapping[str, Sequence[str]]
"""The client's fields by the place in a record that they go to."""


@dataclass(frozen=True, slots=True)
class FilledField:
    """One field of the records as they would be (`title@fr`, `tags`, `licence.valid_until`, `season`), and how many fill it; a `file`
    counts where it is there, or has an address. `columns` are the fields of the client's table that go there."""

    name: str
    filled: int
    columns: tuple[str, ...] = ()

    def called(self, language: str = "en") -> str:
        """What it is called before a person: "Title (French)", and what is the client's own as the client calls it."""
        bare, _, tag = self.name.partition("@")
        role = role_at(bare)
        named = role_name(role, language) if role else self.columns[0] if len(self.columns) == 1 else bare
        return f"{named} ({language_name(tag, language)})" if tag else named


def filled_by(name: str, filled: int, columns: Columns) -> FilledField:
    """A field with those of the client's that it comes from. A text may have got its language from elsewhere than its column."""
    bare = name.partition("@")[0]
    return FilledField(name, filled, tuple(dict.fromkeys((*columns.get(name, ()), *columns.get(bare, ())))))


def columns_of(fields: Sequence[KeptMapping]) -> Columns:
    """Where the accepted ones of these fields of a table go."""
    found: dict[str, list[str]] = {}
    for name, target in targets_of(fields).items():
        found.setdefault(placed(target), []).append(name)
    return found


def filled_in(record: Record) -> Iterator[str]:
    """The names of the fields that a record fills."""
    for text in record.texts:
        yield f"{text.field}@{text.language}" if text.language else text.field
    yield from (name for name, filled in (("tags", record.tags), ("concepts", record.stated)) if filled)
    yield from (name for name, values in record.properties if values)
    for licence in record.licences:
        yield from ("licence",) if licence.text else ()
        yield from (f"licence.{name}" for name, _ in licence.fields)
    yield from ("file",) if record.file and (record.file.digest or "://" in record.file.location) else ()
