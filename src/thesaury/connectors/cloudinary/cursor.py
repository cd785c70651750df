"""Where a pass over the assets stands: pages from the newest change back to the mark of the pass before."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta

_FORM = 1
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Cursor:
    """The next page by Cloudinary's own cursor; `floor` is the newest change of the last whole pass (empty: read everything), `top`
    that of this one. `seen` and `near` hold marks of the assets near floor and top, so that the overlap does not bring them again."""

    following: str = ""
    floor: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)
    top: str = ""
    near: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The cursor as it is kept."""
        return json.dumps({"form": _FORM, **asdict(self)}, separators=(",", ":"))

    def anew(self) -> "Cursor":
        """The beginning of this pass."""
        return Cursor(floor=self.floor, seen=self.seen)

    def after(self, following: str, top: str, marks: Mapping[str, str]) -> "Cursor":
        """The place after a page; beyond so many marks the overlap brings assets again, which does no harm."""
        near = dict(list({**self.near, **marks}.items())[:_MOST])
        return Cursor(following, self.floor, self.seen, top, near) if following else Cursor(floor=top, seen=near)


def cursor_of(text: str) -> Cursor:
    """The cursor a text says; one that is none, or of another form, starts anew."""
    try:
        told = json.loads(text) if text else {}
        if not isinstance(told, dict) or told.pop("form", None) != _FORM:
            return Cursor()
        found = Cursor(**told)
        texts = (found.following, found.floor, found.top)
        marks = (found.seen, found.near)
        return found if all(isinstance(one, str) for one in texts) and all(map(_sound, marks)) else Cursor()
    except (ValueError, TypeError, RecursionError):
        return Cursor()


def earlier(moment: str, seconds: int) -> str:
    """So many seconds before a moment, in UTC; empty where it is none."""
    try:
        found = datetime.fromisoformat(moment.strip())
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return (found.astimezone(UTC) - timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return ""


def _sound(marks: object) -> bool:
    return isinstance(marks, dict) and all(isinstance(value, str) for value in marks.values())
