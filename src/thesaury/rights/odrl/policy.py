"""ODRL 2.2 policies as values (W3C Recommendation of 15 February 2018, ODRL Information Model)."""

from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.statement import Iri, Literal

Value = Iri | Literal
"""What a right operand or a fact can be."""


class Logic(StrEnum):
    """How a logical constraint joins its parts."""

    AND = "and"
    OR = "or"
    XONE = "xone"
    AND_SEQUENCE = "andSequence"


class RuleKind(StrEnum):
    """The three kinds of rules; an obligation of a policy is a duty."""

    PERMISSION = "permission"
    PROHIBITION = "prohibition"
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class Constraint:
    """`left operator right`, all IRIs but the values; `unit` an IRI or empty, `anchor` where a time interval is counted from."""

    left: str
    operator: str
    right: tuple[Value, ...]
    unit: str = ""
    anchor: Literal | None = None
    uid: str = ""

    @property
    def asks(self) -> str:
        """What it asks about: its left operand, and its unit where it has one, for a count of copies is no count of prints."""
        return f"{self.left} {self.unit}" if self.unit else self.left


@dataclass(frozen=True, slots=True)
class LogicalConstraint:
    """Constraints joined by and, or, xone or andSequence."""

    logic: Logic
    parts: tuple["Constraint | LogicalConstraint", ...]
    uid: str = ""


Condition = Constraint | LogicalConstraint
"""Anything that can stand as `odrl:constraint` or `odrl:refinement`."""


@dataclass(frozen=True, slots=True)
class Refined:
    """An action, a party or an asset by its IRI (empty: not named), narrowed by refinements, all of which have to hold."""

    iri: str
    refinements: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A permission, prohibition or duty; no action, target or assignee named means any. All `constraints` have to hold."""

    kind: RuleKind
    uid: str = ""
    actions: tuple[Refined, ...] = ()
    targets: tuple[Refined, ...] = ()
    assignees: tuple[Refined, ...] = ()
    assigners: tuple[Refined, ...] = ()
    constraints: tuple[Condition, ...] = ()
    duties: tuple["Rule", ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """A Set, Offer, Agreement or Request with its rules; `conflict` is the IRI of its strategy, empty where it states none."""

    uid: str
    kind: str
    rules: tuple[Rule, ...] = ()
    profiles: tuple[str, ...] = ()
    conflict: str = ""
    inherits: tuple[str, ...] = ()
