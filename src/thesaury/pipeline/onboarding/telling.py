"""Mappings, decisions and coverage of a round as plain data of a stable shape: one form for commands and interface."""

from dataclasses import asdict
from typing import Any

from thesaury.model.onboarding import KeptMapping, MappingStep, Meaning, Said, Subject
from thesaury.pipeline.onboarding.rehearsal import Rehearsal, ShownAsset
from thesaury.pipeline.onboarding.standing import Standing
from thesaury.pipeline.onboarding.starting import Started
from thesaury.pipeline.onboarding.unread_cells import UnreadCells


def mapping_dict(one: KeptMapping) -> dict[str, Any]:
    """A mapping: what it is of, what is said of it now, and the choices that were proposed without a person."""
    return {
        **subject_dict(one.subject),
        "label": one.label,
        "assets": one.assets,
        "place": one.place,
        **said_dict(one.said),
        "author": one.said.author,
        "at": one.said.at,
        "choices": [said_dict(choice) for choice in one.choices],
    }


def step_dict(step: MappingStep) -> dict[str, Any]:
    """A decision: what was said before it and after it, by whom and when, and whether it was taken back."""
    said = {"before": said_dict(step.before), "after": said_dict(step.after)}
    return {"batch": step.batch, **subject_dict(step.subject), **said, "by": step.by, "at": step.at} | {
        "undone": step.undone
    }


def standing_dict(found: Standing, language: str) -> dict[str, Any]:
    """How far a round is; conflicts are sentences in this language."""
    conflicts = [one.sentence(language) for one in found.conflicts]
    conflicts += [one.sentence(found.labels, language) for one in found.coverage.conflicts]
    every = (found.coverage.total, *found.coverage.fields)
    return {
        "decided": {kind.value: asdict(one) for kind, one in found.decided.items()},
        "coverage": [asdict(one) | {"covered": one.values.covered} for one in every],
        "left": [asdict(one) for one in found.coverage.left],
        "conflicts": conflicts,
    }


def rehearsal_dict(found: Rehearsal, language: str, most: int | None = None) -> dict[str, Any]:
    """A dry run, its sentences and names of fields in this language; of long lists the first so many, or all."""
    counts = {
        name: getattr(found, name) for name in ("rows", "whole", "assets", "carrying", "waiting", "bare", "undecided")
    }
    return counts | {
        "fields": [asdict(one) | {"called": one.called(language)} for one in found.fields],
        "unread_cells": [_unread_dict(one, language) for one in found.unread_cells],
        "files": asdict(found.files),
        "notes": list(found.notes),
        "mapped_by": found.mapped_by,
        "concepts": [asdict(one) for one in found.concepts[:most]],
        "unfound": [{"word": word, "assets": assets} for word, assets in found.unfound[:most]],
        "refused": [{"row": row, "reason": reason} for row, reason in found.refused[:most]],
        "unread": len(found.unread),
        "shown": [_shown_dict(one) for one in found.shown],
    }


def started_dict(found: Started) -> dict[str, Any]:
    """What a start came to, but for its run, of which each tells what it has."""
    names = ("connection", "flow", "made_connection", "changed_connection", "made_flow", "changed_flow")
    return {name: getattr(found, name) for name in names}


def _unread_dict(one: UnreadCells, language: str) -> dict[str, Any]:
    told = {
        "role": one.role.value,
        "expected": one.expected.value,
        "becomes": f"{one.becomes(language)} {one.advice(language)}".strip(),
    }
    return asdict(one) | told


def _shown_dict(one: ShownAsset) -> dict[str, Any]:
    told = ("iri", "label", "accepted", "why")
    concepts = [{name: getattr(concept, name) for name in told} for concept in one.concepts]
    return {name: getattr(one, name) for name in ("key", "title", "description")} | {
        "tags": list(one.tags),
        "concepts": concepts,
    }


def subject_dict(subject: Subject) -> dict[str, Any]:
    """What something is said of."""
    return {"kind": subject.kind.value, "field": subject.field, "value": subject.value}


def said_dict(said: Said) -> dict[str, Any]:
    """What is said of a subject, or was proposed of it."""
    return {
        "status": said.status.value,
        "meaning": said.meaning.value,
        "target": said.target,
        "target_label": said.label,
        "relation": said.relation.value if said.meaning is Meaning.CONCEPT else "",
        "language": said.language,
        "confidence": said.confidence,
        "justification": said.justification.value,
        "explanation": said.explanation,
        "reading": asdict(said.reading) if said.meaning is Meaning.ROLE else None,
    }
