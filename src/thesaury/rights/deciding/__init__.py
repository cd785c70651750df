"""Whether a planned use is permitted, with reasons; unknown is never yes.

    statement ─ judging ──┐  axis by axis, term by term
    sources, licences, ───┴─ composing ── deciding ─── decide, decide_asset, decide_all
    rights, derivation                    next change, alternatives

What is answered here is what licences say, read by rules; it is no legal advice.
"""

from thesaury.rights.deciding.assets import AssetRights, Right, Rights, Source
from thesaury.rights.deciding.deciding import decide, decide_all, decide_asset
from thesaury.rights.deciding.findings import Basis

__all__ = ["AssetRights", "Basis", "Right", "Rights", "Source", "decide", "decide_all", "decide_asset"]
