"""A dry run: what the first flow of a round would do, read and enriched in memory; nothing is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from thesaury.enrichment.client_words import ClientWords
from thesaury.model.asset import Asset, Record
from thesaury.model.onboarding import OnboardingRound, SourceKind
from thesaury.pipeline.line import EnrichmentLine
from thesaury.pipeline.onboarding.connecting import connection_of, require_folder
from thesaury.pipeline.onboarding.in_force import decided_words, word_fields
from thesaury.pipeline.onboarding.obstacles import obstacles, require_decided
from thesaury.pipeline.onboarding.rehearsal import Rehearsal
from thesaury.pipeline.onboarding.rounds import fields_of
from thesaury.pipeline.onboarding.tallying import Tally
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.source import Page
from thesaury.ports.workspace import Workspace

MOST = 20
"""Assets that are shown one by one: enough to see whether the layout is right."""
ROWS = 500
"""Rows that are read while somebody waits: one page of a table, in which a wrong layout shows. The command reads all."""

_PAGE = 500


class _NothingKnown:
    """A catalogue that holds no record: everything is read."""

    def __call__(self, external_ids: Sequence[str], /) -> Mapping[str, str]:
        return {}

    def raws(self, external_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        return {}


def rehearse(
    workspace: Workspace,
    round: OnboardingRound,
    most: int = MOST,
    progress: Progress = unheard,
    limit: int | None = None,
    root: str | None = None,
) -> Rehearsal:
    """Read the source through its connector with the accepted layout, enrich it with what is decided, and keep nothing.

    Shows at most `most` assets; with `limit` no more than about so many rows are read; `root` is the folder that files in a table are
    relative to, as for `start`. Of a connection and of a vocabulary the assets that are here already are read. Progress tells `read`, then
    `enrich`. Raises Usage where something has to be decided first, and what the source raises.
    """
    require_decided(workspace, round)
    connection = (
        None if round.kind is SourceKind.VOCABULARY else connection_of(workspace, round, root=root, trying=True)
    )
    words = decided_words(workspace, {round.name: connection.name} if connection else {})
    fields = fields_of(workspace, round) if round.kind is SourceKind.TABLE else []
    tally = Tally(round.name, most, fields)
    if round.kind is SourceKind.TABLE:
        assert connection is not None  # only vocabularies have none
        source = workspace.source(connection)
        require_folder(workspace, connection, root)
        assets = _joined(_records(source.changes("", _NothingKnown()), tally, limit, progress))
    else:
        assets = _here(workspace, connection.name if connection else "", tally, limit, progress)
    _enrich(workspace, assets, words, word_fields(workspace, round), tally, progress)
    return tally.rehearsal(thesaurus_of(workspace), workspace.languages, obstacles(workspace, round).undecided)


def _records(pages: Iterator[Page], tally: Tally, limit: int | None, progress: Progress) -> Iterator[Record]:
    """The records of a table, page by page until there are enough."""
    for page in pages:
        rows = len(page.records) + len(page.refused)
        tally.read(rows, page.refused)
        tally.notes = page.notes
        progress("read", tally.rows, page.total)
        for record in page.records:
            tally.cells.look(record)
            tally.files.look(record)
            yield replace(record, raw={})  # the payload would be most of the memory
        if limit is not None and tally.rows >= limit:
            tally.whole = page.last
            return


def _joined(records: Iterator[Record]) -> list[Asset]:
    """The records as assets, as they would join: those of the same picture are one."""
    joined: dict[str, list[Record]] = {}
    for record in records:
        joined.setdefault(record.digest or record.key, []).append(record)
    return [Asset(one[0].asset_id, tuple(one)) for one in joined.values()]


def _here(workspace: Workspace, connection: str, tally: Tally, limit: int | None, progress: Progress) -> list[Asset]:
    """The assets with records of a connection, or without one all that there are."""
    found: list[Asset] = []
    for asset in _all(workspace):
        own = [record for record in asset.records if connection in ("", record.connection)]
        if own:
            tally.read(len(own), ())
            found.append(asset)
        if limit is not None and tally.rows >= limit:
            tally.whole = False
            break
    progress("read", tally.rows, tally.rows)
    return found


def _all(workspace: Workspace) -> Iterator[Asset]:
    after = ""
    while page := workspace.catalogue.records.asset_page(after, _PAGE):
        yield from page
        after = page[-1].id


def _enrich(
    workspace: Workspace,
    assets: list[Asset],
    words: ClientWords,
    fields: frozenset[str],
    tally: Tally,
    progress: Progress,
) -> None:
    line = EnrichmentLine(workspace, progress, words)
    waiting = iter(assets)
    done = 0
    while part := list(islice(waiting, _PAGE)):
        found = line.enrich(part)
        by_id = {one.asset: one for one in found.enrichments}
        for asset in part:
            tally.add(asset, by_id.get(asset.id), words, fields)
        tally.fail(found.failures)
        done += len(part)
        progress("enrich", done, len(assets))
