"""What was done lately, from the audit log."""

from dataclasses import dataclass

from thesaury.ports.audit import Audit
from thesaury.web.parts.ago import ago
from thesaury.web.texts import named

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Done:
    """One deed: who, what, on what, how long ago; `at` is the moment itself, `more` how many alike followed at once."""

    who: str
    what: str
    subject: str
    ago: str
    at: str
    more: int = 0


def recent(audit: Audit) -> tuple[Done, ...]:
    """The newest deeds first; one after another of the same kind by the same person are one line."""
    lines: list[list[Done]] = []
    for kept in audit.deeds(limit=_SHOWN * 6):
        deed = kept.deed
        told = Done(deed.who, named("deed", deed.action), deed.subject, ago(deed.at), deed.at)
        if lines and (lines[-1][0].who, lines[-1][0].what) == (told.who, told.what):
            lines[-1].append(told)
        else:
            lines.append([told])
    return tuple(
        Done(first.who, first.what, first.subject, first.ago, first.at, len(line) - 1)
        for line in lines[:_SHOWN]
        for first in line[:1]
    )
