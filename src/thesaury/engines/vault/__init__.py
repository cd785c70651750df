"""The vault: seals the secrets of connections with keys from the environment or from a file."""

from thesaury.engines.vault.cipher import VARIABLE, Vault

__all__ = ["VARIABLE", "Vault"]
