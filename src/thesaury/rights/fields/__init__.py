"""Fields of licences to terms: each value is read on the axis of its role, and nothing is guessed.

stating ── reading ─┬─ lists       channels, regions, purposes, parties
   │                ├─ days        begin, end, first use
   │                └─ conditions  models, caps, duties, changes, credits, scope
   ├─ silence       what a text beside the fields leaves to them
   └─ meeting       one term out of two that both have to allow
"""

from thesaury.rights.fields.reading import text_of
from thesaury.rights.fields.stating import stated

__all__ = ["stated", "text_of"]
