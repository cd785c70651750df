"""What changed of vocabularies and concepts over their versions, and what is worth a second look, as plain data."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from thesaury.bootstrap.files import write_rdf
from thesaury.model.concept import Concept, Vocabulary
from thesaury.model.quality import SchemeScore, VersionScores
from thesaury.vocabulary.quality import Notice
from thesaury.vocabulary.quality.trend import of_scheme
from thesaury.vocabulary.statements import vocabulary_statements
from thesaury.web.api import importing
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.vocabulary.versions import Difference
from thesaury.web.parts.vocabulary.warned import QualityKeeper

FORMS = {"text/turtle": "ttl", "application/ld+json": "jsonld", "application/rdf+xml": "rdf"}
"""Types of RDF that a concept is told in."""

_VERSIONS = 20


def between(found: Difference, kind: str, languages: tuple[str, ...]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a difference is of, and every change in it (of one kind, or of all)."""
    about = {"name": found.new.name, "old": found.old.number, "new": found.new.number}
    told = importing.changed(found.diff, kind, importing.named(found.concepts, languages))
    return about | {"counts": importing.counts(found.diff)}, told


def history(desk: Desk, iri: str) -> dict[str, Any]:
    """The versions in which a concept of a current vocabulary came, changed or went, the newest first. Raises NotHere."""
    name = _home(desk.lexicon(), iri)
    states = desk.workspace.catalogue.vocabularies.history(name, iri, _VERSIONS)
    steps = list[dict[str, Any]]()
    for place, (version, after) in enumerate(states):
        first = place + 1 == len(states)
        before = None if first else states[place + 1][1]
        if before == after or (first and version.number > 1):  # what was before the oldest is not looked at
            continue
        kinds, fields = importing.step(before, after)
        at = {"version": version.number, "imported_at": version.imported_at}
        steps.append(at | {"kinds": kinds, "fields": fields})
    return {"iri": iri, "vocabulary": name, "looked_at": len(states), "steps": steps}


def as_rdf(concept: Concept, kind: str) -> bytes:
    """The concept as a file of this type, as its vocabulary says it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"concept.{FORMS[kind]}"
        write_rdf(vocabulary_statements(Vocabulary("", (), (concept,))), path)
        return path.read_bytes()


def preferred(accept: str) -> str:
    """The type of RDF that this `Accept` asks for before JSON; empty where it does not."""
    weighed = list[tuple[float, int, str]]()
    for place, part in enumerate(accept.split(",")):
        kind, *parameters = (one.strip().lower() for one in part.split(";"))
        weighed.append((-_weight(parameters), place, kind))
    best = next((kind for weight, _, kind in sorted(weighed) if weight < 0), "")
    return best if best in FORMS else ""


def worth_a_look(
    keeper: QualityKeeper, lexicon: Lexicon, name: str, scheme: str, rule: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What is known of a vocabulary's quality without its notices, and the notices of a scheme and rule. Raises NotHere."""
    version = next((version for version, _ in lexicon.vocabularies if version.name == name), None)
    if version is None:
        raise NotHere("vocabulary")
    looked = keeper.looked(version)
    if looked is None:
        return {"ready": False, "counts": {}, "scores": []}, []
    counts, told = dict[str, int](), list[dict[str, Any]]()
    for iri, rules in looked.notices.items():
        for one, notices in rules.items():
            if (scheme and iri != scheme) or (rule and one != rule):
                continue
            counts[one] = counts.get(one, 0) + len(notices)
            told += [_notice(iri, notice) for notice in notices]
    kept = keeper.trend(name)
    scores = [_score(one, kept) for one in looked.scores.schemes if not scheme or one.scheme == scheme]
    return {"ready": True, "counts": counts, "scores": scores}, told


def _score(one: SchemeScore, kept: Sequence[VersionScores]) -> dict[str, Any]:
    trend = [{"version": number, "score": past.score} for number, past in of_scheme(kept, one.scheme, one.formula)]
    about = {"scheme": one.scheme, "score": one.score, "concepts": one.concepts, "clean": one.clean}
    return about | {"counts": dict(one.rules), "trend": trend}


def _notice(scheme: str, one: Notice) -> dict[str, Any]:
    about = {"scheme": scheme, "rule": one.rule, "concept": one.concept, "others": list(one.others)}
    return about | {"label": one.label.text if one.label else "", "languages": list(one.languages)}


def _home(lexicon: Lexicon, iri: str) -> str:
    for version, kept in lexicon.vocabularies:
        if any(concept.iri == iri for concept in kept.concepts):
            return version.name
    raise NotHere("concept")


def _weight(parameters: list[str]) -> float:
    given = next((one.removeprefix("q=") for one in parameters if one.startswith("q=")), "1")
    try:
        return min(1.0, max(0.0, float(given)))
    except ValueError:
        return 0.0
