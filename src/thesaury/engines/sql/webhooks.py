"""Outgoing webhooks in the database: `ports.webhooks.Webhooks`."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, or_, select, update

from thesaury.engines.sql.database import Database, insert_all, inserting, upsert
from thesaury.engines.sql.schema import webhook_cursor, webhook_endpoint, webhook_message
from thesaury.model.errors import Usage
from thesaury.model.webhook import Delivery, DeliveryState, Endpoint, EndpointState, EventKind

_PLAIN = ("id", "address", "made_at", "by", "note", "message")
_TOLD = ("status", "message", "attempts", "next_at", "done_at")
_TRIED = (EndpointState.ACTIVE.value, EndpointState.FAILING.value)


class SqlWebhooks:
    """One row for each endpoint, each stream it was told of, and each message."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, endpoint: Endpoint) -> None:
        """Add an endpoint, or replace the one with this id."""
        row = {name: getattr(endpoint, name) for name in _PLAIN} | {
            "kinds": json.dumps(endpoint.kinds),
            "channels": json.dumps(endpoint.channels),
            "state": endpoint.state.value,
        }
        with self._database.writing(durable=True) as transaction:
            changed = update(webhook_endpoint).where(webhook_endpoint.c.id == endpoint.id).values(row)
            if not transaction.execute(changed).rowcount:
                insert_all(transaction, webhook_endpoint, [row])

    def turn(self, id: str, state: EndpointState, message: str = "", of: Sequence[EndpointState] = ()) -> bool:
        """Let an endpoint be in this state, if it is in one of these now (without any: in whichever)."""
        changed = update(webhook_endpoint).where(webhook_endpoint.c.id == id)
        if of:
            changed = changed.where(webhook_endpoint.c.state.in_([one.value for one in of]))
        with self._database.writing(durable=True) as transaction:
            return bool(transaction.execute(changed.values(state=state.value, message=message)).rowcount)

    def drop(self, id: str) -> None:
        """Forget an endpoint and its messages. Raises Usage where there is none."""
        with self._database.writing(durable=True) as transaction:
            if not transaction.execute(delete(webhook_endpoint).where(webhook_endpoint.c.id == id)).rowcount:
                raise Usage(f"There is no webhook {id!r}. All of them are listed by: thesaury webhook list")
            for table in (webhook_cursor, webhook_message):
                transaction.execute(delete(table).where(table.c.endpoint == id))

    def endpoints(self) -> list[Endpoint]:
        """All endpoints, in the order they were made."""
        with self._database.reading() as transaction:
            rows = transaction.execute(select(webhook_endpoint).order_by(webhook_endpoint.c.number))
            return [_endpoint(row) for row in rows]

    def cursor(self, endpoint: str, stream: str) -> str:
        """Up to where a stream was turned into messages for this endpoint."""
        one = (webhook_cursor.c.endpoint == endpoint) & (webhook_cursor.c.stream == stream)
        with self._database.reading() as transaction:
            return transaction.scalar(select(webhook_cursor.c.cursor).where(one)) or ""

    def enqueue(self, endpoint: str, stream: str, cursor: str, deliveries: Sequence[Delivery]) -> int:
        """Keep these messages and the cursor together; a message that is kept already is left as it is."""
        with self._database.writing(durable=bool(deliveries)) as transaction:
            new = _insert(transaction, [_row(one) for one in deliveries])
            if stream:
                upsert(transaction, webhook_cursor, [{"endpoint": endpoint, "stream": stream, "cursor": cursor}])
        return new

    def due(self, moment: str, limit: int = 100, without: Collection[str] = ()) -> list[Delivery]:
        """Waiting messages of active and failing endpoints that are due, the earliest first."""
        m, tried = webhook_message.c, select(webhook_endpoint.c.id).where(webhook_endpoint.c.state.in_(_TRIED))
        rows = select(webhook_message).where(m.state == DeliveryState.WAITING.value, m.next_at <= moment)
        wanted = rows.where(m.endpoint.in_(tried), m.endpoint.not_in(sorted(without)))
        return self._read(wanted.order_by(m.next_at, m.number).limit(limit))

    def note(self, delivery: Delivery) -> None:
        """Keep how a message stands now."""
        row = _row(delivery)
        told = {name: row[name] for name in ("state", *_TOLD)}
        with self._database.writing() as transaction:
            transaction.execute(update(webhook_message).where(_this(delivery.id, delivery.endpoint)).values(told))

    def again(self, endpoint: str, state: DeliveryState, moment: str) -> int:
        """Let all messages of an endpoint in this state be sent from this moment, as if they were never tried."""
        these = (webhook_message.c.endpoint == endpoint) & (webhook_message.c.state == state.value)
        fresh = {"state": DeliveryState.WAITING.value, "attempts": 0, "next_at": moment, "done_at": ""}
        with self._database.writing(durable=True) as transaction:
            return transaction.execute(update(webhook_message).where(these).values(fresh)).rowcount

    def deliveries(
        self, endpoint: str = "", states: Sequence[DeliveryState] = (), before: str = "", limit: int = 50
    ) -> list[Delivery]:
        """The newest messages first; `before` is the `made_at/id` of the last one of the page before."""
        m, rows = webhook_message.c, select(webhook_message)
        if endpoint:
            rows = rows.where(m.endpoint == endpoint)
        if states:
            rows = rows.where(m.state.in_([state.value for state in states]))
        if before:
            made_at, _, id = before.partition("/")
            rows = rows.where(or_(m.made_at < made_at, (m.made_at == made_at) & (m.id < id)))
        return self._read(rows.order_by(m.made_at.desc(), m.id.desc(), m.endpoint).limit(limit))

    def get(self, id: str, endpoint: str) -> Delivery | None:
        """One message."""
        return next(iter(self._read(select(webhook_message).where(_this(id, endpoint)))), None)

    def counts(self) -> dict[tuple[str, DeliveryState], int]:
        """How many messages there are by endpoint and state."""
        m = webhook_message.c
        rows = select(m.endpoint, m.state, func.count()).group_by(m.endpoint, m.state)
        with self._database.reading() as transaction:
            return {(endpoint, DeliveryState(state)): count for endpoint, state, count in transaction.execute(rows)}

    def forget(self, before: str) -> int:
        """Drop what was delivered before this moment."""
        m = webhook_message.c
        gone = delete(webhook_message).where(m.state == DeliveryState.DELIVERED.value, m.done_at < before)
        with self._database.writing() as transaction:
            return transaction.execute(gone).rowcount

    def _read(self, rows: Select[Any]) -> list[Delivery]:
        with self._database.reading() as transaction:
            return [_delivery(row) for row in transaction.execute(rows)]


def _this(id: str, endpoint: str) -> Any:
    return (webhook_message.c.endpoint == endpoint) & (webhook_message.c.id == id)


def _insert(transaction: Connection, rows: Sequence[dict[str, Any]]) -> int:
    """Insert those that are not there; returns how many. Drivers do not say it of many rows at once."""
    return sum(_inserted(transaction, row) for row in rows)


def _inserted(transaction: Connection, row: dict[str, Any]) -> int:
    insert = inserting(transaction, webhook_message)
    return transaction.execute(insert.values(row).on_conflict_do_nothing()).rowcount


def _row(one: Delivery) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("id", "endpoint", "body", "made_at", *_TOLD)}
    return plain | {"kind": one.kind.value, "state": one.state.value}


def _endpoint(row: Row[Any]) -> Endpoint:
    return Endpoint(
        kinds=tuple(EventKind(kind) for kind in json.loads(row.kinds)),
        channels=tuple(json.loads(row.channels)),
        state=EndpointState(row.state),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        kind=EventKind(row.kind),
        state=DeliveryState(row.state),
        **{name: getattr(row, name) for name in ("id", "endpoint", "body", "made_at", *_TOLD)},
    )
