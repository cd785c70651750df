"""Rights as PLUS and XMP say them, for pictures and sidecars.

properties ── sentences ─┬─ wording    the words, as data
    │                    └─ covering   what was written is read again: it never says more than the record
    ├─ merging           one term for several
    └─ packet            an XMP document of its own
"""

from thesaury.rights.plus.packet import packet_of
from thesaury.rights.plus.properties import Exported, properties_of, properties_of_records

__all__ = ["Exported", "packet_of", "properties_of", "properties_of_records"]
