"""What an evaluation says of each rule, in the words of the compliance report model (w3id.org/force/compliance-report)."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.use import Fit
from thesaury.rights.odrl.policy import Rule


class Activation(StrEnum):
    """Whether a rule is in force for the request. Undetermined is ours: what is not known is neither."""

    ACTIVE = "Active"
    INACTIVE = "Inactive"
    UNDETERMINED = "Undetermined"


class Part(StrEnum):
    """What a premise is about."""

    TARGET = "Target"
    PARTY = "Party"
    ACTION = "Action"
    CONSTRAINT = "Constraint"
    DUTY = "Duty"


@dataclass(frozen=True, slots=True)
class Premise:
    """One thing that has to hold: whether it does, for which node of the policy, and a sentence for people."""

    part: Part
    fit: Fit
    node: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What became of a rule: Active where every premise holds, Inactive where one does not, else Undetermined."""

    rule: Rule
    activation: Activation
    premises: tuple[Premise, ...]
