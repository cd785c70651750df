"""A whole spreadsheet of tags corrected: which columns, the tags of a cell, the row that is handed back, and the sums."""

from thesaury.governance.correcting.columns import Columns, columns_of, said_property
from thesaury.governance.correcting.rows import ADDED, Corrected, OpenRow, corrected, opened
from thesaury.governance.correcting.tally import Tally

__all__ = ["ADDED", "Columns", "Corrected", "OpenRow", "Tally", "columns_of", "corrected", "opened", "said_property"]
