"""The cursor of a source: how far the portal was read, and what need not be asked again."""

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from thesaury.connectors.bynder.moments import earlier, now
from thesaury.connectors.bynder.walking import Place

_FORM = 1
_OVERLAP = 300.0
_MOST_RECENT = 5000
_MOST_REFERENCES = 400_000
_PASSES = 24
"""So many passes the references of options are remembered; then they are read anew."""
References = Mapping[str, Mapping[str, str]]
"""The external references of options by id, for each metaproperty that was looked at."""


@dataclass(frozen=True, slots=True)
class Spot:
    """`high` is the newest modification seen in each part; `recent` are the assets shortly before it, with moment and mark, which come
    again in the overlap; `removed` is the newest deletion seen. Without a `place` the next pass starts here."""

    high: Mapping[str, str] = field(default_factory=dict)
    recent: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    removed: str = ""
    passes: int = 0
    first: bool = True
    references: References = field(default_factory=dict)
    place: Place | None = None

    def started(self, part: str) -> "Spot":
        """At the beginning of a part: five minutes before what was seen last."""
        return replace(self, place=Place(part, earlier(self.high.get(part, ""), _OVERLAP)))

    def saw(self, part: str, seen: Iterable[tuple[str, str, str]]) -> "Spot":
        """After assets of a part, each with its moment and mark."""
        seen = list(seen)
        # An asset with a date to come must not hide what is changed until then.
        high = min(max([self.high.get(part, ""), *(moment for _, moment, _ in seen)]), now())
        recent = {**self.recent, **{id_: (moment, mark) for id_, moment, mark in seen}}
        start = earlier(high, _OVERLAP)
        kept = sorted((one for one in recent.items() if one[1][0] >= start), key=lambda one: (one[1][0], one[0]))
        return replace(self, high={**self.high, part: high}, recent=dict(kept[-_MOST_RECENT:]))

    def ended(self, removed: str, gone: Iterable[str]) -> "Spot":
        """After the last page: where the next pass starts."""
        away = set(gone)
        left = {id_: mark for id_, mark in self.recent.items() if id_ not in away}
        worn = self.passes + 1 >= _PASSES
        passes, references = (0, {}) if worn else (self.passes + 1, self.references)
        return Spot(self.high, left, removed or self.removed, passes, False, references)

    def since_removed(self) -> str:
        """From which moment on deletions are new."""
        return earlier(self.removed, _OVERLAP)


def text_of(spot: Spot) -> str:
    """The spot as a cursor."""
    data = json.dumps({"form": _FORM, **asdict(spot)}, sort_keys=True)
    if len(data) > _MOST_REFERENCES:
        data = json.dumps({"form": _FORM, **asdict(replace(spot, references={}))}, sort_keys=True)
    return base64.b64encode(zlib.compress(data.encode())).decode()


def spot_of(cursor: str) -> Spot:
    """The spot a cursor stands for; one that cannot be read starts the pass anew."""
    try:
        data: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(cursor, validate=True)))
        if data.pop("form") != _FORM:
            return Spot()
        place = data.pop("place")
        recent = {id_: (str(moment), str(mark)) for id_, (moment, mark) in data.pop("recent").items()}
        return Spot(**data, recent=recent, place=Place(**place) if place else None)
    except (binascii.Error, zlib.error, ValueError, TypeError, KeyError, AttributeError):
        return Spot()
