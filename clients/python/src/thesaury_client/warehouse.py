"""A source for dlt (https://dlthub.com), by which any warehouse loads the tables of one Thesaury. It needs the extra `dlt`.

Uses are loaded as they came or were corrected since the last load, and replace each other by their key; the other tables, and the answers
of named questions, are read anew each time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

import dlt
from dlt.common.schema.typing import TTableSchemaColumns
from dlt.extract.resource import DltResource

from thesaury_client.client import Client

KEYS: Mapping[str, tuple[str, ...]] = {
    "assets": ("asset",),
    "concepts": ("vocabulary", "concept"),
    "annotations": ("asset", "concept"),
    "uses": ("source", "event"),
    "searches": ("search",),
    "purchases": ("licensor", "transaction"),
    "campaigns": ("campaign",),
}
"""The tables, each with the columns that name a row."""

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "assets": ("media_type",),
    "uses": ("asset", "channel", "campaign", "team"),
    "searches": ("team", "language", "channel", "campaign"),
    "purchases": ("licensee", "currency", "day", "first_day", "last_day"),
    "campaigns": ("brand", "first_day", "last_day"),
}
_NUMBERS: Mapping[str, Mapping[str, Literal["bigint", "double"]]] = {
    "assets": {"bytes": "bigint", "width": "bigint", "height": "bigint"},
    "searches": {"usable": "bigint"},
    "purchases": {"price": "double", "cost": "double"},
}
"""Columns that may be empty throughout, so that a warehouse has them all the same."""

GROWS = frozenset({"uses"})
"""Tables of which only what is new or changed is read."""
PAGE = 1_000

_MARK = "mark"

Rows = list[dict[str, Any]]
Opened = Callable[[], Client]


@dlt.source(name="thesaury")
def thesaury(
    address: str = dlt.config.value,
    token: str = dlt.secrets.value,
    tables: Sequence[str] = tuple(KEYS),
    questions: Mapping[str, Mapping[str, str]] | None = None,
    attempts: int = 6,
) -> Iterator[DltResource]:
    """The tables of the Thesaury at this address, read with one of its tokens (one that may read is enough).

    `questions` are named questions to load the answers of, with their parameters: `{"content-gaps": {"market": "DE"}}` fills the table
    `question_content_gaps`. Where the server is busy or away, a request is tried so many times. Raises ValueError for a table that is none.
    """
    if strange := sorted(set(tables) - KEYS.keys()):
        raise ValueError(f"There is no table {strange[0]!r}. There are: {', '.join(KEYS)}.")

    def opened() -> Client:
        return Client(address, token, attempts)

    for name in tables:
        yield _table(opened, name)
    for name, given in (questions or {}).items():
        yield _answers(opened, name, given)


def _table(opened: Opened, name: str) -> DltResource:
    def rows() -> Iterator[Rows]:
        kept: dict[str, Any] = dlt.current.resource_state() if name in GROWS else {}
        cursor = kept.get(_MARK)
        with opened() as client:
            while True:
                page = client.get(f"/analytics/tables/{name}", {"limit": PAGE, "cursor": cursor})
                yield page["rows"]
                if page["mark"]:
                    kept[_MARK] = page["mark"]
                if not (cursor := page["next"]):
                    return

    made: DltResource = dlt.resource(
        rows,
        name=name,
        primary_key=list(KEYS[name]),
        write_disposition="merge" if name in GROWS else "replace",
        columns=_columns(name),
    )()
    return made


def _columns(name: str) -> TTableSchemaColumns:
    found: TTableSchemaColumns = {column: {"data_type": "text"} for column in _TEXTS.get(name, ())}
    found |= {column: {"data_type": kind} for column, kind in _NUMBERS.get(name, {}).items()}
    return found | ({"labels": {"data_type": "json"}} if name == "concepts" else {})


def _answers(opened: Opened, name: str, given: Mapping[str, str]) -> DltResource:
    def rows() -> Iterator[Rows]:
        with opened() as client:
            answer = client.get(f"/analytics/questions/{name}", dict(given))
        told = {
            "as_of": answer["as_of"],
            **{f"given_{parameter}": value for parameter, value in answer["given"].items()},
        }
        yield [{**row, **_labels(row, answer["labels"]), **told} for row in answer["rows"]]

    made: DltResource = dlt.resource(rows, name=f"question_{name.replace('-', '_')}", write_disposition="replace")()
    return made


def _labels(row: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, str]:
    """What the things that a row names are called, each beside its column."""
    return {
        f"{column}_label": labels[value] for column, value in row.items() if isinstance(value, str) and value in labels
    }


__all__ = ["GROWS", "KEYS", "thesaury"]
