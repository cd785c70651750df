"""A client half brought in: a round with something of everything, without the work of proposing it."""

from dataclasses import replace

from thesaury.bootstrap import EmbeddedWorkspace as Workspace
from thesaury.model.audit import acting_as
from thesaury.model.concept import MappingRelation
from thesaury.model.onboarding import KeptMapping, Meaning, OnboardingRound, Said, SourceKind, Subject, SubjectKind
from thesaury.model.time import now
from thesaury.pipeline.onboarding import Ruling, decide, round_named

ROUND = "fjord"


def half_a_round(workspace: Workspace, vocabulary: str, concept: str) -> str:
    """The page of a round with a decided field, values that are sure and some that are not, and two that contradict each other."""
    if ROUND not in {one.name for one in workspace.catalogue.mappings.rounds()}:
        table = workspace.root / f"{ROUND}.csv"
        table.write_text("Id;Title;Tags\n1;Pack;packaging|Eco\n2;Box;eco|v2\n3;Jar;Fjordline\n", "utf-8")
        kept = _proposed(concept)
        mappings = workspace.catalogue.mappings
        mappings.put_round(OnboardingRound(ROUND, SourceKind.TABLE, str(table), vocabulary, now(), now()))
        mappings.propose(ROUND, tuple(SubjectKind), kept)
        role = Ruling(meaning=Meaning.ROLE, target="id")
        rulings = {kept[0].subject: role, _value("Eco"): Ruling(meaning=Meaning.OWN), _value("eco"): Ruling()}
        with acting_as("mara@fennmoor.example"):
            decide(workspace, round_named(workspace, ROUND), rulings)
    return f"/onboarding/{ROUND}"


def _proposed(concept: str) -> list[KeptMapping]:
    sure = Said(Meaning.CONCEPT, concept, "eco", confidence=0.95, explanation="Both are called “eco”.")
    doubtful = replace(sure, confidence=0.3, relation=MappingRelation.BROAD)
    own = Said(Meaning.OWN, confidence=0.9, explanation="No shared term is called so.")
    values = {"packaging": doubtful, "v2": Said(Meaning.NOTHING), "Eco": sure, "eco": sure, "pack": sure, "Fjord": own}
    roles = {
        name: Said(Meaning.ROLE, name.lower(), confidence=0.9, explanation="Every row has one.")
        for name in ("Id", "Title")
    }
    fields = [KeptMapping(Subject(SubjectKind.FIELD, name), said, 3, name, (said,)) for name, said in roles.items()]
    return [*fields, *(KeptMapping(_value(name), said, 2, "", (said, sure)) for name, said in values.items())]


def _value(name: str) -> Subject:
    return Subject(SubjectKind.VALUE, "Tags", name)
