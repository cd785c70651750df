"""What one axis finds, and how findings are put together: any no is no, else any unknown is unknown, else yes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from thesaury.model.use import TIME_ZONE, Fit
from thesaury.rights.vocabulary import Tables, shipped


class Finding(NamedTuple):
    """Whether it fits, in a sentence for a person; `about`: the names in the licence by which it was decided, where there are some."""

    fit: Fit
    sentence: str
    about: tuple[str, ...] = ()


def strictest(findings: Iterable[Finding]) -> Finding:
    """The first no, else the first unknown, else the first yes; nothing found at all is unknown."""
    worst: Finding | None = None
    for finding in findings:
        if finding.fit is Fit.NO:
            return finding
        if worst is None or (worst.fit is Fit.YES and finding.fit is Fit.UNKNOWN):
            worst = finding
    return worst or unknown("Nothing was asked for.")


def yes(sentence: str, about: tuple[str, ...] = ()) -> Finding:
    """It fits."""
    return Finding(Fit.YES, sentence, about)


def no(sentence: str, about: tuple[str, ...] = ()) -> Finding:
    """It does not fit."""
    return Finding(Fit.NO, sentence, about)


def unknown(sentence: str, about: tuple[str, ...] = ()) -> Finding:
    """Nobody can say without a person."""
    return Finding(Fit.UNKNOWN, sentence, about)


def listed(names: Iterable[str]) -> str:
    """Names in a sentence: "DE, AT and CH"."""
    *others, last = tuple(names) or ("nothing",)
    return f"{', '.join(others)} and {last}" if others else last


@dataclass(frozen=True)
class Basis:
    """What decisions rest on beside the statement: the client's tables, the zone a licence's days are in if it does not say, and
    what was used before by kind of limit (from a ledger of uses; kinds that do not add up are not looked at)."""

    tables: Tables = field(default_factory=shipped)
    time_zone: str = TIME_ZONE
    used: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def zone(self) -> ZoneInfo | None:
        """The zone of the licence, None where its name is not known."""
        return zone(self.time_zone)


@lru_cache(maxsize=1_024)
def zone(name: str) -> ZoneInfo | None:
    """The time zone of that name of the IANA list, None where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
