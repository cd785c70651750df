"""What the pull surface signs: access tokens of OAuth 2 client credentials, and addresses of files that last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from thesaury.pipeline.accounts.access import utc_now
from thesaury.ports.workspace import Workspace
from thesaury.web.sealing import Seal

LIFETIME = 3_600
"""Seconds for which an access token is good."""

_ACCESS, _LASTING = "thesaury-pull", "thesaury-lasting"
_NEVER = 32_503_680_000
"""The year 3000: what lasts ends with its key, or with its asset."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A channel, and the digest of the key that opens it: whatever was signed with it ends when the key does."""

    channel: str
    key: str


@dataclass(frozen=True, slots=True)
class Lasting:
    """What an address that lasts leads to."""

    opened: Opened
    asset: str
    form: str


class PullSigner:
    """Signs and reads for one workspace, of which `workspace` is the id, by this clock."""

    def __init__(self, opened: Workspace, workspace: str, clock: Callable[[], datetime] = utc_now) -> None:
        """Nothing is read from the vault yet."""
        self._seal = Seal(opened, workspace, clock)

    def access(self, opened: Opened) -> str:
        """An access token for an hour."""
        claims = {"chn": opened.channel, "key": opened.key, "exp": self._seal.now() + LIFETIME}
        return self._seal.signed(_ACCESS, claims)

    def opened_by(self, token: str) -> Opened:
        """What an access token opens. Raises Expired or Forged."""
        told = self._seal.read(_ACCESS, token, ("chn", "key"))
        return Opened(str(told["chn"]), str(told["key"]))

    def lasting(self, opened: Opened, asset: str, form: str) -> str:
        """The last part of an address that lasts; the same each time."""
        claims = {"chn": opened.channel, "key": opened.key, "ast": asset, "frm": form, "exp": _NEVER}
        return self._seal.signed(_LASTING, claims)

    def lasting_of(self, text: str) -> Lasting:
        """What such an address leads to. Raises Expired or Forged."""
        told = self._seal.read(_LASTING, text, ("chn", "key", "ast", "frm"))
        return Lasting(Opened(str(told["chn"]), str(told["key"])), str(told["ast"]), str(told["frm"]))
