"""Proposals to the people who approve terms: suggested concepts with duplicate check, and nothing that is approved by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.http import Auth
from thesaury.connectors.poolparty.access import auth_of
from thesaury.connectors.poolparty.client import PoolParty, opened
from thesaury.connectors.poolparty.projects import Project, project_of
from thesaury.connectors.poolparty.reading import first, iri_of, listed, mapping_of, number, texts
from thesaury.connectors.poolparty.replies import stated
from thesaury.connectors.poolparty.settings import Settings, settings_of
from thesaury.connectors.texts import cleaned, is_iri, language_tag
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, Refused
from thesaury.ports.source import Tools
from thesaury.ports.vocabulary_source import Proposal, Proposed, Waiting

_BATCH = 20
_PAGE = 200
_MOST_PAGES = 1_000
_OF_ONE = (400, 409, 422)
_DUPLICATE = ("duplicate", "already exist", "exists already", "already used", "already in use")


def open_proposals(connection: Connection, tools: Tools) -> "PoolPartyProposals":
    """The proposals sink of a connection. Raises Usage for a wrong setting, NeedsLogin for a missing secret."""
    settings = settings_of(connection)
    return PoolPartyProposals(settings, auth_of(settings, tools.secrets))


@dataclass(frozen=True, slots=True)
class PoolPartyProposals:
    """Puts unknown terms into the project's list of suggestions."""

    settings: Settings
    auth: Auth

    def propose(self, proposals: Sequence[Proposal]) -> list[Proposed]:
        """One answer each, in order; see `ProposalSink`. A bad one among many never hinders the others.

        Raises Unreachable, NeedsLogin and Refused when none can be proposed, and LostReply: then look with `waiting` first.
        """
        answers: dict[int, Proposed] = {}
        with opened(self.settings, self.auth) as client:
            project = project_of(client)
            for number_, proposal in enumerate(proposals):
                if refusal := _unfit(proposal, project):
                    answers[number_] = Proposed(proposal.key, refusal=refusal)
            fit = [number_ for number_ in range(len(proposals)) if number_ not in answers]
            for start in range(0, len(fit), _BATCH):
                batch = fit[start : start + _BATCH]
                sent = self._sent(client, project, [proposals[number_] for number_ in batch])
                answers |= dict(zip(batch, sent, strict=True))
        return [answers[number_] for number_ in range(len(proposals))]

    def waiting(self) -> list[Waiting]:
        """Every suggestion that waits for approval; read it after a lost reply, before anything is proposed again."""
        found: dict[str, Waiting] = {}
        with opened(self.settings, self.auth) as client:
            project = project_of(client)
            for page in range(_MOST_PAGES):
                entries = listed(client.suggested(project.id, page * _PAGE, _PAGE), "suggestedConcepts", "concepts")
                new = {one.iri: one for one in _waiting(entries, project.default) if one.iri not in found}
                found |= new
                if not new:
                    break
        return list(found.values())

    def _sent(self, client: PoolParty, project: Project, batch: Sequence[Proposal]) -> list[Proposed]:
        """All at once; where the server refuses that, because of one of them, each alone."""
        requests = [_request(proposal, project, self.settings.iri_objects) for proposal in batch]
        try:
            return _outcomes(batch, client.suggest(project.id, requests), self.settings.connection)
        except Refused as error:
            if error.status not in (*_OF_ONE, 200):
                raise
            if len(batch) == 1:
                return [_refused(batch[0].key, error.message)]
        return [self._sent(client, project, [proposal])[0] for proposal in batch]


def _unfit(proposal: Proposal, project: Project) -> str:
    """Why a proposal cannot be sent, or an empty string."""
    if not cleaned(proposal.label):
        return "The label is empty."
    language = language_tag(proposal.language)
    if language and project.spoken and language not in dict(project.spoken):
        return f"Language not covered: the project has no {language}."
    return ""


def _request(proposal: Proposal, project: Project, iri_objects: bool) -> Mapping[str, Any]:
    """A suggestion always has a label in the project's default language: where the term is in another one, both get the same
    text, and the note asks whoever approves it for the translation."""
    label, language = cleaned(proposal.label), language_tag(proposal.language) or project.default
    languages = [language] if language == project.default else [project.default, language]
    note = cleaned(proposal.note)
    if language != project.default:
        note = f"{note} The term is {language}; its {project.default} label is not translated yet.".strip()
    broader = [iri for iri in proposal.broader if is_iri(iri)]
    request: dict[str, Any] = {
        "prefLabels": [{"label": label, "language": project.spelled(one)} for one in languages],
        "checkForDuplicates": True,
        "score": min(max(proposal.score, 0.0), 1.0),
    }
    if note:
        request["note"] = note
    if broader:
        request["broaderConcept"] = [{"uri": iri} for iri in broader] if iri_objects else broader
    return request


def _outcomes(batch: Sequence[Proposal], answer: Any, connection: str) -> list[Proposed]:
    entries = listed(answer, "conceptSuggestResponses", "suggestedConcepts", "concepts", "results")
    if len(entries) != len(batch):
        raise LostReply(
            f"{connection}: {len(batch)} terms were proposed and {len(entries)} answered for; which took effect is not known yet."
        )
    return [_outcome(proposal.key, entry) for proposal, entry in zip(batch, entries, strict=True)]


def _outcome(key: str, entry: Any) -> Proposed:
    if iri := iri_of(entry):
        return Proposed(key, iri)
    return _refused(key, stated(entry) or "The server gave no IRI for it.")


def _refused(key: str, message: str) -> Proposed:
    duplicate = any(word in message.lower() for word in _DUPLICATE)
    return Proposed(key, duplicate=True) if duplicate else Proposed(key, refusal=message)


def _waiting(entries: Sequence[Any], default: str) -> Iterator[Waiting]:
    for entry in map(mapping_of, entries):
        if iri := iri_of(entry):
            labels = texts(first(entry, "prefLabels", "prefLabel"), default)
            note, date = entry.get("note"), entry.get("date")
            yield Waiting(
                iri,
                tuple(sorted(set(labels))),
                note if isinstance(note, str) else "",
                number(entry.get("score")),
                str(date) if isinstance(date, str | int) else "",
            )
