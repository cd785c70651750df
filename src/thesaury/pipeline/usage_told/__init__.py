"""Usage that people and programs tell us: in a table, or over the interface; each event once, in the form it was told last."""

from thesaury.pipeline.usage_told.event import COLUMNS, Fault, ToldEvent
from thesaury.pipeline.usage_told.table import import_usage
from thesaury.pipeline.usage_told.taking import Taken, take

__all__ = ["COLUMNS", "Fault", "Taken", "ToldEvent", "import_usage", "take"]
