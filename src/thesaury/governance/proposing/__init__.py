"""Proposals worked out: which spellings are one term, what speaks for it, what is near it, and how much that is worth."""

from thesaury.governance.proposing.forms import form_of, proposal_id, spelled, term_of
from thesaury.governance.proposing.near import Near
from thesaury.governance.proposing.ranking import confidence, returns
from thesaury.governance.proposing.tally import Company, Tally

__all__ = ["Company", "Near", "Tally", "confidence", "form_of", "proposal_id", "returns", "spelled", "term_of"]
