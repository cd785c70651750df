"""Tables from files: delimited text, workbooks and JSON Lines behind one reader."""

from thesaury.engines.tables.reader import Tables

__all__ = ["Tables"]
