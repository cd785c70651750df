"""The second client of the demo agency brought in as a careful person would: fields first, then values, then the first flow."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thesaury.cli.agency_demo_made import DELIVERED

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.bootstrap.agency import Agency
    from thesaury.model.onboarding import OnboardingRound, Subject
    from thesaury.pipeline.onboarding import Ruling
    from thesaury.pipeline.onboarding.standing import Decided
    from thesaury.ports.progress import Progress

PERSON = "ines@northlight.example"
"""Who decides."""


def brought_in(agency: "Agency", progress: "Progress") -> dict[str, Any]:
    """Bring the second client in; gives how much was proposed, decided, and first proposed as it was decided in the end."""
    from thesaury.model.audit import acting_as
    from thesaury.sandbox.agency import CLIENT

    with acting_as(PERSON), closing(agency.open(CLIENT)) as client:
        return _decided(client, client.root / DELIVERED / "assets.csv", CLIENT, progress)


def _decided(client: "EmbeddedWorkspace", table: Path, name: str, progress: "Progress") -> dict[str, Any]:
    from thesaury.model.onboarding import SourceKind, SubjectKind
    from thesaury.pipeline.onboarding import decide, propose, standing

    round = next((one for one in client.catalogue.mappings.rounds() if one.name == name), None)
    found = standing(client, round) if round else None
    if round is None or found is None or any(one.by_person < one.all for one in found.decided.values()):
        round = propose(client, SourceKind.TABLE, str(table), name, "", progress).round
        decide(client, round, dict(_fields()))
        fields = standing(client, round).decided[SubjectKind.FIELD]
        if fields.as_proposed < fields.all:  # values are proposed by what their fields are
            round = propose(client, SourceKind.TABLE, str(table), name, "", progress).round
        decide(client, round, dict(_values()))
        found = standing(client, round)
    told: dict[str, Any] = {f"{kind.value}s": _share(one) for kind, one in found.decided.items()}
    return {"round": round.name} | told | {"first_run": _started(client, round, progress)}


def _started(client: "EmbeddedWorkspace", round: "OnboardingRound", progress: "Progress") -> str:
    """The first flow done, unless it was before; how its last run ended."""
    from thesaury.dispatch import done_here
    from thesaury.pipeline.onboarding import start

    runs = client.catalogue.runs.recent(1, round.name)
    if not runs:
        waiting = start(client, round).run
        assert waiting is not None  # of a table, which has a flow
        runs = [done_here(client, waiting, client.settings.settle_seconds, progress)]
    return runs[0].state.value


def _fields() -> Iterator[tuple["Subject", "Ruling"]]:
    from thesaury.model.onboarding import Meaning, Subject, SubjectKind
    from thesaury.pipeline.onboarding import Ruling
    from thesaury.sandbox.agency import field_gold

    for gold in field_gold():
        ruling = Ruling(meaning=Meaning.ROLE, target=gold.role, language=gold.language)
        yield Subject(SubjectKind.FIELD, gold.field), ruling


def _values() -> Iterator[tuple["Subject", "Ruling"]]:
    from thesaury.model.concept import MappingRelation
    from thesaury.model.onboarding import Meaning, Subject, SubjectKind
    from thesaury.pipeline.onboarding import Ruling
    from thesaury.sandbox.agency import CONCEPTS, value_gold

    meanings = {"own": Meaning.OWN, "none": Meaning.NOTHING}
    for gold in value_gold():
        subject, target = Subject(SubjectKind.VALUE, gold.field, gold.value), CONCEPTS + gold.concept
        if gold.relation in meanings:
            yield subject, Ruling(meaning=meanings[gold.relation])
        else:
            relation = MappingRelation(f"{gold.relation}Match")
            yield subject, Ruling(meaning=Meaning.CONCEPT, target=target, relation=relation)


def _share(one: "Decided") -> dict[str, object]:
    share = one.as_proposed / one.by_person if one.by_person else 0.0
    return {"all": one.all, "decided": one.by_person, "first_proposal_right": round(share, 3)}
