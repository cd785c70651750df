"""Guesses which column of a table means which of our fields, from its name and, failing that, from its values."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from thesaury.connectors.table.cells import structures, texts
from thesaury.connectors.table.fields import SINGLE, Field, field
from thesaury.connectors.texts import is_iri, language_tag
from thesaury.ports.table import Row, title_of

_TEXTS = ("title", "description", "text")
LANGUAGES = {
    **dict.fromkeys(("english", "englisch", "anglais"), "en"),
    **dict.fromkeys(("german", "deutsch", "allemand"), "de"),
    **dict.fromkeys(("french", "franzosisch", "francais"), "fr"),
}
"""Languages by the names people write in columns and cells, normalised."""

_SUFFIX = re.compile(
    r"(.+?)[\s_.:@/-]*(?:\(([a-z]{2}(?:[-_][A-Za-z]{2})?)\)|[\s_.:@/-]([a-z]{2}(?:[-_][A-Z]{2})?|x-default))"
)
_WORD = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"[-+]?[\d.,\s]+%?")
_SWITCH = frozenset({"true", "false", "True", "False", "TRUE", "FALSE", "yes", "no", "ja", "nein", "oui", "non", "x"})
# More words than this on average are prose; short values that come again are a property of the asset.
_PROSE = 4.5
_SHORT = 60


@dataclass(frozen=True, slots=True)
class _Named:
    """What a column's name says: the field, the language of the name itself, and how good the name is (0 best)."""

    column: str
    field: Field
    spoken: str
    rank: tuple[int, int]


def guess(columns: Sequence[str], rows: Sequence[Row]) -> dict[str, Field | None]:
    """The field of each column, None where it is only kept. Values are judged by these rows."""
    named = {column: match for column in columns if (match := _by_name(column))}
    settled = _settled(list(named.values()))
    guessed: dict[str, Field | None] = {}
    for column in columns:
        values = [text for row in rows for text in texts(row.cells.get(column))]
        if column in settled:
            guessed[column] = _corrected(settled[column], values)
        else:
            structured = any(structures(row.cells.get(column)) for row in rows)
            guessed[column] = None if structured or _kept(column) else _by_values(column, values)
    return guessed


def normalised(name: str) -> str:
    """A column name without case, accents and separators; `dateCreated` and `Date_created` are the same."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    plain = unicodedata.normalize("NFKD", apart.replace("ß", "ss")).encode("ascii", "ignore").decode()
    return " ".join(_WORD.findall(plain.lower()))


def _by_name(column: str) -> _Named | None:
    """The field a name means: whole, or its last part where columns are nested; with or without a language at its end."""
    for name, language in _readings(column):
        parts = name.split(".")
        for start in range(len(parts)):
            if found := _synonyms().get(normalised(" ".join(parts[start:]))):
                text, spoken, rank = found
                if text == "keep":
                    return None
                return _Named(column, replace(field(text), language=language), spoken, (len(parts), rank))
    return None


def _readings(column: str) -> list[tuple[str, str]]:
    """The title, and without a language at its end."""
    column = title_of(column)
    readings = [(column, "")]
    if match := _SUFFIX.fullmatch(column):
        readings.append((match[1], language_tag(match[2] or match[3])))
    words = normalised(column).split()
    if len(words) > 1 and words[-1] in LANGUAGES:
        readings.append((" ".join(words[:-1]), LANGUAGES[words[-1]]))
    return readings


def _settled(named: list[_Named]) -> dict[str, Field]:
    """One column for each field that only one can fill; columns named in different languages are taken to be in them."""
    groups: dict[tuple[str, str], list[_Named]] = {}
    for match in named:
        groups.setdefault((match.field.kind, match.field.name), []).append(match)
    settled: dict[str, Field] = {}
    for (kind, _), group in groups.items():
        unsaid = [match for match in group if not match.field.language]
        if kind in _TEXTS and len({match.spoken for match in unsaid}) > 1:
            group = [m if m.field.language else replace(m, field=replace(m.field, language=m.spoken)) for m in group]
        for match in sorted(group, key=lambda match: match.rank):
            unique = kind in SINGLE or kind in _TEXTS
            if not (unique and match.field in settled.values()):
                settled[match.column] = match.field
    return settled


def _corrected(named: Field, values: Sequence[str]) -> Field:
    """Tags that are IRIs are concepts, and concepts that are words are tags."""
    if named.kind in ("tags", "concepts") and values:
        return Field("concepts" if all(map(is_iri, values)) else "tags")
    return named


def _kept(column: str) -> bool:
    parts = normalised(column.rpartition(".")[2]), normalised(column)
    return any(_synonyms().get(part, ("",))[0] == "keep" for part in parts)


def _by_values(column: str, values: Sequence[str]) -> Field | None:
    """Prose is a text, short values that come again are a property; IRIs, numbers and the rest are only kept."""
    if not values or any(map(is_iri, values)) or all(map(_NUMBER.fullmatch, values)) or _SWITCH.issuperset(values):
        return None
    name = "_".join(normalised(column.rpartition(".")[2]).split())
    language = next((language for _, language in _readings(column) if language), "")
    if name and sum(len(value.split()) for value in values) / len(values) > _PROSE:
        return Field("text", name, language)
    short = sum(map(len, values)) / len(values) <= _SHORT
    return Field("property", name) if name and short and len(set(values)) <= len(values) * 0.7 else None


@cache
def _synonyms() -> Mapping[str, tuple[str, str, int]]:
    """Each normalised name with its field, its language and its rank."""
    data = tomllib.loads((files(__package__) / "synonyms.toml").read_text("utf-8"))
    found: dict[str, tuple[str, str, int]] = {}
    for text, languages in data.items():
        for language, names in languages.items():
            for rank, name in enumerate(names):
                found.setdefault(normalised(name), (text, language, rank))
    return found
