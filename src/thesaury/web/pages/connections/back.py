"""The way back into a system: what would be written, making exactly that, and settling what nobody knows the end of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.dispatch import begin, plan_digest, preview
from thesaury.model.access import Permission
from thesaury.model.annotation import BY_RULE, Annotation, Origin
from thesaury.model.connection import Connection
from thesaury.model.errors import Outdated, ThesauryError, Usage
from thesaury.model.flow import Flow, Step
from thesaury.model.outbox import FREE_TAGS, ConceptTag, OutboxRow, WriteState
from thesaury.model.time import now
from thesaury.ports.records import connection_named
from thesaury.ports.sink import FreeTagSink
from thesaury.web.desk import Desk, asset_url
from thesaury.web.door.caller import may
from thesaury.web.door.forms import form_of
from thesaury.web.door.noting import noted
from thesaury.web.failures import NotHere
from thesaury.web.pages.connections.listed import card, connection_url
from thesaury.web.texts import named, phrase

SHOWN = 100
"""Writes that a plan shows in full; all of them are counted, and all of them are made."""
_OPEN = (WriteState.UNCERTAIN, WriteState.REFUSED)


@dataclass(frozen=True, slots=True)
class Word:
    """One concept that comes or goes, and why."""

    label: str
    iri: str
    why: str


@dataclass(frozen=True, slots=True)
class Write:
    """What one field of one asset would gain and lose."""

    title: str
    url: str
    external_id: str
    field: str
    add: tuple[Word, ...]
    remove: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that would be written: `writes` the first of them in full, `digest` says which plan it is."""

    writes: tuple[Write, ...]
    count: int
    assets: int
    added: int
    removed: int
    digest: str


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the pages of this module."""

    def known(name: str) -> Connection:
        found = connection_named(desk.workspace.catalogue.records, name)
        if found is None or "sink" not in desk.workspace.roles(found):
            raise NotHere("connection")
        return found

    @routes.get("/connections/{name}/back", dependencies=[may(Permission.EDIT)])
    def look(name: str, flow: str = "") -> HTMLResponse:
        return _page(desk, known(name), flow)

    @routes.post("/connections/{name}/back", dependencies=[may(Permission.EDIT)])
    def do(name: str, form: Annotated[Mapping[str, str], Depends(form_of)]) -> Response:
        """Make exactly the plan that was shown, or show the one that holds by now."""
        connection, flow = known(name), form.get("flow", "")
        try:
            run = begin(desk.workspace, _flow(desk, name, flow), connection, form.get("plan", ""))
        except Outdated:
            return _page(desk, connection, flow, phrase("connections.back.changed"), 409)
        except ThesauryError as error:
            return _page(desk, connection, flow, error.message, 422)
        return RedirectResponse(f"/runs/{run.id}", 303)

    @routes.get("/connections/{name}/held", dependencies=[may(Permission.EDIT)])
    def held(name: str, key: str = "") -> HTMLResponse:
        """What the system holds now where a write is open, asked just now."""
        connection = known(name)
        row = next((one for one in desk.workspace.catalogue.outbox.get([key]) if one.change.connection == name), None)
        if row is None:
            raise NotHere("connection")
        found, wrong = None, ""
        try:
            found = _held(desk, connection, row)
        except ThesauryError as error:
            wrong = error.message
        listed = card(desk, connection, desk.workspace.catalogue.flows.all())
        return desk.page(
            "connection_held.html", card=listed, external_id=row.change.external_id, held=found, wrong=wrong
        )

    @routes.post("/connections/{name}/writes", dependencies=[may(Permission.EDIT)])
    def settle(name: str, form: Annotated[Mapping[str, str], Depends(form_of)]) -> RedirectResponse:
        """A person looked: the write is there, or is to be sent once more."""
        known(name)
        outbox = desk.workspace.catalogue.outbox
        rows = [
            row for row in outbox.get([form.get("key", "")]) if row.state in _OPEN and row.change.connection == name
        ]
        if not rows or form.get("as") not in ("done", "again"):
            raise Outdated(phrase("connections.write.gone"))
        end = WriteState.DONE if form["as"] == "done" else WriteState.PENDING
        outbox.settle(rows[0].change.key, end, now())
        noted(desk, "write.settle", f"write:{rows[0].change.key}", rows[0].state.value, end.value)
        return RedirectResponse(f"{connection_url(name)}?said=settled#writes", 303)


def _held(desk: Desk, connection: Connection, row: OutboxRow) -> list[str] | None:
    """The concepts in the field of this write, by label where it names them; None where the field cannot be read."""
    change = row.change
    tags = {tag.iri: tag for tag in (*change.add, *change.remove, *change.wanted)}
    records = [record for _, record in desk.workspace.catalogue.records.named(connection.name, [change.external_id])]
    sink = desk.workspace.sink(connection)
    if change.field == FREE_TAGS and isinstance(sink, FreeTagSink):
        plain = sink.free_tags(records).get(change.external_id)
        return None if plain is None else sorted(plain)
    there = sink.held(records, change.field, tuple(tags.values())).get(change.external_id)
    if there is None:
        return None
    return sorted(tags[iri].labels[0].text if iri in tags and tags[iri].labels else iri for iri in there)


def _page(desk: Desk, connection: Connection, flow: str, wrong: str = "", status: int = 200) -> HTMLResponse:
    plan, flows = None, _flows(desk, connection.name)
    chosen = flow or (flows[0] if flows else "")
    try:
        plan = plan_of(desk, preview(desk.workspace, _flow(desk, connection.name, chosen), [connection.name]))
    except ThesauryError as error:
        wrong, status = error.message, 422
    return desk.bare_page(
        "connection_back.html",
        status,
        card=card(desk, connection, desk.workspace.catalogue.flows.all()),
        plan=plan,
        flow=chosen,
        flows=flows,
        wrong=wrong,
    )


def plan_of(desk: Desk, rows: Sequence[OutboxRow]) -> Plan:
    """The plan in words."""
    shown = rows[:SHOWN]
    titles, found = _assets(desk, shown)
    writes = tuple(_write(row, titles, found, desk) for row in shown)
    return Plan(
        writes,
        len(rows),
        len({row.change.external_id for row in rows}),
        sum(len(row.change.add) for row in rows),
        sum(len(row.change.remove) for row in rows),
        plan_digest(rows),
    )


def _assets(
    desk: Desk, rows: Sequence[OutboxRow]
) -> tuple[dict[str, tuple[str, str]], Mapping[str, Mapping[str, Annotation]]]:
    """Asset and title of each record, and what is known of each asset by concept."""
    catalogue = desk.workspace.catalogue
    names = {row.change.connection for row in rows}
    records = [
        (asset, record)
        for name in names
        for asset, record in catalogue.records.named(name, [row.change.external_id for row in rows])
    ]
    titles = {
        record.external_id: (
            asset,
            next((text.value for text in record.texts if text.field == "title"), record.external_id),
        )
        for asset, record in records
    }
    findings = catalogue.enrichments.findings(sorted({asset for asset, _ in records}))
    return titles, {id: {one.concept: one for one in found.annotations} for id, found in findings.items()}


def _write(
    row: OutboxRow,
    titles: Mapping[str, tuple[str, str]],
    found: Mapping[str, Mapping[str, Annotation]],
    desk: Desk,
) -> Write:
    change = row.change
    asset, title = titles.get(change.external_id, ("", change.external_id))
    known = found.get(asset, {})
    return Write(
        title,
        asset_url(asset) if asset else "",
        change.external_id,
        change.field,
        tuple(_word(tag, _why(known.get(tag.iri))) for tag in change.add),
        tuple(_word(tag, phrase("connections.back.ours")) for tag in change.remove),
    )


def _why(annotation: Annotation | None) -> str:
    if annotation is None:
        return ""
    who = annotation.attributed_to
    origin = Origin.RULE if who.startswith(BY_RULE) else annotation.origin
    how = named("connections.origin", origin.value)
    if origin not in (Origin.REVIEW, Origin.RULE, Origin.MAPPING):
        return how
    return phrase("connections.back.because", how=how, who=who.removeprefix(BY_RULE))


def _word(tag: ConceptTag, why: str) -> Word:
    return Word(tag.labels[0].text if tag.labels else tag.iri, tag.iri, why)


def _flows(desk: Desk, name: str) -> list[str]:
    """The flows that write to this connection, by name."""
    states = desk.workspace.catalogue.flows.all()
    return [one.flow.name for one in states if name in one.flow.connections and Step.PUSH in one.flow.steps]


def _flow(desk: Desk, name: str, chosen: str) -> Flow:
    """The flow whose filters and fields hold; without one everything accepted goes to the usual field. Raises Usage for another."""
    if not chosen:
        return Flow("", (name,))
    state = desk.workspace.catalogue.flows.get(chosen)
    if state is None or name not in state.flow.connections:
        raise Usage(phrase("connections.back.no_flow", flow=chosen))
    return state.flow
