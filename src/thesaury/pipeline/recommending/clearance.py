"""Verdicts on all uses of a brief as one, the strictest of all; and, for what is denied, why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from thesaury.model.asset import Asset
from thesaury.model.licensing import Axis
from thesaury.model.policy import Verdict
from thesaury.model.remembering import remembered
from thesaury.model.use import Use
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.recommendation.clearance import Clearance
from thesaury.search.cleared import Cleared, RightsLine

_STRICT = (Verdict.DENY, Verdict.NEEDS_REVIEW, Verdict.PERMIT)
_REMEMBERED = 16
_KEYS = 500
"""So many keys are looked at to say where nothing is cleared."""


def clearance(uses: Sequence[Use], clearing: Clearing) -> Clearance:
    """What a recommendation is told of rights for these uses together; there is at least one."""
    made = _strictest(tuple(clearing.cleared(use) for use in uses))
    return _clearance(made, tuple(uses), clearing)


def _clearance(cleared: Cleared, uses: tuple[Use, ...], clearing: Clearing) -> Clearance:
    return Clearance(
        cleared,
        _wanting(cleared, Verdict.PERMIT),
        _wanting(cleared, Verdict.NEEDS_REVIEW),
        partial(_axes, uses, clearing),
        partial(_blocking, uses, clearing),
        lambda keys: _clearance(cleared.renewed(keys), uses, clearing),
    )


@remembered(_REMEMBERED)
def _wanting(cleared: Cleared, verdict: Verdict) -> Cleared:
    """The same objects for the same verdicts, for filters are remembered by what they are."""
    return replace(cleared, wanted=(verdict,))


@remembered(_REMEMBERED)
def _strictest(each: tuple[Cleared, ...]) -> Cleared:
    """One verdict for each key, the strictest that any of these gives; lines say the first reason of the strictest."""
    if len(each) == 1:
        return each[0]

    def decide(assets: Sequence[Asset]) -> Mapping[str, RightsLine]:
        lines = [one.decide(assets) for one in each]
        return {asset.id: _line([line[asset.id] for line in lines]) for asset in assets}

    def renew() -> Mapping[str, Verdict]:
        return _joined([one.renew() for one in each])

    return replace(each[0], verdicts=_joined([one.verdicts for one in each]), decide=decide, renew=renew)


def _joined(each: Sequence[Mapping[str, Verdict]]) -> dict[str, Verdict]:
    """A key that one of them has no verdict on needs review."""
    keys = dict.fromkeys(key for verdicts in each for key in verdicts)
    return {key: _worst(verdicts.get(key, Verdict.NEEDS_REVIEW) for verdicts in each) for key in keys}


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts, key=_STRICT.index)


def _line(lines: Sequence[RightsLine]) -> RightsLine:
    """The strictest; of permits the one that ends first, and of others the first that says why."""
    worst = _worst(line.verdict for line in lines)
    same = [line for line in lines if line.verdict is worst]
    if worst is Verdict.PERMIT:
        return min(same, key=lambda line: _day(line.next_change))
    changes = [line.next_change for line in lines if line.next_change]
    return replace(same[0], next_change=min(changes, key=_day, default=None))


def _day(change: date | None) -> date:
    """A day to compare by: a moment is the day it lies on."""
    if change is None:
        return date.max
    return change.date() if isinstance(change, datetime) else change


def _axes(uses: Sequence[Use], clearing: Clearing, keys: Sequence[str]) -> Mapping[str, str]:
    """The axis of the first use that denies; keys nobody knows any more are left out."""
    found: dict[str, str] = {}
    for use in uses:
        left = [key for key in keys if key not in found]
        found |= {key: str(axis) for key, axis in clearing.denied_by(use, left).items()}
    return found


def _blocking(uses: Sequence[Use], clearing: Clearing, keys: Sequence[str]) -> tuple[str, str]:
    looked = list(keys)[:_KEYS]
    if not looked:
        return "", ""
    regions = uses[0].regions
    by_region = [
        region
        for region in regions
        if not _any_permit([replace(use, regions=(region,)) for use in uses], clearing, looked)
    ]
    by_channel = [use.channel for use in uses if not _any_permit([use], clearing, looked)]
    alone = by_channel[0] if len(by_channel) == 1 < len(uses) else ""
    # Without another region to compare with, it is the region only where every verdict says so.
    told = len(by_region) == 1 and (len(regions) > 1 or _all_by_region(uses, clearing, looked))
    return by_region[0] if told else "", alone


def _all_by_region(uses: Sequence[Use], clearing: Clearing, keys: Sequence[str]) -> bool:
    denied = [clearing.denied_by(use, keys) for use in uses]
    return all(one.get(key) is Axis.REGION for one in denied for key in keys)


def _any_permit(uses: Sequence[Use], clearing: Clearing, keys: Sequence[str]) -> bool:
    """Whether one of the keys is permitted for every one of these uses."""
    left = list(keys)
    for use in uses:
        left = [key for key, verdict in clearing.verdicts_on(use, left).items() if verdict is Verdict.PERMIT]
    return bool(left)
