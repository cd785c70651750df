"""What the days of compliance of every catalogue promise."""

from thesaury.model.compliance import Kind, Share
from thesaury.ports.catalogue import Catalogue

ALL, TEAM = (None, ""), (Kind.TEAM, "Märkte")
LITTLE, MUCH = Share(4, 3, 2, 1), Share(4, 4, 4, 4)


class ComplianceSuite:
    def test_a_trend_is_told_oldest_first_for_each_group(self, catalogue: Catalogue):
        days = catalogue.compliance
        assert days.trend() == ()
        days.put("2026-11-29", {ALL: MUCH})
        days.put("2026-11-27", {ALL: LITTLE, TEAM: MUCH})
        assert days.trend() == (("2026-11-27", LITTLE), ("2026-11-29", MUCH))
        assert days.trend(most=1) == (("2026-11-29", MUCH),)
        assert days.trend(TEAM) == (("2026-11-27", MUCH),)
        assert days.trend((Kind.AGENCY, "Märkte")) == ()

    def test_a_day_that_is_measured_again_takes_the_place_of_what_was(self, catalogue: Catalogue):
        days = catalogue.compliance
        days.put("2026-11-29", {ALL: LITTLE, TEAM: LITTLE})
        days.put("2026-11-29", {ALL: MUCH})
        days.put("2026-11-28", {})
        assert days.trend() == (("2026-11-29", MUCH),)
        assert days.trend(TEAM) == ()
