"""The rooms of the portal, in the order of the rail; whoever may not enter one does not see it."""

from dataclasses import dataclass

from thesaury.model.access import Permission
from thesaury.web.door.caller import caller
from thesaury.web.texts import phrase


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the rail: its key is that of its icon and of `site.<key>`."""

    key: str
    url: str
    needs: Permission = Permission.READ

    @property
    def name(self) -> str:
        """What the rail calls it."""
        return phrase(f"site.{self.key}")


@dataclass(frozen=True, slots=True)
class Rail:
    """The rooms of daily work, and those that stand apart at the end."""

    first: tuple[Room, ...]
    last: tuple[Room, ...]


_FIRST = (
    Room("home", "/"),
    Room("assets", "/search"),
    Room("boards", "/boards"),
    Room("review", "/review"),
    Room("vocabulary", "/vocabulary"),
    Room("governance", "/governance"),
    Room("rights", "/rights"),
    Room("publishing", "/publishing"),
    Room("analytics", "/analytics"),
    Room("connections", "/connections"),
)
_LAST = (
    Room("audit", "/audit", Permission.ADMINISTER),
    Room("settings", "/settings", Permission.ADMINISTER),
)


def rail() -> Rail:
    """The rooms that the caller may enter."""
    may = caller().may
    return Rail(tuple(r for r in _FIRST if may(r.needs)), tuple(r for r in _LAST if may(r.needs)))
