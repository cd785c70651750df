"""Clients of two agencies, each a small brand of its own that shares nothing with the others."""

from thesaury.sandbox.clients.pack import CLIENTS, Client, ClientPack, write_client

__all__ = ["CLIENTS", "Client", "ClientPack", "write_client"]
