"""The shared model in a client's workspace: versions of it that the agency offers, what each would change, and taking or declining it.

Nothing here looks into another workspace: an offer is a copy that the agency put here.
"""

from thesaury.pipeline.edited_elsewhere import shared
from thesaury.pipeline.following_taken import follow_taken
from thesaury.pipeline.shared_model.impact import Impact, Lost, impact
from thesaury.pipeline.shared_model.offering import Outcome, offer, waiting
from thesaury.pipeline.shared_model.owning import make_own
from thesaury.pipeline.shared_model.taking import Taken, check_seen, decline, take

__all__ = [
    "Impact",
    "Lost",
    "Outcome",
    "Taken",
    "check_seen",
    "decline",
    "follow_taken",
    "impact",
    "make_own",
    "offer",
    "shared",
    "take",
    "waiting",
]
