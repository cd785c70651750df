"""What a caller does is written in the audit log."""

from typing import Any

from thesaury.ports.audit import note
from thesaury.web.desk import Desk


def noted(desk: Desk, action: str, subject: str, before: Any = None, after: Any = None) -> None:
    """Add a deed of whoever makes the request that is being answered: kind and verb, kind and id, and what was and is there as
    JSON values, None for nothing. Call it after the deed; never hand it a secret."""
    note(desk.workspace.catalogue.audit, action, subject, before, after)
