"""The planned use of a panel: its days."""

from datetime import date

import pytest

from thesaury.web.panel import uses
from thesaury.web.panel.uses import PlannedUse


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("", "", ("", "")),
        ("2026-12-03", "", ("2026-12-03", "")),
        ("2026-12-03", "2026-12-24", ("2026-12-03", "2026-12-24")),
        ("", "2026-12-24", ("2026-12-01", "2026-12-24")),
        ("", "2026-12-01", ("2026-12-01", "")),
        ("", "2026-11-24", ("2026-11-24", "")),
    ],
)
def test_a_last_day_alone_is_the_time_from_today_to_it(
    monkeypatch: pytest.MonkeyPatch, first: str, last: str, days: tuple[str, str]
):
    monkeypatch.setattr(uses, "today", lambda: date(2026, 12, 1))
    assert PlannedUse(channel="website", regions=["DE"], first_day=first, last_day=last).days == days
