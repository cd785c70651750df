"""Notices to an address of the client's: `ports.notifying.Notifier` over HTTP, signed so that the receiver knows whom they are from."""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from thesaury.engines.notifying.posting_to import Gate, posted
from thesaury.engines.notifying.saying import as_json
from thesaury.model.errors import Refused, Unreachable, Usage
from thesaury.model.notice import NoticeMessage
from thesaury.model.reach import Reach

_SECONDS = 15.0
_LATER = frozenset({408, 425, 429})
_NO_ADDRESS = "notices_webhook has to be an https address (http only to this machine). Mend it in thesaury.toml."
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


class Webhook:
    """POSTs each message as JSON; any answer from 200 to 299 means that it was taken. Redirects are not followed."""

    channel = "webhook"

    def __init__(self, address: str, secret: Callable[[], str], reach: Reach | None = None) -> None:
        """`secret` is asked for, and the address looked at, when something is sent: till then notices wait. With a `reach` it leads no
        further, by the rule of all webhooks."""
        self._address, self._secret, self._reach = address, secret, reach

    def tell(self, message: NoticeMessage) -> None:
        """Send the message. Raises Unreachable or Refused, and Usage for an address that nothing is sent to."""
        gate = Gate(reach=self._reach) if self._reach else None
        host, secret = gate.place(self._address).host if gate else _host(self._address), self._secret()
        if not secret:
            raise Usage("The webhook has no secret to sign with. Set one with: thesaury rights secret webhook")
        body, moment = as_json(message), str(int(datetime.fromisoformat(message.at).timestamp()))
        headers = {
            "Content-Type": "application/json",
            "Thesaury-Id": message.id,
            "Thesaury-Timestamp": moment,
            "Thesaury-Signature": f"v1={signature(secret, moment, body)}",
        }
        way = partial(_posted_through, gate) if gate else _posted
        _taken(host, way(host, self._address, body, headers))


def _posted_through(gate: Gate, host: str, address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer of a host that may be reached. Raises Usage for any other, Unreachable."""
    import httpcore

    try:
        return posted(gate.place(address), gate, body, headers, _SECONDS)[0]
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise Unreachable(f"{host} did not take the notices ({type(error).__name__}).") from error


def _posted(host: str, address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer, wherever the address leads. Raises Usage for one that is none, Unreachable."""
    import httpx

    try:
        with (
            httpx.Client(timeout=_SECONDS, trust_env=False) as client,
            client.stream("POST", address, content=body, headers=headers) as reply,
        ):
            return reply.status_code
    except httpx.InvalidURL as error:
        raise Usage(_NO_ADDRESS) from error
    except httpx.HTTPError as error:
        raise Unreachable(f"{host} did not take the notices ({type(error).__name__}).") from error


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        raise Usage(_NO_ADDRESS) from None
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and host in _HERE)):
        raise Usage(_NO_ADDRESS)
    return host


def signature(secret: str, moment: str, body: bytes) -> str:
    """HMAC-SHA256 in hexadecimal over the moment (seconds since 1970), a full stop and the body."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def _taken(host: str, status: int) -> None:
    if status in _LATER or status >= 500:
        raise Unreachable(f"{host} answered {status} to the notices; they wait for the next round.")
    if not 200 <= status < 300:
        raise Refused(f"{host} answered {status} to the notices. See that notices_webhook is right.", status)
