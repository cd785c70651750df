"""Where a pass over the assets stands: pages from the newest change back to the high-water mark of the pass before."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

_FORM = 1
_MOST_MARKS = 500


@dataclass(frozen=True, slots=True)
class Cursor:
    """The next page; `floor` is the newest change of the last whole pass (empty: read everything), `top` that of this one.

    `seen` and `near` are marks of the records near floor and top, so that the overlap does not bring them again; `total` is how many
    assets there were at the last page.
    """

    page: int = 1
    floor: str = ""
    seen: tuple[str, ...] = ()
    top: str = ""
    near: tuple[str, ...] = ()
    total: int = 0

    def __str__(self) -> str:
        """The cursor as it is kept."""
        return json.dumps({"form": _FORM, **asdict(self)}, separators=(",", ":"))

    def noting(self, marks: list[str]) -> tuple[str, ...]:
        """The marks near the top with these ones; beyond so many the overlap brings records again, which does no harm."""
        return tuple(dict.fromkeys((*self.near, *marks)))[:_MOST_MARKS]

    def next_pass(self) -> "Cursor":
        """Where the next pass starts once this one is whole. A pass that met no asset at all leaves the mark where it was."""
        return Cursor(floor=self.top, seen=self.near) if self.top else Cursor(floor=self.floor, seen=self.seen)


def cursor_of(text: str) -> Cursor:
    """The cursor a text says; one that is none, or of another form, starts anew."""
    try:
        told = json.loads(text) if text else {}
        if not isinstance(told, dict) or told.pop("form", None) != _FORM:
            return Cursor()
        found = Cursor(**{**told, "seen": tuple(told["seen"]), "near": tuple(told["near"])})
    except (ValueError, TypeError, KeyError, RecursionError):
        return Cursor()
    return found if _sound(found) else Cursor()


def moment(text: str) -> datetime | None:
    """A moment as Brandfolder spells it; UTC where it names no zone, None when it is none."""
    try:
        found = datetime.fromisoformat(text.strip().replace(" UTC", "+00:00"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def until_now(changed: str) -> str:
    """The moment, or this one by our own clock where it is still to come: an asset dated ahead must not hide what changes until then."""
    at, now = moment(changed), datetime.now(UTC)
    return now.isoformat() if at is not None and at > now else changed


def since(changed: str, mark: str, overlap: int) -> bool:
    """Whether a change is newer than the mark less the overlap in seconds; what cannot be told is."""
    at, border = moment(changed), moment(mark)
    return at is None or border is None or at >= border - timedelta(seconds=overlap)


def _sound(cursor: Cursor) -> bool:
    numbers = all(isinstance(value, int) and not isinstance(value, bool) for value in (cursor.page, cursor.total))
    texts = (cursor.floor, cursor.top, *cursor.seen, *cursor.near)
    return numbers and cursor.page > 0 and cursor.total >= 0 and all(isinstance(text, str) for text in texts)
