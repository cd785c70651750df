"""Our fields, as a mapping of columns names them: `title@de`, `licence.valid_until`, `text:inscription`."""

import re
from dataclasses import dataclass

from thesaury.connectors.texts import language_tag
from thesaury.model.errors import Usage
from thesaury.model.remembering import remembered

PROPERTIES = ("campaign", "market", "brand", "product", "audience", "created", "modified", "creator", "copyright")
PLAIN = ("id", "title", "description", "tags", "concepts", "language", *PROPERTIES, "licence", "file", "ignore")
NAMED = {"licence": ".", "text": ":", "property": ":"}
SINGLE = ("id", "language", "created", "modified", "file")
"""Fields that one column alone fills."""

_FORM = re.compile(r"(?P<kind>[a-z]+)(?P<separator>[.:])(?P<name>.*\S)")


@dataclass(frozen=True, slots=True)
class Field:
    """One of our fields; `name` where the kind has names, `language` of texts where the column says it."""

    kind: str
    name: str = ""
    language: str = ""

    def __str__(self) -> str:
        """The field as a mapping writes it."""
        named = f"{self.kind}{NAMED[self.kind]}{self.name}" if self.name else self.kind
        return f"{named}@{self.language}" if self.language else named


@remembered(4096)
def field(text: str) -> Field:
    """A field from its spelling. Raises Usage, listing the right ones, for any other."""
    plain, at, language = text.strip().partition("@")
    form = _FORM.fullmatch(plain)
    if bool(at) == bool(language_tag(language)):
        if plain in PLAIN:
            return Field(plain, "", language_tag(language))
        if form and NAMED.get(form["kind"]) == form["separator"]:
            return Field(form["kind"], form["name"].strip(), language_tag(language))
    known = ", ".join((*PLAIN, *(f"{kind}{separator}NAME" for kind, separator in NAMED.items())))
    raise Usage(f"There is no field '{text}'. The fields are {known}; texts may say their language, as in title@de.")
