"""Seals and opens secrets with Fernet; keys come from a text (the environment) or from a file, the newest first."""

from pathlib import Path
from typing import TYPE_CHECKING

from thesaury.engines.vault.key_file import KeyFile
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

VARIABLE = "THESAURY_KEY"
"""The environment variable that holds one or more keys, parted by commas; the caller reads it."""


class Vault:
    """Seals with the first key and opens with any of them, so that a new key may be put in front of the old ones.

    Nothing is read before a secret is sealed or opened. Neither keys nor secrets stand in its `repr` or in any message.
    """

    def __init__(self, file: Path, keys: str = "") -> None:
        """Keys are those of the text (parted by commas) where it has any, else those of the file, made on first sealing."""
        self._file = KeyFile(file)
        self._given = _parted(keys)

    def seal(self, secret: str) -> bytes:
        """The secret as nobody can read it without the key. Raises Usage for a key that is none, Unreachable or NoSpace."""
        keys = self._given or _parted(self._file.read() or self._file.made())
        return self._ciphers(keys).encrypt(secret.encode("utf-8", "surrogatepass"))

    def open(self, sealed: bytes) -> str:
        """The secret again. Raises Usage when the key is missing or another one."""
        from cryptography.fernet import InvalidToken

        keys = self._given or _parted(self._file.read())
        if not keys:
            raise Usage(
                f"The key that opens the secrets is missing: put {self._file.path} back, or set {VARIABLE}; "
                "or give the secrets anew with: thesaury secret set."
            )
        try:
            return self._ciphers(keys).decrypt(sealed).decode("utf-8", "surrogatepass")
        except InvalidToken:
            raise Usage(
                f"The secrets were sealed with another key than that of {self._where}. Add the old key there, after a comma; "
                "or give the secrets anew with: thesaury secret set."
            ) from None

    def __repr__(self) -> str:
        return f"Vault(keys of {self._where})"

    @property
    def _where(self) -> str:
        return VARIABLE if self._given else str(self._file.path)

    def _ciphers(self, keys: tuple[str, ...]) -> "MultiFernet":
        from cryptography.fernet import Fernet, MultiFernet

        try:
            return MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise Usage(
                f"{self._where} holds no key: a key is 32 bytes in URL-safe Base64, several are parted by commas. "
                "Put the right one there."
            ) from None


def _parted(keys: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in keys.replace("\n", ",").split(",") if key.strip())
