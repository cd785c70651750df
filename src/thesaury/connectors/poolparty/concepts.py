"""Reading concepts by page: which there are, and what each says in every language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.poolparty.client import PoolParty, is_missing
from thesaury.connectors.poolparty.mapping import Answer, answered, found, status_of
from thesaury.connectors.poolparty.projects import Project
from thesaury.connectors.poolparty.reading import first, iri_of, listed, mapping_of, texts
from thesaury.model.concept import ConceptScheme, Label
from thesaury.model.errors import Refused

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Tree:
    """Every scheme, and every concept below one with its workflow status (empty where none is said)."""

    schemes: tuple[ConceptScheme, ...]
    statuses: Mapping[str, str]


def schemes_of(client: PoolParty, project: Project) -> tuple[ConceptScheme, ...]:
    """Every scheme with its titles in every language and its top concepts."""
    titles: dict[str, set[Label]] = {}
    for language in project.languages:
        for entry in listed(client.schemes(project.id, project.spelled(language)), "schemes", "conceptSchemes"):
            if iri := iri_of(entry):
                named = first(mapping_of(entry), "title", "titles", "prefLabel", "prefLabels")
                titles.setdefault(iri, set()).update(texts(named, language))
    default = project.spelled(project.languages[0])
    return tuple(
        ConceptScheme(iri, tuple(sorted(titles[iri])), _tops(client.top_concepts(project.id, iri, default)))
        for iri in sorted(titles)
    )


def tree_of(client: PoolParty, project: Project) -> Tree:
    """The schemes and all that is below them; where a server does not go down from a scheme, from its top concepts."""
    schemes = schemes_of(client, project)
    statuses: dict[str, str] = {}
    for scheme in schemes:
        statuses |= {top: statuses.get(top, "") for top in scheme.top_concepts}
        for entry in _below(client, project, scheme):
            if iri := iri_of(entry):
                statuses[iri] = status_of(mapping_of(entry).get("workflowStatus")) or statuses.get(iri, "")
    return Tree(schemes, statuses)


def read_concepts(client: PoolParty, project: Project, iris: Iterable[str]) -> dict[str, Answer | None]:
    """Each of these as the server has it now, in every language; None for one that is not there.

    One that is missing in the answer for many is asked for alone before it counts as missing.
    """
    wanted = sorted(set(iris))
    read: dict[str, Answer | None] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        answers: dict[str, dict[str, Mapping[str, Any]]] = {iri: {} for iri in batch}
        for language in project.languages:
            for iri, answer in _batch(client, project, batch, language).items():
                answers[iri][language] = answer
        read |= {iri: _certain(client, project, iri, given) for iri, given in answers.items()}
    return read


def _batch(client: PoolParty, project: Project, iris: Sequence[str], language: str) -> dict[str, Mapping[str, Any]]:
    try:
        entries = listed(client.concepts(project.id, iris, project.spelled(language)), "concepts")
    except Refused as error:
        if not is_missing(error):
            raise
        # One that is not there may spoil the answer for all.
        alone = {iri: _one(client, project, iri, language) for iri in iris}
        return {iri: answer for iri, answer in alone.items() if answer is not None}
    given = {iri_of(entry): mapping_of(entry) for entry in entries}
    return {iri: given[iri] for iri in iris if found(given.get(iri))}


def _certain(client: PoolParty, project: Project, iri: str, answers: Mapping[str, Mapping[str, Any]]) -> Answer | None:
    """The concept out of its answers; one that no answer for many held is asked for alone before it counts as missing."""
    if answers:
        return answered(iri, answers)
    default = project.languages[0]
    alone = _one(client, project, iri, default)
    return None if alone is None else answered(iri, {default: alone})


def _one(client: PoolParty, project: Project, iri: str, language: str) -> Mapping[str, Any] | None:
    try:
        answer = mapping_of(client.concept(project.id, iri, project.spelled(language)))
    except Refused as error:
        if not is_missing(error):
            raise
        return None
    return answer if found(answer) else None


def _below(client: PoolParty, project: Project, scheme: ConceptScheme) -> list[Any]:
    default = project.spelled(project.languages[0])
    try:
        return listed(client.below(project.id, scheme.iri, default), "concepts")
    except Refused as error:
        if not is_missing(error):
            raise
    return [
        entry for top in scheme.top_concepts for entry in listed(client.below(project.id, top, default), "concepts")
    ]


def _tops(answer: Any) -> tuple[str, ...]:
    return tuple(sorted({iri for entry in listed(answer, "concepts") if (iri := iri_of(entry))}))
