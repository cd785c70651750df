"""Who proposes what unclear clauses may mean: a chat-completions server of the settings, or nobody."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from thesaury.model.errors import NeedsLogin, Usage
from thesaury.ports.proposer import Proposer

if TYPE_CHECKING:
    from thesaury.config import Settings

NAME = "rights proposals"
"""How messages call the way to the server."""


def proposer(settings: "Settings") -> Proposer:
    """The model of the settings. Raises Usage where none is set, or a setting is wrong: then nobody is asked anything."""
    from thesaury.connectors.http import Ask, HttpClient
    from thesaury.connectors.pacing import Pace
    from thesaury.engines.chat import ChatProposer

    base = _base(settings)
    if not settings.proposals_model:
        raise Usage("proposals_model is not set: name the model that the server in proposals_url should ask.")
    seconds = settings.proposals_seconds
    pace = Pace(
        per_second=2, burst=4, attempts=3, first_wait=0.5, seconds=seconds, patience=2 * seconds, most_bytes=1 << 20
    )
    client = HttpClient(base, NAME, pace, auth=None)

    def post(path: str, body: Mapping[str, Any]) -> Any:
        try:
            return client.json(Ask("POST", path, body=dict(body), headers=_key(settings)))
        except NeedsLogin:
            raise NeedsLogin(
                f"{NAME}: the model server refuses the key. Put a good one into the environment variable {settings.proposals_key_from}."
            ) from None

    return ChatProposer(post, settings.proposals_model)


def _base(settings: "Settings") -> str:
    if not settings.proposals_url:
        raise Usage(
            "No language model is set, and none is needed: a person can read the clauses. To have proposals, set proposals_url and "
            "proposals_model (docs/settings.md). Licence texts are then sent there."
        )
    parts = urlsplit(settings.proposals_url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise Usage("proposals_url has to be an address such as http://127.0.0.1:8080/v1, without user and password.")
    return settings.proposals_url


def _key(settings: "Settings") -> dict[str, str]:
    key = os.environ.get(settings.proposals_key_from, "").strip()
    return {"Authorization": f"Bearer {key}"} if key else {}
