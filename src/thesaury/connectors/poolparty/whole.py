"""The whole project: by export where that is allowed and complete, else page by page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from thesaury.connectors.poolparty.client import PoolParty
from thesaury.connectors.poolparty.concepts import read_concepts, tree_of
from thesaury.connectors.poolparty.exported import export_of
from thesaury.connectors.poolparty.mapping import DRAFT, SUGGESTED, Answer
from thesaury.connectors.poolparty.projects import Project
from thesaury.connectors.poolparty.settings import Settings
from thesaury.model.concept import ConceptScheme, Label
from thesaury.model.errors import BadInput
from thesaury.ports.rdf import RdfReader


@dataclass(frozen=True, slots=True)
class Whole:
    """Every scheme and every approved concept, with sentences on what was left out and how it was read.

    It is not `complete` when the export came and could not be read: concepts that lie below no scheme may be missing then.
    """

    schemes: tuple[ConceptScheme, ...]
    answers: Mapping[str, Answer]
    notes: tuple[str, ...]
    complete: bool = True


def read_whole(
    client: PoolParty, project: Project, settings: Settings, rdf: RdfReader | None, kept: Iterable[str]
) -> Whole:
    """Everything as it stands now; concepts that were kept and lie below no scheme are asked for before they count as gone."""
    tree = tree_of(client, project)
    notes: list[str] = []
    exported, complete = None, True
    try:
        exported = export_of(client, project, rdf) if settings.export and rdf else None
    except BadInput as error:
        complete = False
        words = (
            "The export cannot be read, so the project was read page by page and is read whole again in the next pass"
        )
        notes.append(f"{words} ({error.message})")
    if exported is not None and (absent := tree.statuses.keys() - exported.keys()):
        notes.append(f"The export left out {len(absent)} concepts that the project shows, so it was read page by page.")
        exported = None
    elif exported is None and settings.export and rdf and complete:
        notes.append("The project cannot be exported with this credential, so it was read page by page.")
    answers: dict[str, Answer | None] = dict(exported or {})
    answers |= read_concepts(client, project, {*tree.statuses, *kept} - answers.keys())
    told = {iri: _with_status(answer, tree.statuses.get(iri, "")) for iri, answer in answers.items() if answer}
    good, left_out = admitted(told, settings.drafts)
    languages = {iri: _in_languages(answer, project) for iri, answer in good.items()} if exported else good
    return Whole(tree.schemes, languages, (*notes, *left_out), complete)


def admitted(answers: Mapping[str, Answer | None], drafts: bool) -> tuple[dict[str, Answer], tuple[str, ...]]:
    """The approved concepts, and what was left out in a sentence; suggested ones are never among them."""
    there = {iri: answer for iri, answer in answers.items() if answer is not None and answer.status != SUGGESTED}
    if drafts:
        return there, ()
    good = {iri: answer for iri, answer in there.items() if answer.status != DRAFT}
    count = len(there) - len(good)
    note = f"{count} drafts were left out; set drafts to yes to take them." if count else ""
    return good, (note,) if note else ()


def _with_status(answer: Answer, status: str) -> Answer:
    if not status or answer.status:
        return answer
    return replace(answer, status=status)


def _in_languages(answer: Answer, project: Project) -> Answer:
    """Only the languages that are read: an export holds all of them."""
    wanted = {*project.languages, ""}
    concept = answer.concept
    kept = replace(
        concept,
        preferred=_only(concept.preferred, wanted),
        alternative=_only(concept.alternative, wanted),
        hidden=_only(concept.hidden, wanted),
        definitions=_only(concept.definitions, wanted),
        notes=_only(concept.notes, wanted),
    )
    return replace(answer, concept=kept)


def _only(labels: tuple[Label, ...], languages: set[str]) -> tuple[Label, ...]:
    return tuple(label for label in labels if label.language in languages)
