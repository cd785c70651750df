"""What can be chosen about the server: its dialect, and the quirks and limits that a run may switch."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Dialect:
    """One state of the vendor's drifting wire format."""

    name: str
    version: str
    label_map: bool
    """Extracted concepts carry `prefLabels` (a map) in place of `prefLabel`."""
    terms_key: str
    results_key: str
    literal_subject: str
    """The field that addLiteral takes the concept from."""
    export_by_post: bool
    json_strings: bool
    keycloak: bool
    json_extract: bool
    paths_call: str
    swapped_facets: bool
    bare_projects: bool


DIALECTS: Mapping[str, Dialect] = MappingProxyType(
    {
        "6": Dialect(
            "6", "6.2.3", False, "freeTerms", "results", "concept", False, False, False, False, "getPaths", False, True
        ),
        "10": Dialect(
            "10", "10.1.0", True, "extractedTerms", "result", "resource", True, True, True, True, "paths", True, False
        ),
    }
)

FEATURES = ("thesaurus", "history", "export", "import", "extractor", "classifier", "corpus", "graphsearch", "sparql")


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of one server; each may be changed while it runs, by POST /__sandbox__/data."""

    drop_pref_label: bool = True
    """`properties` without skos:prefLabel loses the prefLabel (the trap of the contract)."""
    label_fallback: bool = False
    """A concept without label in the asked language shows that of the default language."""
    relation_objects: bool = False
    """Relation entries are {uri, prefLabel} instead of URIs."""
    subtree_parameter: str = "root"
    """`uri` is the name before 5.6."""
    basic: bool = True
    bearer: bool = True
    token_seconds: int = 300
    refresh_token_seconds: int = 1800
    server_zone: str = "Europe/Vienna"
    """IANA name or a fixed offset such as +05:30; history and build times are told in it, without naming it."""
    random_history_keys: bool = False
    features: tuple[str, ...] = FEATURES
    """Features the licence has; calls of the others answer 503."""
    refresh_seconds: float = 0.0
    """How long a refresh of the extraction model takes by the fake clock; 0 is at once."""
    default_concepts: int = 10
    default_terms: int = 5
    """Limits of extract for a caller who does not ask for more."""
    position_unit: str = "utf16"
    """`utf16` as Java counts, or `codepoint`."""
    failing_word: str = "grimblefault"
    """A document with this word makes the extractor fail."""
    sparql_open: bool = False
    optional_chain_seconds: float = 0.0
    """Delay of a query with a chain of three OPTIONALs or more."""
    swapped_facets: bool | None = None
    body_limit: int = 100 * 1024 * 1024

    def changed(self, changes: Mapping[str, Any]) -> "Options":
        """A copy with some options changed. ValueError for an unknown option."""
        known = {field.name for field in fields(self)}
        if wrong := sorted(set(changes) - known):
            raise ValueError(f"There is no option {', '.join(wrong)}. Known are {', '.join(sorted(known))}.")
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()
        }
        return replace(self, **values)
