"""A set of mappings as the text of an SSSOM/TSV file."""

import json
from collections.abc import Callable, Iterator

from thesaury.model.mapping import BY_MATCHING, Mapping, MappingSet, MappingStatus
from thesaury.model.table_cell import marked
from thesaury.onboarding.sssom.curies import Curies
from thesaury.onboarding.sssom.names import BY_ITSELF, NO_TERM, SEMAPV, SKOS, STATUS

_QUOTED = frozenset('\t\n\r"')
_OURS = "https://thesaury.example/ontology#"
_STRING = "http://www.w3.org/2001/XMLSchema#string"

Column = Callable[[Mapping, Curies], str]
_COLUMNS: dict[str, Column] = {
    "subject_id": lambda one, curies: curies.curie(one.subject),
    "subject_label": lambda one, _: one.subject_label,
    "predicate_id": lambda one, curies: curies.curie(f"{SKOS}{one.relation}"),
    "predicate_modifier": lambda one, _: "" if one.holds else "Not",
    "object_id": lambda one, curies: curies.curie(one.object or NO_TERM),
    "object_label": lambda one, _: one.object_label,
    "mapping_justification": lambda one, curies: curies.curie(f"{SEMAPV}{one.justification}"),
    # A vertical bar parts the values of a column that may have several.
    "author_label": lambda one, _: one.author.replace("\\", "\\\\").replace("|", "\\|"),
    "confidence": lambda one, _: "" if one.confidence is None else repr(float(one.confidence)),
    "comment": lambda one, _: one.explanation,
    STATUS: lambda one, _: str(one.status),
    BY_ITSELF: lambda one, _: "true" if _by_itself(one) else "false",
}


def sssom_lines(mappings: MappingSet) -> Iterator[str]:
    """The lines of the file, without their ends; a line break inside a label stays inside its line. Columns without a value are left out.

    Reading them gives the same set again.
    """
    curies = Curies(_identifiers(mappings))
    rows = [[column(one, curies) for column in _COLUMNS.values()] for one in mappings.mappings]
    used = [at for at, name in enumerate(_COLUMNS) if name in _KEPT or any(row[at] for row in rows)]
    names = list(_COLUMNS)
    yield from _head(mappings, curies)
    yield "\t".join(names[at] for at in used)
    yield from ("\t".join(_cell(row[at]) for at in used) for row in rows)


_KEPT = frozenset({"subject_id", "predicate_id", "object_id", "mapping_justification"})


def _by_itself(one: Mapping) -> bool:
    return one.status is MappingStatus.ACCEPTED and one.author == BY_MATCHING


def _identifiers(mappings: MappingSet) -> Iterator[str]:
    for one in mappings.mappings:
        yield from (one.subject, *([one.object] if one.object else []))
    yield from (iri for iri in (mappings.source, mappings.target, f"{_OURS}{STATUS}") if iri)


def _head(mappings: MappingSet, curies: Curies) -> Iterator[str]:
    yield "#curie_map:"
    yield from (f"#  {prefix}: {_quoted(base)}" for prefix, base in sorted(curies.declared.items()))
    said = {
        "mapping_set_id": mappings.identifier,
        "mapping_set_title": mappings.title,
        "license": mappings.licence,
        "subject_source": mappings.source and curies.curie(mappings.source),
        "object_source": mappings.target and curies.curie(mappings.target),
        "mapping_tool": mappings.tool,
    }
    yield from (f"#{name}: {_quoted(value)}" for name, value in said.items() if value)
    yield "#extension_definitions:"
    for name in (STATUS, BY_ITSELF):
        yield f"#  - slot_name: {name}"
        yield f"#    property: {_quoted(curies.curie(f'{_OURS}{name}'))}"
        yield f"#    type_hint: {_quoted(curies.curie(_STRING))}"


def _quoted(value: str) -> str:
    """A double-quoted scalar of YAML, which one of JSON is; what is not ASCII is escaped, so that no reader breaks the line elsewhere."""
    return json.dumps(value)


def _cell(value: str) -> str:
    """The standard knows no mark for what a spreadsheet would run: ours is a backslash, which is taken off again where it is read."""
    value = marked(value)
    return '"' + value.replace('"', '""') + '"' if _QUOTED & set(value) else value
