"""What the schedules of reports of every catalogue promise."""

from dataclasses import replace

import pytest

from thesaury.model.errors import Usage
from thesaury.model.report import Frequency, ReportSchedule, Sending, SendingState, Span, Way
from thesaury.ports.catalogue import Catalogue

AT, LATER = "2026-11-30T05:00:00+00:00", "2026-11-30T05:01:00+00:00"
MONTHLY = ReportSchedule(
    "r1", "Markenführung", Frequency.MONTHLY, Way.EMAIL, ("a@example.org", "b@example.org"), made_at=AT, by="ada"
)
DAILY = ReportSchedule(
    "r2", "for the warehouse", Frequency.DAILY, Way.WEBHOOK, ("h1",), Span.YEAR, "AT", "de", AT, "ada"
)


class ReportsSuite:
    def test_a_schedule_is_kept_as_it_is_until_it_is_dropped(self, catalogue: Catalogue):
        reports = catalogue.reports
        reports.put(DAILY)
        reports.put(MONTHLY)
        assert reports.all() == [MONTHLY, DAILY]
        assert (reports.get("Markenführung"), reports.get("markenführung")) == (MONTHLY, None)
        with pytest.raises(Usage):
            reports.put(replace(MONTHLY, id="r3"))
        reports.drop("Markenführung")
        assert reports.all() == [DAILY]
        with pytest.raises(Usage):
            reports.drop("Markenführung")

    def test_each_turn_has_one_report_that_stands_as_it_was_noted_last(self, catalogue: Catalogue):
        reports = catalogue.reports
        reports.put(MONTHLY)
        reports.put(DAILY)
        october = Sending("r1", "2026-10", SendingState.SENT, AT, 1)
        begun = Sending("r1", "2026-11", SendingState.SENDING, AT, 1)
        assert all(reports.note(one) for one in (october, begun, Sending("r2", "2026-11-30", SendingState.WAITING, AT)))
        failed = replace(begun, state=SendingState.FAILED, at=LATER, next_at=LATER, message="It did not answer.")
        assert reports.note(failed)
        assert reports.sendings("r1") == [failed, october]
        assert reports.sendings("r1", 1) == [failed]

    def test_nothing_is_kept_of_a_schedule_that_is_gone_nor_known_of_its_namesake(self, catalogue: Catalogue):
        reports = catalogue.reports
        reports.put(MONTHLY)
        reports.note(Sending("r1", "2026-10", SendingState.SENT, AT))
        reports.drop(MONTHLY.name)
        assert not reports.note(Sending("r1", "2026-11", SendingState.SENT, AT))
        reports.put(replace(MONTHLY, id="r9"))
        assert reports.sendings("r1") == reports.sendings("r9") == []
