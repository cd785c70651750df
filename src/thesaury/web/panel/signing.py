"""What a workspace signs for panels: short-lived tokens, and tickets that stand in the addresses of pictures.

Both are JSON Web Tokens (RFC 7519) signed by HMAC with SHA-256, each with an audience of its own, so that neither is taken for the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import OctKey
from joserfc.jwt import JWTClaimsRegistry

from thesaury.model.panel import PanelSession
from thesaury.pipeline.accounts.access import utc_now
from thesaury.pipeline.panels.keys import signing_key
from thesaury.ports.workspace import Workspace

SECONDS = 600
"""So long a token is good for that can be prolonged; one that cannot lasts as long as its session."""

_TOKENS, _TICKETS = "thesaury-panel", "thesaury-media"
_STEP = 300
"""The end of a ticket lies on a step, so that the address of a picture stays the same for a while and a browser keeps it."""
_ANEW = 60.0
"""Seconds after which the key is read anew: a page of hits has two hundred tickets."""
_LONGEST = 4096


class Expired(Exception):
    """What was signed is over."""


class Forged(Exception):
    """This was not signed here, or for something else."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """The rendition of an asset that a session may fetch."""

    session: str
    asset: str
    rendition: str


class Signer:
    """Signs and reads for one workspace, of which `workspace` is the id, by this clock."""

    def __init__(self, opened: Workspace, workspace: str, clock: Callable[[], datetime] = utc_now) -> None:
        """Nothing is read from the vault yet."""
        self._opened, self._workspace, self._clock = opened, workspace, clock
        self._kept: tuple[float, OctKey | None] = (0.0, None)

    def token(self, session: PanelSession, ends: float) -> tuple[str, int]:
        """A token of this session and the seconds it is good for; `ends` is when the session does, in seconds since 1970."""
        at = self._now()
        until = min(at + SECONDS, int(ends)) if session.refresh else int(ends)
        claims = {
            "sub": session.person,
            "sid": session.id,
            "scope": " ".join(sorted(session.scopes)),
            "org": session.origin,
        }
        return self._signed(_TOKENS, {**claims, "iat": at, "exp": until}), until - at

    def session_of(self, token: str) -> str:
        """The id of the session of a token. Raises Expired or Forged."""
        return str(self._read(_TOKENS, token)["sid"])

    def ticket(self, ticket: Ticket) -> str:
        """The text that opens this rendition for ten to fifteen minutes."""
        until = (self._now() // _STEP + 3) * _STEP
        claims = {"sid": ticket.session, "ast": ticket.asset, "ren": ticket.rendition}
        return self._signed(_TICKETS, {**claims, "exp": until})

    def ticket_of(self, text: str) -> Ticket:
        """What a ticket opens. Raises Expired or Forged."""
        told = self._read(_TICKETS, text)
        return Ticket(str(told["sid"]), str(told["ast"]), str(told["ren"]))

    def _signed(self, audience: str, claims: dict[str, Any]) -> str:
        whose = {"iss": "thesaury", "aud": audience, "ws": self._workspace}
        return jwt.encode({"alg": "HS256", "typ": "JWT"}, {**whose, **claims}, self._key(), algorithms=["HS256"])

    def _read(self, audience: str, text: str) -> dict[str, Any]:
        registry = JWTClaimsRegistry(
            now=self._now,
            iss={"essential": True, "value": "thesaury"},
            aud={"essential": True, "value": audience},
            ws={"essential": True, "value": self._workspace},
            sid={"essential": True},
            exp={"essential": True},
        )
        try:
            if len(text) > _LONGEST:
                raise Forged
            told = jwt.decode(text, self._key(), algorithms=["HS256"]).claims
            registry.validate(told)
        except ExpiredTokenError as error:
            raise Expired from error
        except (JoseError, ValueError, KeyError) as error:
            raise Forged from error
        return dict(told)

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _key(self) -> OctKey:
        at, key = self._kept
        if key is None or monotonic() - at > _ANEW:
            key = OctKey.import_key(signing_key(self._opened.catalogue.secrets))
            self._kept = monotonic(), key
        return key
