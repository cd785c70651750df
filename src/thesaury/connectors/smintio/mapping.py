"""What a payload of Smint.io means: payload to record, and nothing else."""

from collections.abc import Mapping
from typing import Any

from thesaury.connectors.smintio import licensed, portal
from thesaury.model.asset import Record


def record(connection: str, payload: Mapping[str, Any]) -> Record:
    """The record of a bought content element (`transactions`) or of an asset behind a portal (`asset`)."""
    if "transactions" in payload:
        return licensed.record(connection, payload)
    return portal.record(connection, payload)
