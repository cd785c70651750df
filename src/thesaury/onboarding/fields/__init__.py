"""Which field of a client is what: roles proposed from names in five languages and from what the values look like."""

from thesaury.onboarding.fields.conflicts import FieldConflict, conflicts_among
from thesaury.onboarding.fields.proposing import FieldProposal, FieldProposals, propose_fields
from thesaury.onboarding.reasons import Reason, role_name, sentence
from thesaury.onboarding.roles import FieldRole, target_of

__all__ = [
    "FieldConflict",
    "FieldProposal",
    "FieldProposals",
    "FieldRole",
    "Reason",
    "conflicts_among",
    "propose_fields",
    "role_name",
    "sentence",
    "target_of",
]
