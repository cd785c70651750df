"""The form of a new plan, as it is typed, or as a link of the compliance report fills it in."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.cleanup import Scope
from thesaury.model.time import now
from thesaury.web.texts import phrase

TEAM = "team"
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What a plan is to be called and to be about."""

    name: str
    sources: tuple[str, ...] = ()
    team: str = ""
    least: int = 1
    tags: tuple[str, ...] = ()

    @staticmethod
    def of(fields: Sequence[tuple[str, str]]) -> "NewPlan":
        """From the fields `name`, `source`, `team`, `least`, and `tag` (each one) or `tags` (one a line)."""
        told = dict(fields)
        tags = [line.strip() for name, value in fields if name in ("tag", "tags") for line in value.splitlines()]
        least = told.get("least", "")
        return NewPlan(
            told.get("name", "") or phrase("cleanup.new.named", day=now()[:10]),
            tuple(value for name, value in fields if name == "source" and value),
            told.get("team", "").strip(),
            max(1, int(least)) if least.isdecimal() and len(least) <= _MOST_DIGITS else 1,
            tuple(dict.fromkeys(filter(None, tags))),
        )

    @property
    def scope(self) -> Scope:
        """Which tags it is about; several teams are parted by commas."""
        teams = tuple(part.strip() for part in self.team.split(",") if part.strip())
        return Scope(self.sources, ((TEAM, teams),) if teams else (), self.least, self.tags)
