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
    found: dict[tuple[str, str, str], int] = {}
    for one in concept_use.concept_use(facts()):
        assert dict(one.told)["uses"] > 0
        period, market, channel = (value for _, value in one.fixed)
        found[period, market, channel] = count = len(list(one.observations()))
        assert dict(one.told).get("detail") == (None if count else "totals")
    return found


def test_months_of_single_places_have_totals_alone_whatever_the_size(monkeypatch):
    found = told(monkeypatch, 100)
    lost = {cell for cell, count in found.items() if not count}
    assert lost == {(f"2026-{n:02}", *place) for n in (1, 2) for place in (("DE", "all"), ("all", "tv"))}
    assert {found[cell] for cell in found.keys() - lost} == {2}


def test_quarters_of_single_places_go_next_and_years_never(monkeypatch):
    whole, without_quarters = (told(monkeypatch, most) for most in (22, 1))
    assert whole.keys() == without_quarters.keys()
    lost = {cell for cell, count in without_quarters.items() if not count} - {
        cell for cell, n in whole.items() if not n
    }
    assert lost == {("2026-Q1", "DE", "all"), ("2026-Q1", "all", "tv")}
