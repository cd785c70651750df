"""What a concept of PoolParty means: its answers in every language to one concept, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.poolparty.reading import first, iri_of, iris, listed, mapping_of, strings, texts
from thesaury.connectors.texts import cleaned
from thesaury.model.concept import Concept, Label, MappingRelation, Match
from thesaury.model.statement import DC, DCTERMS, OWL, SKOS

DRAFT, SUGGESTED, DEPRECATED = "draft", "suggested", "deprecated"
SUGGESTED_TYPE = "/ppt/suggested#"
REPLACED_BY, DEPRECATED_IRI = f"{DCTERMS}isReplacedBy", f"{OWL}deprecated"
NOTES = tuple(
    f"{SKOS}{name}" for name in ("note", "scopeNote", "example", "historyNote", "editorialNote", "changeNote")
)
KEPT_AS_NOTES = (*NOTES, f"{DCTERMS}description", f"{DC}description")
"""Properties that become notes; other custom attributes have no place in a Concept and are left in PoolParty."""

_LABELS = {
    "preferred": ("prefLabel", "prefLabels", "skosxlPrefLabels"),
    "alternative": ("altLabels", "altLabel", "skosxlAltLabels"),
    "hidden": ("hiddenLabels", "hiddenLabel", "skosxlHiddenLabels"),
    "definitions": ("definitions", "definition"),
    "notes": (
        "scopeNotes",
        "scopeNote",
        "examples",
        "example",
        "notes",
        "historyNotes",
        "editorialNotes",
        "changeNotes",
    ),
}
_BROADER = ("broaders", "broader", "broaderConcepts")
_NARROWER = ("narrowers", "narrower", "narrowerConcepts")
_RELATED = ("relateds", "related", "relatedConcepts")
_SCHEMES = ("conceptSchemes", "inSchemes", "inScheme", "topConceptOfs", "topConceptOf")
_MATCHES = {
    MappingRelation.EXACT: ("exactMatch", "exactMatches"),
    MappingRelation.CLOSE: ("closeMatch", "closeMatches"),
    MappingRelation.BROAD: ("broaderMatch", "broadMatch", "broaderMatches"),
    MappingRelation.NARROW: ("narrowerMatch", "narrowMatch", "narrowerMatches"),
    MappingRelation.RELATED: ("relatedMatch", "relatedMatches"),
}
Answers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One concept as the server answered: narrower and related ones are None where it did not speak of them."""

    concept: Concept
    narrower: tuple[str, ...] | None = None
    related: tuple[str, ...] | None = None
    status: str = ""


def concept(payload: Mapping[str, Any]) -> Concept:
    """The concept of a payload: `uri`, and `answers` with what the server said in each language."""
    return answered(payload["uri"], payload["answers"]).concept


def answered(iri: str, answers: Answers) -> Answer:
    """One concept out of the answers to one call for each language."""
    said = [mapping_of(answer) for answer in answers.values()]
    status = _status(said)
    replaced = next((found for value in _properties(said, REPLACED_BY) if (found := iri_of(value))), None)
    gone = any(str(value).strip().lower() in ("true", "1") for value in map(_plain, _properties(said, DEPRECATED_IRI)))
    read = Concept(
        iri,
        schemes=_linked(said, *_SCHEMES),
        preferred=_texts(answers, "preferred"),
        alternative=_texts(answers, "alternative"),
        hidden=_texts(answers, "hidden"),
        definitions=_texts(answers, "definitions"),
        notes=_sorted([*_texts(answers, "notes"), *_attributes(answers)]),
        notations=_notations(said),
        broader=_linked(said, *_BROADER),
        related=_linked(said, *_RELATED),
        matches=_matches(said),
        deprecated=bool(gone or replaced or status == DEPRECATED),
        replaced_by=replaced,
    )
    return Answer(read, _spoken(said, _NARROWER), _spoken(said, _RELATED), status)


def found(answer: Any) -> bool:
    """Whether an answer is of a concept that is there: one that is not comes back empty, or as its bare IRI."""
    given = mapping_of(answer)
    return any(value not in (None, "", [], {}) for key, value in given.items() if key not in ("uri", "id"))


def _texts(answers: Answers, kind: str) -> tuple[Label, ...]:
    """A text the server repeats in every language, because it has only one, would look like a translation: this keeps
    what it says; only where it names the language itself is the language not that of the call."""
    names = _LABELS[kind]
    return _sorted(
        label
        for language, answer in answers.items()
        for name in names
        for label in texts(mapping_of(answer).get(name), language)
    )


def _attributes(answers: Answers) -> Iterator[Label]:
    for language, answer in answers.items():
        for iri, values in mapping_of(mapping_of(answer).get("properties")).items():
            if iri in KEPT_AS_NOTES:
                yield from texts(values, language)


def _properties(said: Iterable[Mapping[str, Any]], iri: str) -> Iterator[Any]:
    short = iri.rpartition("#")[2].rpartition("/")[2]
    for answer in said:
        yield from listed(mapping_of(answer.get("properties")).get(iri))
        yield from listed(first(answer, short, f"{short}s"))


def _plain(value: Any) -> Any:
    return first(value, "value", "label") if isinstance(value, Mapping) else value


def _notations(said: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    values = (value for answer in said for value in listed(first(answer, "notations", "notation")))
    read = (str(_plain(value)) for value in values if isinstance(_plain(value), str | int | float))
    return tuple(sorted({text for value in read if (text := cleaned(value))}))


def _linked(said: Iterable[Mapping[str, Any]], *names: str) -> tuple[str, ...]:
    return tuple(sorted({iri for answer in said for name in names for iri in iris(answer.get(name))}))


def _spoken(said: Iterable[Mapping[str, Any]], names: tuple[str, ...]) -> tuple[str, ...] | None:
    given = [answer for answer in said if any(name in answer for name in names)]
    return _linked(given, *names) if given else None


def _matches(said: Iterable[Mapping[str, Any]]) -> tuple[Match, ...]:
    said = list(said)
    return tuple(sorted({Match(kind, iri) for kind, names in _MATCHES.items() for iri in _linked(said, *names)}))


def _status(said: Iterable[Mapping[str, Any]]) -> str:
    """Approved, draft, deprecated or suggested, from the workflow status and the types; empty where nothing is said."""
    for answer in said:
        types = list(strings(first(answer, "types", "type", "rdfTypes")))
        if any(SUGGESTED_TYPE in name for name in types):
            return SUGGESTED
        if status := status_of(first(answer, "workflowStatus", "workflowState", "status")):
            return status
    return ""


def status_of(value: Any) -> str:
    """What a workflow status says, in our words."""
    said = " ".join(strings(value)).lower()
    if "suggest" in said or "candidate" in said:
        return SUGGESTED
    if "deprecat" in said:
        return DEPRECATED
    return DRAFT if "draft" in said or "new" in said.split() else said


def _sorted(labels: Iterable[Label]) -> tuple[Label, ...]:
    return tuple(sorted(set(labels)))
