"""Exports: what is known of every asset as lines, table rows, graph or XMP sidecars."""

import csv
import io
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from thesaury.model.annotation import Evidence, Reason
from thesaury.model.asset import DERIVED_FROM, Asset, Record
from thesaury.model.conflict import conflicts
from thesaury.model.plus import PREFIX
from thesaury.model.table_cell import inert
from thesaury.ports.enrichments import Findings
from thesaury.ports.files import written_whole
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.sink import Write, Written
from thesaury.ports.workspace import Workspace
from thesaury.rights.plus import properties_of_records
from thesaury.sync.wanting import tag
from thesaury.vocabulary.thesaurus import Thesaurus

_CHUNK = 500
_log = logging.getLogger(__name__)
COLUMNS = ("asset", "title", "records", "concepts", "concept_iris", "suggestions", "unknown_tags")


def export_jsonl(workspace: Workspace, thesaurus: Thesaurus, path: Path, progress: Progress = unheard) -> int:
    """One JSON object per asset, by id; the shape is that of `description`. Returns how many."""
    return _export(
        workspace, path, lambda a, f: json.dumps(description(a, f, thesaurus), ensure_ascii=False) + "\n", "", progress
    )


def export_csv(workspace: Workspace, thesaurus: Thesaurus, path: Path, progress: Progress = unheard) -> int:
    """One row per asset, by id, with the columns of `COLUMNS`; several values stand in one cell, parted by ` | `."""

    def line(asset: Asset, findings: Findings) -> str:
        return _csv_line(_row(asset, findings, thesaurus))

    return _export(workspace, path, line, _csv_line(COLUMNS), progress)


def export_sidecars(
    workspace: Workspace, thesaurus: Thesaurus, folder: Path, progress: Progress = unheard
) -> list[Written]:
    """One XMP sidecar per record that has accepted concepts, in a folder for each connection; one answer each."""
    sinks = {
        connection.name: workspace.sidecars(folder / connection.name)
        for connection in workspace.catalogue.records.connections()
    }
    written: list[Written] = []
    for asset, findings in each_asset(workspace, progress):
        concepts = tuple(tag(a.concept, thesaurus, workspace.languages) for a in findings.annotations)
        if concepts:
            rights = (*_rights(asset), *_stated(workspace, asset))
            for record in asset.records:
                written += sinks[record.connection].apply([Write(record, concepts, rights)])
    return written


def each_asset(workspace: Workspace, progress: Progress = unheard) -> Iterator[tuple[Asset, Findings]]:
    """Every asset with what is known of it, by id."""
    catalogue = workspace.catalogue
    total = catalogue.enrichments.counts().assets
    after, done = "", 0
    while assets := catalogue.records.asset_page(after, _CHUNK):
        findings = catalogue.enrichments.findings([asset.id for asset in assets])
        yield from ((asset, findings[asset.id]) for asset in assets)
        after = assets[-1].id
        done += len(assets)
        progress("export", done, total)


def description(
    asset: Asset, findings: Findings, thesaurus: Thesaurus, languages: tuple[str, ...] = ("en",)
) -> dict[str, Any]:
    """Everything known of an asset as plain data; keys are stable, and nothing in it depends on when it was found out."""
    return {
        "id": asset.id,
        "title": asset.title(languages),
        "records": [_record(record) for record in asset.records],
        "texts": [{"field": t.field, "language": t.language, "value": t.value} for t in asset.texts()],
        "tags": list(asset.tags()),
        "unknown_tags": list(findings.unknown_tags),
        "concepts": [
            {
                "iri": a.concept,
                "label": thesaurus.label(a.concept, languages),
                "origin": a.origin.value,
                "by": a.attributed_to,
                "score": a.score,
                "evidence": [_evidence(e) for e in a.evidence],
                "reasons": [_reason(r) for r in a.reasons],
                "vocabulary": a.vocabulary,
            }
            for a in findings.annotations
        ],
        "suggestions": [
            {
                "iri": s.concept,
                "label": thesaurus.label(s.concept, languages),
                "score": s.score,
                "evidence": [_evidence(e) for e in s.evidence],
                "reasons": [_reason(r) for r in s.reasons],
                "annotator": s.annotator,
                "vocabulary": s.vocabulary,
            }
            for s in findings.suggestions
        ],
        "policies": [
            {
                "record": p.record,
                "status": p.status.value,
                "text": p.text,
                "fields": dict(p.fields),
                "unresolved": list(p.unresolved),
            }
            for p in findings.policies
        ],
        "conflicts": [{"what": c.what, "claims": dict(c.claims)} for c in conflicts(asset)],
    }


def _export(
    workspace: Workspace, path: Path, line: Callable[[Asset, Findings], str], head: str, progress: Progress
) -> int:
    count = 0
    with written_whole(path) as file:
        file.write(head.encode())
        for asset, findings in each_asset(workspace, progress):
            file.write(line(asset, findings).encode())
            count += 1
    return count


def _rights(asset: Asset) -> tuple[tuple[str, str], ...]:
    """What all records of the asset say of its rights: one that has no terms of its own is bound by those of its copies."""
    licences = [licence for record in asset.records for licence in record.licences]
    notices = [("copyright", notice) for record in asset.records for notice in record.property_values("copyright")]
    texts = [("text", licence.text) for licence in licences if licence.text]
    return tuple(dict.fromkeys([*notices, *texts, *(field for licence in licences for field in licence.fields)]))


def _stated(workspace: Workspace, asset: Asset) -> tuple[tuple[str, str], ...]:
    """What the rights records of the asset say, in PLUS; what PLUS cannot say sends the reader of the file to the licence."""
    records = workspace.catalogue.rights.current([record.key for record in asset.records])
    made_from = [name for record in asset.records for name in record.property_values(DERIVED_FROM)]
    told = properties_of_records(records, made_from)
    for loss in told.losses:
        _log.info("%s: %s", asset.id, loss)
    return tuple((f"{PREFIX}{name}", value) for name, values in told.properties for value in values)


def _record(record: Record) -> dict[str, Any]:
    file = record.file
    return {
        "connection": record.connection,
        "external_id": record.external_id,
        "file": file.location if file else "",
        "media_type": file.media_type if file else "",
        "properties": {name: list(values) for name, values in record.properties},
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "field": evidence.field,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "label": evidence.label,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    told = {"voice": reason.voice.value, "subject": reason.subject, "weight": reason.weight, "step": reason.step}
    return told | ({"by": reason.by, "at": reason.at} if reason.by else {})


def _row(asset: Asset, findings: Findings, thesaurus: Thesaurus) -> tuple[str, ...]:
    accepted = [annotation.concept for annotation in findings.annotations]
    return (
        asset.id,
        asset.title(),
        " | ".join(record.key for record in asset.records),
        " | ".join(thesaurus.label(concept, ("en",)) for concept in accepted),
        " | ".join(accepted),
        " | ".join(f"{thesaurus.label(s.concept, ('en',))} ({s.score:.2f})" for s in findings.suggestions),
        " | ".join(findings.unknown_tags),
    )


def _csv_line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([inert(cell) for cell in cells])
    return buffer.getvalue()
