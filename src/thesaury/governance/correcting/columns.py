"""Which columns of a table hold the tags and which the id: guessed from their names in English, German and French, or said by a person."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.errors import Usage
from thesaury.vocabulary.words.folding import folded

_TAGS = (
    "tag", "tags", "taglist", "keyword", "keywords", "subject", "subjects", "dcsubject", "iptckeywords", "xmpdcsubject", "hashtags",
    "label", "labels", "schlagwort", "schlagworte", "schlagworter", "schlagwoerter", "stichwort", "stichworte", "stichworter",
    "stichwoerter", "motcle", "motscles", "motclef", "motsclefs", "etiquette", "etiquettes",
)  # fmt: skip
_IDS = (
    "id", "assetid", "asset", "externalid", "identifier", "key", "kennung", "identifiant", "filename", "file", "dateiname", "datei",
    "nomdefichier", "nomdufichier", "fichier",
)  # fmt: skip
_NUMBERED = re.compile(r"(\D+)\d{1,3}")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the tags are, which column tells rows apart (empty for none), and the columns that are properties of the asset, as
    (property, column)."""

    tags: tuple[str, ...]
    id: str = ""
    properties: tuple[tuple[str, str], ...] = ()


def columns_of(
    names: Sequence[str], tags: Sequence[str] = (), id: str = "", properties: Mapping[str, str] | None = None
) -> Columns:
    """The columns as a person named them, else by their own names; every other column is a property by its own name, and in small letters.

    `properties` gives columns the name that profiles have for them, as property to column. Raises Usage for a column that is not there,
    and where no column looks like tags.
    """
    said = dict(properties or {})
    named = {name: _named(names, name) for name in (*tags, *filter(None, [id]), *said.values())}
    of_tags = tuple(dict.fromkeys(named[name] for name in tags)) or _guessed_tags(names)
    if not of_tags:
        raise Usage(f"No column looks like tags. Name it; columns here: {', '.join(names)}.")
    key = named[id] if id else _guessed_id(names)
    renamed = {named[column]: name for name, column in said.items()}
    rest = [name for name in names if name not in of_tags]
    called = [(name, column) for column in rest for name in dict.fromkeys((renamed.get(column, plain(column)), column))]
    return Columns(of_tags, key, tuple(called))


def said_property(text: str) -> tuple[str, str]:
    """Property and column as a person writes them: `market=Country`. Raises Usage."""
    name, equals, column = text.partition("=")
    if not (name.strip() and equals and column.strip()):
        raise Usage(f"Write {text[:100]!r} as property=column, such as market=Country.")
    return name.strip(), column.strip()


def plain(name: str) -> str:
    """A column by the name that a property has: in small letters, words apart by `_`."""
    return "_".join(_SIGNS.sub(" ", name.casefold()).split())


def _named(names: Sequence[str], wanted: str) -> str:
    """The column that a person means; case and signs count only where several are alike."""
    alike = [name for name in names if name == wanted] or [name for name in names if _letters(name) == _letters(wanted)]
    if len(alike) != 1:
        raise Usage(f"There is no column {wanted!r}. Columns here: {', '.join(names)}.")
    return alike[0]


def _guessed_tags(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if _unnumbered(_letters(name)) in _TAGS)


def _guessed_id(names: Sequence[str]) -> str:
    letters = {_letters(name): name for name in reversed(names)}
    return next((letters[known] for known in _IDS if known in letters), "")


def _letters(name: str) -> str:
    return _SIGNS.sub("", folded(name))


def _unnumbered(letters: str) -> str:
    """`keyword3` is one of several columns of keywords."""
    return found[1] if (found := _NUMBERED.fullmatch(letters)) else letters
