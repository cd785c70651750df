"""The catalogue on SQL: SQLite now, and nothing in the statements that PostgreSQL would not understand."""

from thesaury.engines.sql.catalogue import SqlCatalogue, open_catalogue

__all__ = ["SqlCatalogue", "open_catalogue"]
