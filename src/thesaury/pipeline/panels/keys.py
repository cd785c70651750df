"""The key with which a workspace signs what panels hold: it lies in the vault, and is made when it is needed first."""

import secrets

from thesaury.ports.secrets import Secrets

_PLACE, _NAME = "@panel", "signing"
"""No connection has a name like this."""


def signing_key(kept: Secrets) -> bytes:
    """256 bits. Raises Usage where the key that opens the vault is missing or another one."""
    if not (found := kept.get(_PLACE, _NAME)):
        kept.put(_PLACE, {_NAME: secrets.token_hex(32)})
        found = kept.get(_PLACE, _NAME)
    return bytes.fromhex(found)
