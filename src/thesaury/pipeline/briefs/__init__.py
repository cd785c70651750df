"""Briefs: read from text, from a file or from the record of a campaign."""

from thesaury.pipeline.briefs.campaigns import brief_of_campaign, campaigns, of_campaign
from thesaury.pipeline.briefs.overriding import overridden
from thesaury.pipeline.briefs.reading import brief_of_file, read_brief

__all__ = ["brief_of_campaign", "brief_of_file", "campaigns", "of_campaign", "overridden", "read_brief"]
