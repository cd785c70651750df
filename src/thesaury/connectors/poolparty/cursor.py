"""The place of a vocabulary source: what was read until when, as a small JSON text."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

_FORM = 1
MOST_SEEN = 2_000


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next pass starts.

    `until` is when the last pass began, `whole_at` when everything was compared last (both UTC, ISO 8601). `changed` is the
    server's own time of its last change as it wrote it, `settled` that a pass began well after it. `seen` are digests of the
    events within the overlap that were handled already; `languages` what was read.
    """

    project: str
    languages: tuple[str, ...]
    until: str
    whole_at: str
    changed: str = ""
    settled: bool = False
    seen: tuple[str, ...] = ()

    def text(self) -> str:
        """The cursor as it is kept."""
        kept = self if len(self.seen) <= MOST_SEEN else Cursor(**{**asdict(self), "seen": ()})
        return json.dumps({"form": _FORM, **asdict(kept)}, separators=(",", ":"))

    def since(self, overlap_hours: float) -> str:
        """From when on the history is read: a time without zone, early enough for every zone of the server."""
        start = datetime.fromisoformat(self.until) - timedelta(hours=overlap_hours)
        return start.strftime("%Y-%m-%dT%H:%M:%S")

    def whole_is_due(self, now: datetime, hours: float) -> bool:
        """Whether everything is to be compared again."""
        return now - datetime.fromisoformat(self.whole_at) >= timedelta(hours=hours)


def cursor_of(text: str, project: str, languages: tuple[str, ...]) -> Cursor | None:
    """The cursor that was kept; None for another form, another project or other languages: then everything is read."""
    try:
        given = json.loads(text)
        if not isinstance(given, Mapping) or given.get("form") != _FORM:
            return None
        cursor = _built(given)
        (moment(cursor.until), moment(cursor.whole_at))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return cursor if (cursor.project, cursor.languages) == (project, languages) else None


def moment(text: str) -> datetime:
    """A time in UTC. Raises ValueError for one without zone."""
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError("a time without zone")
    return read.astimezone(UTC)


def _built(given: Mapping[str, Any]) -> Cursor:
    return Cursor(
        str(given["project"]),
        tuple(map(str, given["languages"])),
        str(given["until"]),
        str(given["whole_at"]),
        str(given["changed"]),
        bool(given["settled"]),
        tuple(map(str, given["seen"])),
    )
