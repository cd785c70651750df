"""What is decided of a client's words comes into force: the assets that a change touches are annotated anew, all others hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from thesaury.enrichment.client_word_rules import as_written
from thesaury.enrichment.client_words import ClientWords
from thesaury.model.asset import Asset
from thesaury.model.client_word import TAGS, ClientWord
from thesaury.model.connection import Connection
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, Meaning, OnboardingRound, Said, SourceKind, SubjectKind
from thesaury.onboarding.roles import VALUED, FieldRole
from thesaury.pipeline.onboarding.connecting import readers
from thesaury.pipeline.onboarding.field_settings import places_in, places_of
from thesaury.pipeline.onboarding.rounds import every, fields_of
from thesaury.pipeline.sparing import advance, outdated
from thesaury.pipeline.words import client_words_of, current_vocabularies, stamp_of
from thesaury.ports.enrichments import Findings
from thesaury.ports.mappings import WantedMappings
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace

_DECIDED = (MappingStatus.ACCEPTED, MappingStatus.REJECTED)
_VALUES = WantedMappings((SubjectKind.VALUE,), _DECIDED)
_CONCEPTS = WantedMappings((SubjectKind.CONCEPT,), _DECIDED)


def decided_words(workspace: Workspace, also: Mapping[str, str] = MappingProxyType({})) -> ClientWords:
    """The words of all rounds that are decided on, in the records of the connections that there are; `also` names further ones by round.

    Where two rounds, or two fields that are one in the records, say something of one word, a person's word goes before others, and the
    last one before those before it.
    """
    known = workspace.catalogue.records.connections()
    found: dict[tuple[str, str, str], ClientWord] = {}
    for round in workspace.catalogue.mappings.rounds():
        reading: dict[str, Connection | None] = {one.name: one for one in readers(known, workspace, round)}
        if further := also.get(round.name, ""):
            reading.setdefault(further)
        for word in _words(workspace, round, reading):
            place = word.connection, word.field, as_written(word.word)
            before = found.get(place)
            if before is None or _weight(word.said) >= _weight(before.said):
                found[place] = word
    return ClientWords(found.values())


def bring_words_into_force(workspace: Workspace, progress: Progress = unheard) -> bool:
    """Let what is decided by now be in force; whether that changed anything.

    To be done before assets are annotated: a decision by itself compares nothing, however many are made.
    """
    before, after = client_words_of(workspace), decided_words(workspace)
    if before.mark == after.mark:
        return False
    with workspace.projecting():
        behind = outdated(workspace, stamp_of(workspace, current_vocabularies(workspace)))
        workspace.catalogue.client_words.enforce(after.words)
        touched = _Touched(before, after)
        advance(workspace, touched.left_alone, behind, progress)
    return True


def word_fields(workspace: Workspace, round: OnboardingRound) -> frozenset[str]:
    """The fields of records whose words are mapped in this round: as `model.client_word` calls them."""
    if round.kind is SourceKind.VOCABULARY:
        return frozenset({TAGS})
    valued = {one.subject.field for one in fields_of(workspace, round) if FieldRole(one.said.target) in VALUED}
    return frozenset(place for field, place in _places(workspace, round).items() if field in valued)


class _Touched:
    """Which assets a change of words touches: those with a word of which another thing is said now, or that carry such a concept."""

    def __init__(self, before: ClientWords, after: ClientWords) -> None:
        changed = {word.key: word for word in set(before.words) ^ set(after.words)}
        self._words = ClientWords(changed.values())

    def left_alone(self, assets: Sequence[Asset], findings: Mapping[str, Findings]) -> list[str]:
        """The ids of the others."""
        return [one.id for one in assets if not self._words.of(one) and not self._carried(findings[one.id])]

    def _carried(self, findings: Findings) -> bool:
        concepts = self._words.concepts
        return bool(concepts) and any(one.concept in concepts for one in findings.annotations)


def _words(
    workspace: Workspace, round: OnboardingRound, connections: Mapping[str, Connection | None]
) -> Iterator[ClientWord]:
    if round.kind is SourceKind.VOCABULARY:
        for one in _holding(every(workspace, round.name, _CONCEPTS)):
            yield ClientWord("", "", one.subject.value, _plain(one.said), one.label)
    elif connections:
        fields = fields_of(workspace, round)
        places = {
            name: places_in(one, round, fields) if one else places_of(round, fields)
            for name, one in connections.items()
        }
        for one in _holding(every(workspace, round.name, _VALUES)):
            for name, of_fields in places.items():
                if place := of_fields.get(one.subject.field):
                    yield ClientWord(name, place, one.subject.value, _plain(one.said))


def _places(workspace: Workspace, round: OnboardingRound) -> dict[str, str]:
    """Where the values of each field stand in records; a field of a table that is not accepted stands nowhere."""
    return places_of(round, fields_of(workspace, round))


def _holding(kept: Iterable[KeptMapping]) -> Iterator[KeptMapping]:
    """Those that say something: that a word is not the client's own, or not nothing, leaves it open."""
    return (one for one in kept if one.said.status is MappingStatus.ACCEPTED or one.said.meaning is Meaning.CONCEPT)


def _plain(said: Said) -> Said:
    """What counts of it for assets: how it came to be proposed is told in its round."""
    return Said(
        said.meaning,
        said.target,
        said.label,
        said.relation,
        said.confidence,
        author=said.author,
        status=said.status,
        at=said.at,
    )


def _weight(said: Said) -> tuple[bool, str]:
    return bool(said.at), said.at
