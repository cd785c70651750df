"""Addresses of files that feeds give out: each opens one form of one asset of one channel, for half an hour to an hour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from thesaury.pipeline.accounts.access import utc_now
from thesaury.ports.workspace import Workspace
from thesaury.web.sealing import Seal

STEP = 1_800
"""Addresses stay the same for so many seconds, so that whoever asks again finds what he has, and are good for twice as long at most."""

_AUDIENCE = "thesaury-delivery"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What an address opens, and until when, in seconds since 1970."""

    channel: str
    asset: str
    form: str
    until: int = 0


class DeliverySigner:
    """Signs and reads for one workspace, of which `workspace` is the id, by this clock."""

    def __init__(self, opened: Workspace, workspace: str, clock: Callable[[], datetime] = utc_now) -> None:
        """Nothing is read from the vault yet."""
        self._seal = Seal(opened, workspace, clock)

    def step(self) -> int:
        """A number that changes whenever addresses do."""
        return self._seal.now() // STEP

    def token(self, channel: str, asset: str, form: str, ends: str = "") -> str:
        """The last part of the address; it is good for an hour at most, and no longer than to the moment `ends` (ISO 8601)."""
        until = (self.step() + 2) * STEP
        if ends:
            until = min(until, int(datetime.fromisoformat(ends).timestamp()))
        return self._seal.signed(_AUDIENCE, {"chn": channel, "ast": asset, "frm": form, "exp": until})

    def ticket_of(self, text: str) -> Ticket:
        """What it opens. Raises Expired or Forged."""
        told = self._seal.read(_AUDIENCE, text, ("chn", "ast", "frm"))
        return Ticket(str(told["chn"]), str(told["ast"]), str(told["frm"]), int(told["exp"]))

    def left(self, ticket: Ticket) -> int:
        """For how many seconds it is good still."""
        return max(0, ticket.until - self._seal.now())
