"""The search index as columns: arrays in mapped files, every document scored at once, one directory."""

from thesaury.engines.columns.index import ColumnsIndex, open_index

__all__ = ["ColumnsIndex", "open_index"]
