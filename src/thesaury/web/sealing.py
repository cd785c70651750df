"""What a workspace signs and gives out: JSON Web Tokens (RFC 7519) by HMAC with SHA-256, each with an audience of its own, so that none is
taken for another."""

from collections.abc import Callable, Sequence
from datetime import datetime
from time import monotonic
from typing import Any

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import OctKey
from joserfc.jwt import JWTClaimsRegistry

from thesaury.pipeline.accounts.access import utc_now
from thesaury.pipeline.panels.keys import signing_key
from thesaury.ports.workspace import Workspace

_ANEW = 60.0
"""Seconds after which the key is read anew: a page of hits has two hundred tickets."""
_LONGEST = 4096


class Expired(Exception):
    """What was signed is over."""


class Forged(Exception):
    """This was not signed here, or for something else."""


class Seal:
    """Signs and reads for one workspace, of which `workspace` is the id, by this clock."""

    def __init__(self, opened: Workspace, workspace: str, clock: Callable[[], datetime] = utc_now) -> None:
        """Nothing is read from the vault yet."""
        self._opened, self._workspace, self._clock = opened, workspace, clock
        self._kept: tuple[float, OctKey | None] = (0.0, None)

    def now(self) -> int:
        """This moment, in seconds since 1970."""
        return int(self._clock().timestamp())

    def signed(self, audience: str, claims: dict[str, Any]) -> str:
        """A token with these claims; `exp` among them is when it ends. The same claims give the same token."""
        whose = {"iss": "thesaury", "aud": audience, "ws": self._workspace}
        return jwt.encode({"alg": "HS256", "typ": "JWT"}, {**whose, **claims}, self._key(), algorithms=["HS256"])

    def read(self, audience: str, text: str, needed: Sequence[str] = ()) -> dict[str, Any]:
        """The claims of a token that was signed here for this audience, with at least these. Raises Expired or Forged."""
        registry = JWTClaimsRegistry(
            now=self.now,
            iss={"essential": True, "value": "thesaury"},
            aud={"essential": True, "value": audience},
            ws={"essential": True, "value": self._workspace},
            exp={"essential": True},
        )
        try:
            if len(text) > _LONGEST:
                raise Forged
            told = jwt.decode(text, self._key(), algorithms=["HS256"]).claims
            registry.validate(told)
            if not all(told.get(name) for name in needed):
                raise Forged
        except ExpiredTokenError as error:
            raise Expired from error
        except (JoseError, ValueError, KeyError) as error:
            raise Forged from error
        return dict(told)

    def _key(self) -> OctKey:
        at, key = self._kept
        if key is None or monotonic() - at > _ANEW:
            key = OctKey.import_key(signing_key(self._opened.catalogue.secrets))
            self._kept = monotonic(), key
        return key
