"""Keys of panels: the one with which a workspace signs what they hold, and those that prolong their sessions."""

import secrets

from thesaury.pipeline.accounts.access import digest, new_key
from thesaury.ports.secrets import Secrets

START = "thp_"
"""By which people and scanners of leaked secrets recognise a key that prolongs a session."""

_PLACE, _NAME = "@panel", "signing"
"""No connection has a name like this."""
_ID = 24


def signing_key(kept: Secrets) -> bytes:
    """256 bits, made when they are needed first; who is first gives them to all. Raises Usage where the key that opens the vault is missing
    or another one."""
    found = kept.get(_PLACE, _NAME) or kept.put_first(_PLACE, _NAME, secrets.token_hex(32))
    return bytes.fromhex(found)


def first_key() -> str:
    """The first key of a new session. Its first half stays the same in all keys of the session, its second half is of this key alone.

    A session is called by the digest of the first half: its id, which stands in every signed address, tells nobody a key of it.
    """
    return f"{START}{new_key()}.{new_key()}"


def key_after(key: str) -> str:
    """The next key of the same session."""
    return f"{key.partition('.')[0]}.{new_key()}"


def session_named(key: str) -> str:
    """The id of the session that this is, or once was, a key of; empty for what is no such key."""
    half, _, rest = key.removeprefix(START).partition(".")
    return digest(half)[:_ID] if key.startswith(START) and half and rest else ""
