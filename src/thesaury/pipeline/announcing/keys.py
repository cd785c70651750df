"""Secrets of webhooks: made here, kept in the vault, and shown once."""

import base64
import secrets
from datetime import datetime, timedelta

from thesaury.model.errors import Usage
from thesaury.pipeline.announcing.events import moment_of
from thesaury.ports.secrets import Secrets

BOTH = timedelta(hours=24)
"""So long messages are signed with the former secret, too, after it was changed."""

_BYTES = 32
_NOW, _FORMER, _UNTIL = "secret", "former", "former until"


def kept_as(endpoint: str) -> str:
    """What the secrets of an endpoint are kept under; no connection is called so."""
    return f"webhook/{endpoint}"


def new_secret(kept: Secrets, endpoint: str, clock: datetime, at_once: bool = False) -> str:
    """Another secret for an endpoint; the one before holds for another day, or with `at_once` no more."""
    made = f"whsec_{base64.b64encode(secrets.token_bytes(_BYTES)).decode()}"
    former = "" if at_once else kept.get(kept_as(endpoint), _NOW)
    until = moment_of(clock + BOTH) if former else ""
    kept.put(kept_as(endpoint), {_NOW: made, _FORMER: former, _UNTIL: until})
    return made


def secrets_of(kept: Secrets, endpoint: str, moment: str) -> tuple[str, ...]:
    """The secrets to sign with at this moment, the newest first. Raises Usage where there is none, or the vault cannot be opened."""
    place = kept_as(endpoint)
    if not (newest := kept.get(place, _NOW)):
        raise Usage(
            f"The webhook {endpoint} has no secret to sign with. Make one with: thesaury webhook rotate {endpoint}"
        )
    former = kept.get(place, _FORMER) if kept.get(place, _UNTIL) > moment else ""
    return (newest, former) if former else (newest,)


def forget_secrets(kept: Secrets, endpoint: str) -> None:
    """Keep none of them."""
    kept.put(kept_as(endpoint), dict.fromkeys((_NOW, _FORMER, _UNTIL), ""))
