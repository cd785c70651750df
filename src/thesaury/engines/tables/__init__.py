"""Tables from files and to files: delimited text, workbooks and JSON Lines behind one reader and one writer."""

from thesaury.engines.tables.reader import Tables
from thesaury.engines.tables.writer import TableFiles

__all__ = ["TableFiles", "Tables"]
