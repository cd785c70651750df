"""Which names may stand before a colon in a query: facets, text fields, and their German and French names."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

TEXT_FIELDS = ("title", "tag", "description")
"""Fields that are no facets: every one asked for has to hold the words given."""


class FieldNames:
    """The fields of one search; capital letters make no difference."""

    def __init__(self, facets: Sequence[str]) -> None:
        """Take the names of the facets; text fields are always there."""
        self._fields = {name.casefold(): name for name in (*TEXT_FIELDS, *facets)}

    def known(self, typed: str) -> str:
        """The field that is meant, an empty string where there is none."""
        name = typed.casefold()
        return self._fields.get(name) or self._fields.get(_other_names().get(name, ""), "")


@cache
def _other_names() -> Mapping[str, str]:
    """Names in other languages (field_names.toml) to the field."""
    table = tomllib.loads(files("thesaury.search.reading").joinpath("field_names.toml").read_text("utf-8"))
    return {
        name: field
        for field, languages in table.items()
        if isinstance(languages, dict)
        for names in languages.values()
        for name in names
    }
