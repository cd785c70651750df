"""Vocabularies on their way in as programs see them: drafts, reports, and what changes, over what the pages stand on."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from fastapi.concurrency import run_in_threadpool

from thesaury.model.concept import Concept, Vocabulary
from thesaury.model.errors import BadInput, NoSpace, Outdated, Usage
from thesaury.pipeline.edited_elsewhere import require_not_shared
from thesaury.vocabulary.diff import Change as DiffChange
from thesaury.vocabulary.diff import Diff, FieldChange, diff
from thesaury.web.api.problems import ApiProblem
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.door.noting import noted
from thesaury.web.parts.vocabulary.changes import KINDS, kinds_of, own_name
from thesaury.web.parts.vocabulary.drafts import Draft, State, vocabulary_name
from thesaury.web.parts.vocabulary.keepers import Keepers
from thesaury.web.parts.vocabulary.preparing import Prepared

LIMIT = 256 * 1024 * 1024
"""Bytes of an upload, as on the page."""

_NAME = 100
_TOLD = ("id", "name", "file", "by", "at", "until", "back_to", "message", "version", "run", "annotated")
Named = Callable[[str], str]


async def received(desk: Desk, keepers: Keepers, name: str, file: str, body: AsyncIterator[bytes]) -> Draft:
    """Write an upload into the workspace and let it be read.

    Raises Usage for a name that cannot be here, 413, BadInput for nothing, NoSpace.
    """
    if len(name) > _NAME or not name.isprintable() or "/" in name:
        raise Usage(f"A vocabulary is called by up to {_NAME} readable signs without a slash, such as terms.")
    name = name or vocabulary_name(file)
    await run_in_threadpool(require_not_shared, desk.workspace, name)
    draft = await run_in_threadpool(keepers.drafts.begin, name, file, caller().name)
    try:
        size = await _written(keepers.drafts.file(draft), body)
    except BaseException:
        await run_in_threadpool(keepers.drafts.remove, draft)
        raise
    return await run_in_threadpool(_begun, desk, keepers, draft, size)


def proposed_back(desk: Desk, keepers: Keepers, name: str, number: int) -> Draft:
    """Let an earlier version wait to be kept again; nothing is kept yet. Raises Usage for a vocabulary of the agency."""
    require_not_shared(desk.workspace, name)
    draft = keepers.drafts.begin(name, "", caller().name, back_to=number)
    noted(desk, "vocabulary.propose-back", f"vocabulary:{name}", None, {"version": number})
    keepers.preparing.prepared(draft)
    return draft


def kept(desk: Desk, keepers: Keepers, draft: Draft, current: int) -> Draft:
    """Keep a draft as the next version. Raises Outdated where it is not ready, or another version is the newest than was compared with."""
    if draft.state not in (State.READY, State.KEEPING):
        raise Outdated(f"This import is {draft.state}, so it cannot be kept. Read it again.")
    newest = {v.name: v.number for v in desk.workspace.catalogue.vocabularies.current()}.get(draft.name, 0)
    if draft.state is State.READY and current != newest:
        raise Outdated(f"Version {newest} is the newest by now. Read the import again, and see what it changes.")
    changed = keepers.drafts.changed(draft, state=State.KEEPING, message="")
    keepers.preparing.keep(changed)
    return changed


def columns_taken(keepers: Keepers, draft: Draft, columns: Mapping[str, str]) -> Draft:
    """Read a table again with its columns taken for these. Raises Outdated where it is being read or kept."""
    if draft.state not in (State.READY, State.REFUSED):
        raise Outdated(f"This import is {draft.state}. Wait until it is read.")
    keepers.preparing.forget(draft)
    changed = keepers.drafts.changed(draft, mapping=dict(columns), state=State.READING, message="")
    keepers.preparing.prepared(changed)
    return changed


def left(desk: Desk, keepers: Keepers, draft: Draft) -> None:
    """Forget a draft with its file. Raises Outdated while it is being kept."""
    if draft.state is State.KEEPING and keepers.preparing.progress(draft):
        raise Outdated("This import is being kept just now. Wait until that is done.")
    keepers.preparing.forget(draft)
    keepers.drafts.remove(draft)
    noted(desk, "vocabulary.leave", f"vocabulary:{draft.name}", {"file": draft.file}, None)


def ready(keepers: Keepers, draft: Draft) -> Prepared:
    """What was read of a draft. Raises Outdated while it is not."""
    held = keepers.preparing.prepared(draft) if draft.state in (State.READING, State.READY) else None
    if held is None:
        raise Outdated("This import is not ready: read it until its state is `ready`.")
    return held


def told(keepers: Keepers, draft: Draft) -> dict[str, Any]:
    """A draft as plain data, with what was found once it is read."""
    held = keepers.preparing.prepared(draft) if draft.state in (State.READING, State.READY) else None
    progress = keepers.preparing.progress(draft)
    if progress is None:
        draft = keepers.drafts.get(draft.id)  # it may have ended meanwhile
        held = held or (keepers.preparing.prepared(draft) if draft.state is State.READY else None)
    about = {name: getattr(draft, name) for name in _TOLD} | {
        "state": draft.state.value,
        "columns": dict(draft.mapping),
    }
    doing = {"stage": progress.stage, "done": progress.done, "total": progress.total} if progress else {}
    return about | {"stage": "", "done": 0, "total": 0} | doing | _found(held)


def named(concepts: Mapping[str, Concept], languages: Sequence[str]) -> Named:
    """What these concepts are called; an IRI of none is told as it is."""
    return lambda iri: own_name(concepts[iri], languages).text if iri in concepts else iri


def counts(found: Diff) -> dict[str, int]:
    """How many concepts changed, by kind."""
    every = [kinds for _, kinds, _ in _changes(found)]
    numbers = {kind: sum(kind in kinds for kinds in every) for kind in KINDS}
    return {kind: number for kind, number in numbers.items() if number}


def changed(found: Diff, kind: str, names: Named) -> list[dict[str, Any]]:
    """Every concept that came, went or changed (of one kind, or of all)."""
    return [
        {
            "iri": concept.iri,
            "label": names(concept.iri),
            "kinds": list(kinds),
            "fields": [field_told(one) for one in change.fields] if change else [],
        }
        for concept, kinds, change in _changes(found)
        if not kind or kind in kinds
    ]


def step(before: Concept | None, after: Concept | None) -> tuple[list[str], list[dict[str, Any]]]:
    """How a concept changed from one version to the next: the kinds, and field by field."""
    if before is None or after is None:
        return ["added" if after else "removed"], []
    (change,) = diff(Vocabulary("", (), (before,)), Vocabulary("", (), (after,))).changed
    return list(kinds_of(change.fields)), [field_told(one) for one in change.fields]


def field_told(one: FieldChange) -> dict[str, Any]:
    """What a field lost and gained."""
    return {"field": one.field, "removed": list(one.removed), "added": list(one.added)}


def _changes(found: Diff) -> Sequence[tuple[Concept, tuple[str, ...], DiffChange | None]]:
    came = [(concept, ("added",), None) for concept in found.added]
    went = [(concept, ("removed",), None) for concept in found.removed]
    return [*came, *went, *((one.after, kinds_of(one.fields), one) for one in found.changed)]


def _found(held: Prepared | None) -> dict[str, Any]:
    if held is None:
        return dict.fromkeys(("report", "changes", "current", "touched"))
    rules: dict[str, int] = {}
    for finding in held.report.findings:
        rules[finding.rule] = rules.get(finding.rule, 0) + 1
    report = {"concepts": held.report.concepts, "findings": len(held.report.findings), "by_rule": rules}
    return {"report": report, "changes": counts(held.diff), "current": held.current, "touched": held.touched}


async def _written(path: Path, body: AsyncIterator[bytes]) -> int:
    size = 0
    try:
        with path.open("wb") as kept_file:
            async for piece in body:
                size += len(piece)
                if size > LIMIT:
                    raise ApiProblem("too-large", f"A vocabulary has {LIMIT >> 20} MiB at most; gzip it.")
                await run_in_threadpool(_piece, kept_file, piece)
    except OSError as error:
        raise NoSpace("The upload cannot be kept: no space is left. Make room, then send it again.") from error
    if not size:
        raise BadInput("Nothing was sent. Send the file as the body.")
    return size


def _piece(file: BinaryIO, piece: bytes) -> None:
    file.write(piece)


def _begun(desk: Desk, keepers: Keepers, draft: Draft, size: int) -> Draft:
    noted(desk, "vocabulary.upload", f"vocabulary:{draft.name}", None, {"file": draft.file, "bytes": size})
    keepers.preparing.prepared(draft)
    return draft
