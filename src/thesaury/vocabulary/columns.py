"""What the columns of a table mean: guessed from their names in English, German and French, or said by a person."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.errors import Usage
from thesaury.vocabulary.languages import canonical

_NAMES = {
    "preferred": "preferred, preferred label, preflabel, pref label, preferred term, label, name, term, title, concept,"
    " bezeichnung, vorzugsbenennung, benennung, begriff, titel, libellé, libelle, terme, terme préféré, nom, titre",
    "alternative": "alternative, alternatives, alternative label, alternative labels, altlabel, altlabels, alt label,"
    " alt labels, alt, synonym, synonyms, synonyme, synonymes, alias, aliases, variants, used for, uf, non preferred",
    "hidden": "hidden, hidden label, hidden labels, hiddenlabel, hiddenlabels, misspelling, misspellings, schreibfehler",
    "definition": "definition, definitions, description, beschreibung, définition",
    "note": "note, notes, scope note, scopenote, sn, comment, anmerkung, hinweis, remarque",
    "id": "id, unique id, identifier, concept id, key, kennung, identifiant, number, nummer, nr",
    "notation": "notation, notations, code, class number",
    "iri": "iri, uri, url, concept iri, concept uri",
    "broader": "broader, broader term, broader terms, broader concept, bt, parent, parent id, parent label, parents,"
    " oberbegriff, oberbegriffe, übergeordnet, générique, terme générique, tg",
    "related": "related, related term, related terms, related concept, rt, verwandt, verwandter begriff, terme associé, ta",
    "scheme": "scheme, concept scheme, inscheme, facet, facette, thema",
    "top": "top concept of, topconceptof",
    "type": "type, rdf type",
    "deprecated": "deprecated, obsolete, veraltet, obsolète",
    "replaced_by": "replaced by, replacedby, isreplacedby, ersetzt durch, remplacé par",
    "exactMatch": "exact match, exactmatch",
    "closeMatch": "close match, closematch",
    "broadMatch": "broad match, broadmatch",
    "narrowMatch": "narrow match, narrowmatch",
    "relatedMatch": "related match, relatedmatch",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split(", ")}
_TIER = re.compile(r"(?:tier|level|ebene|stufe|niveau) ?(\d{1,2})")
_TEXTS = frozenset({"preferred", "alternative", "hidden", "definition", "note"})
_SINGLE = frozenset({"preferred", "id", "iri", "tier"})
_SEVERAL = frozenset({"alternative", "hidden", "definition", "note", "notation"})
_NUMBERED = re.compile(r"(.+?) \d{1,3}")

_LANGUAGES = {
    "en": "english, englisch, anglais",
    "de": "german, deutsch, allemand",
    "fr": "french, französisch, français",
    "es": "spanish, spanisch, español",
    "it": "italian, italienisch, italiano",
    "nl": "dutch, niederländisch, nederlands",
    "pt": "portuguese, portugiesisch, português",
    "pl": "polish, polnisch, polski",
    "cs": "czech, tschechisch, čeština",
    "da": "danish, dänisch, dansk",
    "sv": "swedish, schwedisch, svenska",
    "fi": "finnish, finnisch, suomi",
    "nb": "norwegian, norwegisch, norsk",
    "hu": "hungarian, ungarisch, magyar",
    "ro": "romanian, rumänisch, română",
    "el": "greek, griechisch, ελληνικά",
    "tr": "turkish, türkisch, türkçe",
    "ru": "russian, russisch, русский",
    "uk": "ukrainian, ukrainisch, українська",
    "ja": "japanese, japanisch, 日本語",
    "zh": "chinese, chinesisch, 中文",
    "ko": "korean, koreanisch, 한국어",
    "ar": "arabic, arabisch, العربية",
}
_BY_NAME = {name: tag for tag, names in _LANGUAGES.items() for name in names.split(", ")}
_CODE = re.compile(r"[a-z]{2}(?:-[a-z0-9]{2,8})*")
_CODES = re.compile(
    "ar|bg|bs|ca|cs|cy|da|de|el|en|es|et|eu|fa|fi|fr|ga|gl|he|hi|hr|hu|is|it|ja|ka|ko|lb|lt|lv|mk|mt|nb|nl|nn|pl|pt|rm|ro"
    "|ru|sk|sl|sq|sr|sv|th|tr|uk|vi|zh"
)
"""Languages whose code alone may name a column; `id` and `no` mean something else there."""


@dataclass(frozen=True, slots=True)
class Role:
    """What one column holds: a field, the language of a text, the level of a tier. No field: the column is left out."""

    field: str = ""
    language: str = ""
    level: int = 0

    def __str__(self) -> str:
        """As a person writes it: `preferred@de`, `tier 2`, `id`."""
        if self.field == "tier":
            return f"tier {self.level}"
        return f"{self.field}@{self.language}" if self.language else self.field


def roles(columns: Sequence[str], mapping: Mapping[str, str] | None = None) -> dict[str, Role]:
    """The role of every column: what the mapping says, else what the name tells, each single field given once.

    Raises Usage for a column the table has not, or a field that is none.
    """
    said = {column: said_role(text) for column, text in (mapping or {}).items()}
    if unknown := [column for column in said if column not in columns]:
        raise Usage(f"There is no column {unknown[0]!r}. Columns here: {', '.join(columns)}.")
    taken = {role for role in said.values() if role.field in _SINGLE}
    found: dict[str, Role] = {}
    for column in columns:
        role = said.get(column) or guessed_role(column)
        if column not in said and role in taken:
            role = Role()
        if role.field in _SINGLE:
            taken.add(role)
        found[column] = role
    return found


def said_role(text: str) -> Role:
    """The role a person names. Raises Usage that lists the right ones."""
    name, _, language = text.strip().partition("@")
    if tier := _TIER.fullmatch(name.lower()):
        return Role("tier", level=int(tier[1]))
    field = _FIELDS.get(name.strip().lower(), "")
    if not field and name not in ("", "ignore"):
        raise Usage(f"{text!r} is no field. Fields: {', '.join(_NAMES)}, tier 1, tier 2 ..., ignore.")
    if language and not (field in _TEXTS and canonical(language)):
        raise Usage(f"{text!r}: no language fits there. Write a text field and a language tag, as preferred@de.")
    return Role(field, canonical(language))


def guessed_role(column: str) -> Role:
    """The role the name of a column tells, or none."""
    name = " ".join(re.sub(r"[^\w@-]+", " ", column.casefold().replace("_", " ")).split())
    if tier := _TIER.fullmatch(name):
        return Role("tier", level=int(tier[1]))
    if name in _FIELDS:
        return Role(_FIELDS[name])
    if language := _language(name):
        return Role("preferred", language)
    if told := _told(name):
        return told
    if (again := _NUMBERED.fullmatch(name)) and (role := guessed_role(again[1])).field in _SEVERAL:
        return role
    return next((Role(_FIELDS[f], tag) for f, tag in _parted(name) if _FIELDS.get(f) in _TEXTS), Role())


def _told(name: str) -> Role | None:
    """The role of a column that is named as a person maps it, such as `definition@la`; any language counts then."""
    field, at, tag = name.rpartition("@")
    known = at and _FIELDS.get(field.strip()) in _TEXTS and canonical(tag)
    return Role(_FIELDS[field.strip()], canonical(tag)) if known else None


def _parted(name: str) -> Iterator[tuple[str, str]]:
    """The name cut into field and language, at the front and at the back."""
    for cut in re.finditer(r"[ @-]", name):
        front, back = name[: cut.start()].strip(" -@"), name[cut.end() :].strip(" -@")
        if tag := _language(back):
            yield front, tag
        if tag := _language(front):
            yield back, tag


def _language(word: str) -> str:
    """The language a word names by name or code, or an empty string."""
    if word in _BY_NAME:
        return _BY_NAME[word]
    return canonical(word) if _CODE.fullmatch(word) and _CODES.fullmatch(word.split("-")[0]) else ""
