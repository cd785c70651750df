"""Suggested concepts: they live apart from the approved ones, are checked for duplicates and wait for a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.sandbox.poolparty.names import (
    ALT,
    BROADER,
    CONCEPT,
    DCT,
    HIDDEN,
    PPT,
    PREF,
    RELATED,
    SKOS,
    SUGGESTED,
    TOP_OF,
    TYPE,
    XSD,
)
from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.thesaurus import APPROVED, PROPOSED, text_term
from thesaury.sandbox.poolparty.times import utc_text
from thesaury.sandbox.poolparty.writing import Editor

_SCORE, _NOTE, _DEFINITION, _CREATED = PPT + "score", SKOS + "note", SKOS + "definition", DCT + "created"
_KEYS = frozenset(
    (
        "prefLabels",
        "checkForDuplicates",
        "broaderConcept",
        "topConceptOf",
        "relatedConcept",
        "definition",
        "note",
        "score",
    )
) | {"suffix"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion as it came in, checked."""

    labels: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    definitions: tuple[tuple[str, str], ...]
    note: str
    score: float | None
    suffix: str
    duplicates_checked: bool


def read_suggestion(body: Mapping[str, Any], project: Project) -> tuple[Suggestion, list[str]]:
    """The suggestion in a JSON body, and the keys nobody knows. Raises Refused for a wrong one."""
    labels = _texts(body, "prefLabels")
    default = project.card.default_language
    if default not in {language for _, language in labels}:
        raise Refused(400, f"One of the prefLabels has to be in the project's default language ({default}).")
    if wrong := sorted({language for _, language in labels} - set(project.card.languages)):
        raise Refused(400, f"The project has no language {', '.join(wrong)}.")
    pairs = (("broaderConcept", BROADER), ("topConceptOf", TOP_OF), ("relatedConcept", RELATED))
    links = tuple((predicate, _iri(each)) for name, predicate in pairs for each in body.get(name) or ())
    if missing := [iri for _, iri in links if project.thesaurus.home(iri) != APPROVED]:
        raise Refused(400, f"There is no resource <{missing[0]}> in the project.")
    score = body.get("score")
    if score is not None and not (isinstance(score, int | float) and 0 <= score <= 1):
        raise Refused(400, "The score has to lie between 0 and 1.")
    rest = (_texts(body, "definition"), str(body.get("note") or ""), score, str(body.get("suffix") or ""))
    return Suggestion(labels, links, *rest, bool(body.get("checkForDuplicates"))), sorted(set(body) - _KEYS)


def suggest(editor: Editor, suggestions: Sequence[Suggestion]) -> list[str]:
    """Takes in suggestions, all or none; returns their IRIs. Raises Refused for a duplicate."""
    taken: set[tuple[str, str]] = set()
    project = editor.project
    uris = [project.new_uri(each.labels[0][0], each.suffix, number) for number, each in enumerate(suggestions)]
    for uri, suggestion in zip(uris, suggestions, strict=True):
        if project.thesaurus.home(uri) or uris.count(uri) > 1:
            raise Refused(400, f"The resource {uri} already exists.")
        labels = {(text.casefold(), language) for text, language in suggestion.labels}
        if suggestion.duplicates_checked and (same := labels & (_labels_of(project) | taken)):
            text, language = sorted(same)[0]
            raise Refused(400, f"Duplicate label: a concept with the label '{text}'@{language} already exists.")
        taken |= labels
    for uri, suggestion in zip(uris, suggestions, strict=True):
        _take(editor, uri, suggestion)
    return uris


def _take(editor: Editor, uri: str, suggestion: Suggestion) -> None:
    thesaurus = editor.project.thesaurus
    values: list[tuple[str, Any]] = [(TYPE, SUGGESTED), (TYPE, CONCEPT), *suggestion.links]
    values += [(PREF, text_term(text, language)) for text, language in suggestion.labels]
    values += [(_DEFINITION, text_term(text, language)) for text, language in suggestion.definitions]
    values.append((_CREATED, text_term(utc_text(editor.now), datatype=XSD + "dateTime")))
    if suggestion.note:
        values.append((_NOTE, text_term(suggestion.note)))
    if suggestion.score is not None:
        values.append((_SCORE, text_term(str(float(suggestion.score)), datatype=XSD + "double")))
    for predicate, value in values:
        thesaurus.add(PROPOSED, uri, predicate, value)


def told(project: Project, uri: str) -> dict[str, Any]:
    """A suggestion as the list of suggestions shows it."""
    thesaurus = project.thesaurus
    score = thesaurus.terms(uri, _SCORE)
    return {
        "uri": uri,
        "prefLabels": _shown(thesaurus.literals(uri, PREF)),
        "broaderConcepts": thesaurus.links(uri, BROADER),
        "relatedConcepts": thesaurus.links(uri, RELATED),
        "topConceptOf": thesaurus.links(uri, TOP_OF),
        "definitions": _shown(thesaurus.literals(uri, _DEFINITION)),
        "note": next((text for text, _ in thesaurus.literals(uri, _NOTE)), ""),
        "score": float(score[0].value) if score else 0.0,
        "date": next((text for text, _ in thesaurus.literals(uri, _CREATED)), ""),
    }


def approve(editor: Editor, uri: str) -> str:
    """Makes a suggestion an approved concept under its own IRI, as a person does in the dashboard."""
    thesaurus = editor.project.thesaurus
    if thesaurus.home(uri) != PROPOSED:
        raise Refused(400, f"<{uri}> is no suggested concept.")
    labels, definitions = thesaurus.literals(uri, PREF), thesaurus.literals(uri, _DEFINITION)
    parents = [*thesaurus.links(uri, BROADER), *thesaurus.links(uri, TOP_OF)] or thesaurus.schemes()[:1]
    related = thesaurus.links(uri, RELATED)
    thesaurus.forget(uri)
    editor.adopt(uri)
    for text, language in labels:
        editor.add_literal(uri, PREF, text, language)
    for text, language in definitions:
        editor.add_literal(uri, _DEFINITION, text, language)
    for parent in parents:
        editor.hang(uri, parent)
    for target in related:
        editor.add_relation(uri, RELATED, target)
    return uri


def decline(editor: Editor, uri: str) -> str:
    """Takes a suggestion out of the list, as a person does in the dashboard; the history says nothing of it."""
    if editor.project.thesaurus.home(uri) != PROPOSED:
        raise Refused(400, f"<{uri}> is no suggested concept.")
    editor.project.thesaurus.forget(uri)
    return uri


def _labels_of(project: Project) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for uri in (*project.thesaurus.concepts(), *project.thesaurus.suggestions()):
        for predicate in (PREF, ALT, HIDDEN):
            found |= {(text.casefold(), language) for text, language in project.thesaurus.literals(uri, predicate)}
    return found


def _texts(body: Mapping[str, Any], name: str) -> tuple[tuple[str, str], ...]:
    found = body.get(name) or ()
    if not all(isinstance(each, dict) and each.get("label") and each.get("language") for each in found):
        raise Refused(400, f"{name} has to be a list of objects with label and language.")
    return tuple((str(each["label"]).strip(), str(each["language"])) for each in found)


def _iri(value: Any) -> str:
    return str(value["uri"]) if isinstance(value, dict) and "uri" in value else str(value)


def _shown(texts: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": text, "language": language} for text, language in texts]
