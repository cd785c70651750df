"""Which rights are written into a packet, from which of the names that sources give them, and in which form."""

from collections.abc import Sequence

from thesaury.connectors.folder.elements import one_line
from thesaury.model.plus import FORMS as PLUS_FORMS
from thesaury.model.plus import PREFIX, Form

Name = tuple[str, str]
"""A property by the prefix of its namespace and its local name."""

# Where rights go, and by which names sources give them (PLUS, XMP rights, Smint.io, our own).
_SOURCES: dict[Name, tuple[str, ...]] = {
    ("dc", "rights"): ("copyright", "copyright_notices", "content_element.copyright_notices"),
    ("xmpRights", "UsageTerms"): ("text", "TermsAndConditionsText"),
    ("xmpRights", "WebStatement"): ("WebStatement", "TermsAndConditionsURL", "license_urls"),
}
FORMS: dict[Name, Form] = {
    ("dc", "rights"): Form.LANGUAGES,
    ("xmpRights", "UsageTerms"): Form.LANGUAGES,
    ("xmpRights", "WebStatement"): Form.TEXT,
} | {("plus", name): form for name, form in PLUS_FORMS.items()}
"""Every property we write rights to, with how it holds its value."""


def values_of(name: Name, rights: Sequence[tuple[str, str]]) -> list[str]:
    """What is to stand in a property; what several sources say of one text stands in it together."""
    sources = _SOURCES.get(name, (f"{PREFIX}{name[1]}",))
    texts = [one_line(text) for field, text in rights if field.partition("@")[0] in sources]
    values = list(dict.fromkeys(filter(None, texts)))
    return ["; ".join(values)] if values and FORMS[name] in (Form.TEXT, Form.LANGUAGES) else values
