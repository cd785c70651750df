"""Looks at assets and files taken, as events of the record they belong to."""

from dataclasses import dataclass
from hashlib import sha256

from thesaury.model.usage import SESSION, TEAM, UsageEvent, UsageKind

WINDOWS = {UsageKind.VIEW: 1800, UsageKind.DOWNLOAD: 60}
"""Seconds within which the same session looks at the same asset once, and takes the same file of it once."""

OURS = "seen:"
"""How the ids of these events begin."""
_SIGNS = 24


@dataclass(frozen=True, slots=True)
class Look:
    """An asset that was looked at, or of which a file (its `rendition`) was taken, by its record."""

    kind: UsageKind
    connection: str
    external_id: str
    rendition: str = ""


def event_of_look(look: Look, at: str, moment: float, where: str, session: str, team: str) -> UsageEvent:
    """The event that a look is: the same for the same session within the window of its kind, in whichever process."""
    stretch = int(moment // WINDOWS[look.kind])
    told = (look.kind.value, look.connection, look.external_id, look.rendition, where, session, stretch)
    named = sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]
    properties = ((SESSION, session), (TEAM, team), ("rendition", look.rendition))
    known = tuple((name, value) for name, value in properties if value)
    return UsageEvent(f"{OURS}{named}", look.kind, at, look.external_id, where, properties=known)
