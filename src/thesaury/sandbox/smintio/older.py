"""Purchases as older servers told them: dumps of Java dates, and constraints instead of terms."""

from datetime import datetime
from typing import Any

_MOMENTS = frozenset({"valid_from", "valid_until", "to_be_used_until"})


def java_dates(value: Any, name: str = "") -> Any:
    """The value with every moment in it as a Java date object that was dumped."""
    if isinstance(value, dict):
        return {key: java_dates(member, key) for key, member in value.items()}
    if isinstance(value, list):
        return [java_dates(member, name) for member in value]
    moment = name in _MOMENTS or name.endswith("_at")
    return _dumped(datetime.fromisoformat(value)) if moment and isinstance(value, str) else value


def legacy_constraints(purchase: dict[str, Any]) -> dict[str, Any]:
    """The purchase with `license_usage_constraints` instead of `license_terms`."""
    terms = purchase.get("license_terms")
    kept = {key: value for key, value in purchase.items() if key != "license_terms"}
    return kept if terms is None else {**kept, "license_usage_constraints": [_constraint(term) for term in terms]}


def _constraint(term: dict[str, Any]) -> dict[str, Any]:
    return {f"effective_{key.replace('industries', 'verticals')}": value for key, value in term.items()}


def _dumped(moment: datetime) -> dict[str, Any]:
    offset = moment.utcoffset()
    date = {"year": moment.year, "month": moment.month, "day": moment.day}
    time = {"hour": moment.hour, "minute": moment.minute, "second": moment.second, "nano": moment.microsecond * 1000}
    seconds = int(offset.total_seconds()) if offset else 0
    return {"dateTime": {"date": date, "time": time}, "offset": {"totalSeconds": seconds}}
