"""What the reports of all rules amount to: permit, deny or needs review."""

from collections.abc import Iterable

from thesaury.model.policy import Verdict
from thesaury.model.statement import ODRL
from thesaury.rights.odrl.policy import Policy, RuleKind
from thesaury.rights.odrl.report import Activation, RuleReport

_PERMISSIONS_WIN, _PROHIBITIONS_WIN = f"{ODRL}perm", f"{ODRL}prohibit"


def outcome(policy: Policy, reports: Iterable[RuleReport]) -> Verdict:
    """Permit where a permission is active and no prohibition can be. Where both are, the policy's conflict strategy decides; without
    one (invalid, the default of ODRL) the policy is void there, and a person has to look."""
    found = tuple(reports)
    permitted = _state(found, RuleKind.PERMISSION)
    prohibited = _state(found, RuleKind.PROHIBITION)
    if prohibited is Activation.ACTIVE and (permitted is Activation.INACTIVE or policy.conflict == _PROHIBITIONS_WIN):
        return Verdict.DENY
    if permitted is Activation.ACTIVE and policy.inherits:
        return Verdict.NEEDS_REVIEW  # the policy it inherits from may prohibit it
    if permitted is Activation.ACTIVE and (prohibited is Activation.INACTIVE or policy.conflict == _PERMISSIONS_WIN):
        return Verdict.PERMIT
    if permitted is Activation.INACTIVE:
        return Verdict.DENY
    return Verdict.NEEDS_REVIEW


def _state(reports: Iterable[RuleReport], kind: RuleKind) -> Activation:
    states = {report.activation for report in reports if report.rule.kind is kind}
    if Activation.ACTIVE in states:
        return Activation.ACTIVE
    return Activation.UNDETERMINED if Activation.UNDETERMINED in states else Activation.INACTIVE
