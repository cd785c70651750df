"""Sends messages as Standard Webhooks say: `ports.webhooks.WebhookSender` over HTTP.

Where it goes is looked at first, as `posting_to` says. Redirects are not followed, and no proxy of the environment is used.
"""

import base64
import hashlib
import hmac
import socket
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore

from thesaury.engines.notifying.addresses import Place
from thesaury.engines.notifying.posting_to import Gate, Resolve, posted, resolved
from thesaury.model.errors import Usage
from thesaury.model.reach import Reach
from thesaury.model.webhook import Delivery, Endpoint
from thesaury.ports.webhooks import Answered

SECONDS = 15.0
"""How long a message may take in all, from looking up the name to the status of the answer."""
LONGEST_WAIT = 12 * 3600.0
"""An endpoint that wants to be left alone for longer is asked again after this."""


class StandardWebhooks:
    """Each message is one POST; an answer from 200 to 299 means that it was taken, and its body is not read."""

    def __init__(
        self,
        private_hosts: Sequence[str] = (),
        resolve: Resolve = resolved,
        seconds: float = SECONDS,
        reach: Reach | None = None,
    ) -> None:
        """`private_hosts` are hosts, or host:port, that may lie on the own network and speak plain http; `reach` says of more."""
        self._gate, self._seconds = Gate(tuple(private_hosts), resolve, reach), seconds

    def check(self, address: str) -> None:
        """Raises Usage for an address that must not be reached; a host that nobody knows now is let pass."""
        try:
            self._gate.found(self._gate.place(address))
        except OSError:
            return

    def send(self, endpoint: Endpoint, delivery: Delivery, secrets: Sequence[str]) -> Answered:
        """POST it, signed with each of the secrets. Raises Usage for an address that must not be reached."""
        place = self._gate.place(endpoint.address)
        body = delivery.body.encode()
        try:
            return _answered(*posted(place, self._gate, body, _headers(delivery, secrets), self._seconds))
        except (httpcore.TimeoutException, TimeoutError):
            return Answered(0, f"It did not answer within {self._seconds:g} seconds.")
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            return Answered(0, _failed(place, error))


def signature(secret: str, id: str, moment: str, body: bytes) -> str:
    """`v1,` and the base64 of the HMAC-SHA256 over id, moment (seconds since 1970) and body, parted by full stops.

    Raises Usage for a secret that is none.
    """
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:
        raise Usage("The secret of this webhook cannot be read. Make a new one with: thesaury webhook rotate") from None
    signed = hmac.new(key, f"{id}.{moment}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def _headers(delivery: Delivery, secrets: Sequence[str]) -> dict[str, str]:
    moment, body = str(int(time.time())), delivery.body.encode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "thesaury-webhooks/1",
        "Accept": "*/*",
        "webhook-id": delivery.id,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(signature(secret, delivery.id, moment, body) for secret in secrets),
    }


def _answered(status: int, headers: Mapping[str, str]) -> Answered:
    return Answered(status, _words(status), _wait(headers.get("retry-after", "")))


def _words(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return f"It answered {status}, which sends elsewhere; redirects are not followed."
    return "It answered 410: it wants no more messages." if status == 410 else f"It answered {status}."


def _wait(retry_after: str) -> float:
    """Retry-After in seconds, be it a number or a date; 0 for rubbish and for what is over."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return min(float(text[:9]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max((moment - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_WAIT)
    except (ValueError, OverflowError, TypeError):  # a zone of millions of hours, a year that no calendar has
        return 0.0


def _failed(place: Place, error: Exception) -> str:
    """A sentence with the words of the system, in one line."""
    wrong = next((one for one in _causes(error) if isinstance(one, ssl.SSLCertVerificationError)), None)
    if wrong:
        return f"Its certificate is not one for {place.host} that can be trusted ({wrong.verify_message})."
    if isinstance(error, socket.gaierror):
        return f"Nobody knows the host {place.host}."
    words = " ".join(str(error).split())[:120]
    return f"It did not answer ({words or type(error).__name__})."


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What led to an error, the library's own names for it first."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__
