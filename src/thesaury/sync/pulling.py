"""Pull: bring the records of one connection up to date, page by page, each page with its cursor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.connection import Connection, RunState
from thesaury.model.time import now
from thesaury.ports.catalogue import Stored
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.source import Known
from thesaury.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one connection brought: counts, and (item, sentence) for each item that could not be read."""

    connection: str
    stored: Stored
    refused: tuple[tuple[str, str], ...] = ()

    def counts(self) -> dict[str, int]:
        """The counts by name."""
        s = self.stored
        return {
            "new": s.new,
            "changed": s.changed,
            "unchanged": s.unchanged,
            "gone": s.gone,
            "refused": len(self.refused),
        }


def pull(workspace: Workspace, connection: Connection, progress: Progress = unheard) -> Pulled:
    """Store what changed and mark what is gone; a run that was cut off goes on at its cursor. Errors are noted in the run."""
    runs = workspace.catalogue.runs
    run = runs.begin(connection.name, now())
    try:
        pulled = _pull(workspace, connection, progress)
    except KeyboardInterrupt:
        runs.finish(run, RunState.INTERRUPTED, now(), {}, "stopped by a person")
        raise
    except Exception as error:
        runs.finish(run, RunState.FAILED, now(), {}, str(error))
        raise
    runs.finish(run, RunState.FINISHED, now(), pulled.counts())
    return pulled


def plan(workspace: Workspace, connection: Connection) -> Pulled:
    """What `pull` would do, without storing anything."""
    new = changed = unchanged = 0
    refused: list[tuple[str, str]] = []
    known = _known(workspace, connection)
    for page in workspace.source(connection).changes(workspace.catalogue.records.cursor(connection.name), known):
        stored = known([record.external_id for record in page.records])
        new += sum(record.external_id not in stored for record in page.records)
        changed += sum(stored.get(record.external_id, record.etag) != record.etag for record in page.records)
        unchanged += page.unchanged + sum(stored.get(record.external_id) == record.etag for record in page.records)
        refused += page.refused
    return Pulled(connection.name, Stored(new, changed, unchanged), tuple(refused))


def _pull(workspace: Workspace, connection: Connection, progress: Progress) -> Pulled:
    records = workspace.catalogue.records
    source = workspace.source(connection)
    stored = Stored()
    refused: list[tuple[str, str]] = []
    done = 0
    for page in source.changes(records.cursor(connection.name), _known(workspace, connection)):
        stored = _sum(stored, records.store_page(connection.name, page), page.unchanged)
        refused += page.refused
        done += len(page.records) + page.unchanged
        progress(f"pull {connection.name}", done, page.total)
    stored = _sum(stored, records.reconcile(connection.name, source.keys()))
    return Pulled(connection.name, stored, tuple(refused))


def _known(workspace: Workspace, connection: Connection) -> Known:
    def known(external_ids: Sequence[str]) -> Mapping[str, str]:
        return workspace.catalogue.records.etags(connection.name, external_ids)

    return known


def _sum(left: Stored, right: Stored, unchanged: int = 0) -> Stored:
    return Stored(
        left.new + right.new,
        left.changed + right.changed,
        left.unchanged + right.unchanged + unchanged,
        left.gone + right.gone,
    )
