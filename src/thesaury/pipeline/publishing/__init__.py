"""Publishing: channels, what qualifies for them, their feeds, and what becomes of these in CMS."""

from thesaury.pipeline.publishing.approving import approve, revoke
from thesaury.pipeline.publishing.channels import channel_of, use_of
from thesaury.pipeline.publishing.counted import Counted, Refreshed
from thesaury.pipeline.publishing.refreshing import refresh, settle_due
from thesaury.pipeline.publishing.scope import Scope, scope

__all__ = [
    "Counted",
    "Refreshed",
    "Scope",
    "approve",
    "channel_of",
    "refresh",
    "revoke",
    "scope",
    "settle_due",
    "use_of",
]
