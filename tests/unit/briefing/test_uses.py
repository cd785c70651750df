"""Uses of briefs nobody wrote a rule for: how many are read wholly right, by half of the set and language."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.briefing.words import codes, read, values

SET = Path(__file__).parents[2] / "data" / "briefs" / "uses.jsonl"
FLOORS = {"tuning": 58, "further": 81, "held out": 21}


def told(half: str) -> list[dict[str, Any]]:
    """The briefs of one half, each with what a careful person reads."""
    return [one for one in map(json.loads, SET.read_text(encoding="utf-8").splitlines()) if one["half"] == half]


def right(one: dict[str, Any]) -> bool:
    """Whether the use of a brief is read wholly right."""
    brief = read(one["text"])
    days = [said.value if said else "" for said in (brief.first_day, brief.last_day)]
    return (
        values(brief.regions) == set(one["regions"])
        and values(brief.channels) == set(one["channels"])
        and days == [one["first"], one["last"]]
        and ("note" not in one or one["note"] in codes(brief))
    )


@pytest.mark.parametrize("half", FLOORS)
def test_uses_are_read_at_least_as_well_as_they_were(half: str) -> None:
    briefs = told(half)
    by_language = {
        language: sum(right(one) for one in briefs if one["id"].startswith(language)) for language in ("en", "de", "fr")
    }
    print(f"\n{half}: {sum(by_language.values())} of {len(briefs)} wholly right", by_language)
    assert sum(by_language.values()) >= FLOORS[half]
