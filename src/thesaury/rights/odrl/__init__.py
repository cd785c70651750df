"""ODRL 2.2: policies as values, evaluated, compared, and mapped to and from what our licences state (docs/odrl.md)."""

from thesaury.rights.odrl.conflict import Finding, compare, consistent, refines
from thesaury.rights.odrl.documents import document
from thesaury.rights.odrl.evaluator import evaluate
from thesaury.rights.odrl.exporting import Exported, Parties, exported
from thesaury.rights.odrl.importing import Imported, imported
from thesaury.rights.odrl.ours import our_names
from thesaury.rights.odrl.outcome import outcome
from thesaury.rights.odrl.planned import planned
from thesaury.rights.odrl.reading import policies

__all__ = [
    "Exported",
    "Finding",
    "Imported",
    "Parties",
    "compare",
    "consistent",
    "document",
    "evaluate",
    "exported",
    "imported",
    "our_names",
    "outcome",
    "planned",
    "policies",
    "refines",
]
