"""Drafts of vocabularies as programs see them, over what the pages stand on."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from thesaury.model.concept import Concept, Label
from thesaury.model.draft import Entry, Seen
from thesaury.model.edit import Edit
from thesaury.model.edit_json import edit_json, edit_of
from thesaury.pipeline import editing
from thesaury.vocabulary.diff import Diff
from thesaury.web.api import importing
from thesaury.web.api.models.editing import Edits
from thesaury.web.api.problems import ApiProblem
from thesaury.web.failures import NotHere
from thesaury.web.parts.working import At

_TEXTS = ("preferred", "alternative", "hidden", "definitions", "notes")
ANYHOW = "*"
"""What is sent as `saw` by who wants the edits however the concepts stand."""


def tag_of(view: editing.DraftView) -> str:
    """The ETag of a draft: what was seen of it."""
    return f'"{view.seen}"'


def draft(view: editing.DraftView, found: Diff) -> dict[str, Any]:
    """A draft with what it changes."""
    held = view.draft
    return {
        "vocabulary": view.vocabulary,
        "version": view.version,
        "saw": str(view.seen),
        "state": held.state.value if held else "none",
        "by": held.by if held else "",
        "at": held.at if held else "",
        "counting": len(view.counting),
        "held": len(view.held),
        "changes": importing.counts(found),
    }


def entry(one: Entry) -> dict[str, Any]:
    """One edit of a draft."""
    told = {name: getattr(one, name) for name in ("number", "at", "who", "undone_by", "held")}
    return told | {"edit": edit_json(one.edit), "touched": list(one.touched)}


def edited(done: editing.Edited) -> dict[str, Any]:
    """What came of edits."""
    entries = [entry(one) for one in done.entries]
    return {"saw": str(done.view.seen), "entries": entries, "subjects": list(done.subjects)}


def concept(view: editing.DraftView, found: Concept | None, below: Sequence[str]) -> dict[str, Any]:
    """A concept as the draft has it. Raises NotHere where there is none."""
    if found is None:
        raise NotHere("concept")
    links = {name: list(getattr(found, name)) for name in ("schemes", "notations", "broader", "related")}
    return {
        "iri": found.iri,
        "mark": editing.mark_of(found),
        "saw": str(view.seen),
        **{name: [_text(label) for label in getattr(found, name)] for name in _TEXTS},
        **links,
        "narrower": list(below),
        "mappings": [{"relation": one.relation.value, "target": one.target} for one in found.matches],
        "deprecated": found.deprecated,
        "replaced_by": found.replaced_by,
    }


def impact(found: editing.Impact) -> dict[str, Any]:
    """What publishing would touch."""
    names = ("added", "removed", "changed", "deprecated", "touched", "carrying")
    lists = ("flows", "searches", "feeds", "rules", "profiles")
    numbers = {name: getattr(found, name) for name in names}
    return {"saw": str(found.view.seen)} | numbers | {name: list(getattr(found, name)) for name in lists}


def publishing(at: At[editing.Published]) -> dict[str, Any]:
    """How far publishing is, and what came of it."""
    nothing = {"version": 0, "edits": 0, "run": 0, "annotated": 0}
    done = asdict(at.came) if at.came else {}
    told = {name: getattr(at, name) for name in ("stage", "done", "total", "message")}
    return told | {name: done.get(name, value) for name, value in nothing.items()}


def wanted(body: Edits) -> tuple[list[Edit], editing.Saw]:
    """The edits that were sent, and what their author saw. Raises 428 where he does not say so, BadInput for what is no edit or state."""
    sent: Sequence[Any] = body.edits
    edits = [edit_of(one.model_dump(mode="json")) for one in sent]
    if body.saw == ANYHOW:
        return edits, None
    if body.saw is None and body.marks is None:
        said = (
            "Read the draft first, and send its `saw`, or the marks of the concepts, so that nobody's change is lost."
        )
        raise ApiProblem("precondition-required", said)
    return edits, body.marks if body.marks is not None else Seen.of(body.saw or "")


def _text(label: Label) -> dict[str, str]:
    return {"text": label.text, "language": label.language}
