"""Plans that clean up tags, as people work with them: made from the tags in use, decided entry by entry or by a table, forgotten."""

from thesaury.pipeline.cleaning.deciding import by_suggestion, decide, drop, ruling
from thesaury.pipeline.cleaning.describing import cleanup_dict, entry_dict, step_dict
from thesaury.pipeline.cleaning.planning import entries_for, make, tags_in_use
from thesaury.pipeline.cleaning.tables import COLUMNS, entry_rows, rulings

__all__ = [
    "COLUMNS",
    "by_suggestion",
    "cleanup_dict",
    "decide",
    "drop",
    "entries_for",
    "entry_dict",
    "entry_rows",
    "make",
    "ruling",
    "rulings",
    "step_dict",
    "tags_in_use",
]
