"""What a workspace signs for panels: short-lived tokens, and tickets that stand in the addresses of pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from thesaury.model.panel import PanelSession
from thesaury.pipeline.accounts.access import utc_now
from thesaury.ports.workspace import Workspace
from thesaury.web.sealing import Seal

SECONDS = 600
"""So long a token is good for that can be prolonged; one that cannot lasts as long as its session."""

_TOKENS, _TICKETS = "thesaury-panel", "thesaury-media"
_STEP = 300
"""The end of a ticket lies on a step, so that the address of a picture stays the same for a while and a browser keeps it."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """The rendition of an asset that a session may fetch."""

    session: str
    asset: str
    rendition: str


@dataclass(frozen=True, slots=True)
class Pass:
    """What a token opens: a session, and the one publishing channel it is kept to; without one it may ask for any."""

    session: str
    profile: str = ""


class Signer:
    """Signs and reads for one workspace, of which `workspace` is the id, by this clock."""

    def __init__(self, opened: Workspace, workspace: str, clock: Callable[[], datetime] = utc_now) -> None:
        """Nothing is read from the vault yet."""
        self._seal = Seal(opened, workspace, clock)

    def token(self, session: PanelSession, ends: float, profile: str = "") -> tuple[str, int]:
        """A token of this session and the seconds it is good for; `ends` is when the session does, in seconds since 1970. With `profile` it
        shows what this channel publishes, whatever is asked with it."""
        at = self._seal.now()
        until = min(at + SECONDS, int(ends)) if session.refresh else int(ends)
        claims = {
            "sub": session.person,
            "sid": session.id,
            "scope": " ".join(sorted(session.scopes)),
            "org": session.origin,
        }
        claims |= {"prf": profile} if profile else {}
        return self._seal.signed(_TOKENS, {**claims, "iat": at, "exp": until}), until - at

    def pass_of(self, token: str) -> Pass:
        """What a token opens. Raises Expired or Forged."""
        told = self._seal.read(_TOKENS, token, ("sid",))
        return Pass(str(told["sid"]), str(told.get("prf", "")))

    def session_of(self, token: str) -> str:
        """The id of the session of a token. Raises Expired or Forged."""
        return self.pass_of(token).session

    def ticket(self, ticket: Ticket) -> str:
        """The text that opens this rendition for ten to fifteen minutes."""
        until = (self._seal.now() // _STEP + 3) * _STEP
        claims = {"sid": ticket.session, "ast": ticket.asset, "ren": ticket.rendition}
        return self._seal.signed(_TICKETS, {**claims, "exp": until})

    def ticket_of(self, text: str) -> Ticket:
        """What a ticket opens. Raises Expired or Forged."""
        told = self._seal.read(_TICKETS, text, ("sid", "ast", "ren"))
        return Ticket(str(told["sid"]), str(told["ast"]), str(told["ren"]))
