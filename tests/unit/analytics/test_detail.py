"""A cube that would be too large keeps every total, and observations where they are asked for first."""

from datetime import date

from thesaury.analytics.activity import Activity
from thesaury.analytics.tallying import concept_use, detail
from thesaury.analytics.tallying.facts import Facts
from thesaury.analytics.tallying.gathering import Gathering
from thesaury.model.usage import UsageKind

DAYS = (date(2026, 1, 5), date(2026, 2, 5))


def facts() -> Facts:
    gathering = Gathering()
    gathering.asset("a", ["one", "two"], live=True)
    for number, day in enumerate(DAYS):
        gathering.activity(Activity("dam", str(number), UsageKind.USE, "", day, "a", ("DE",), "tv"))
    return gathering.facts(DAYS[0], lambda concept: ())


def told(monkeypatch, most: int) -> dict[tuple[str, str, str], int]:
    """How many observations each slice has."""
    in_detail = detail.in_detail
    monkeypatch.setattr(concept_use, "in_detail", lambda found, cells: in_detail(found, cells, most))
    found = {}
    for one in concept_use.concept_use(facts()):
        assert dict(one.told)["uses"] > 0
        period, market, channel = (value for _, value in one.fixed)
        found[period, market, channel] = len(list(one.observations()))
    return found


def test_what_is_not_too_much_is_told_in_every_cell(monkeypatch):
    assert set(told(monkeypatch, 30).values()) == {2}


def test_months_of_single_places_go_first_then_quarters_and_years_never(monkeypatch):
    whole, without_months, without_quarters = (told(monkeypatch, most) for most in (30, 29, 1))
    assert whole.keys() == without_months.keys() == without_quarters.keys()
    lost = {cell for cell, count in without_months.items() if not count}
    assert lost == {(f"2026-{n:02}", *place) for n in (1, 2) for place in (("DE", "all"), ("all", "tv"))}
    more = {cell for cell, count in without_quarters.items() if not count} - lost
    assert more == {("2026-Q1", "DE", "all"), ("2026-Q1", "all", "tv")}
