"""Reads single values: the portal's address, and members of payloads, whose kinds vary over the dialects."""

from typing import Any
from urllib.parse import urlsplit

from thesaury.connectors.texts import cleaned
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def portal_base(connection: Connection) -> str:
    """The portal's address from its domain or address; https except on this very machine. Raises Usage."""
    given = connection.setting("portal").strip().rstrip("/")
    parts = urlsplit(given if "://" in given else f"https://{given}")
    host = parts.hostname or ""
    here = host in _LOOPBACK or host.endswith(".localhost")
    secure = parts.scheme == "https" or (parts.scheme == "http" and here)
    if not (secure and host) or parts.path or parts.query or "@" in parts.netloc:
        raise Usage(f"The setting portal of {connection.name} has to be the portal's domain, not '{given}'.")
    return f"{parts.scheme}://{parts.netloc}"


def text(value: Any) -> str:
    """A member as text; nothing for what is no text or number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return cleaned(str(value))


def truth(value: Any) -> bool | None:
    """A flag that may come as true, 1 or "1"; None for what is no flag."""
    if isinstance(value, str):
        return {"1": True, "true": True, "0": False, "false": False}.get(value.strip().lower())
    return bool(value) if isinstance(value, int) else None


def whole(value: Any) -> int:
    """A size that may come as a number or its text; 0 for what is none."""
    spelled = text(value)
    return int(spelled) if spelled.isdecimal() and len(spelled) < 19 else 0


def many(value: Any) -> tuple[str, ...]:
    """The texts of a member that may be one or a list of them."""
    return tuple(filter(None, map(text, value if isinstance(value, list) else [value])))
