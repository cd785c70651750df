"""Where nothing was counted, or the graph that held it is gone, nobody is told zeros for facts."""

from datetime import date

import pytest

from tests.contract.catalogue_values import AT, fill, record
from tests.fakes.workspace import FakeWorkspace
from thesaury.analytics.advice import advised
from thesaury.model.errors import BadInput
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.measuring.answering import Answering
from thesaury.pipeline.measuring.running import measure, needs_measuring
from thesaury.pipeline.reporting.making import Wanted, made

DAY = date(2026, 6, 1)


def told(at: FakeWorkspace) -> tuple[str, int, int]:
    """When a report says its figures were counted, and of how many figures and of how much not advised it tells."""
    ask = Answering(at).answer
    report, found = made(at, ask, Wanted("brand"), DAY), advised(ask, DAY)
    return found.as_of, len(report.figures) + len(report.sections), len(found.silences)


def test_figures_are_told_once_they_are_counted_and_until_the_graph_is_lost():
    at = FakeWorkspace()
    fill(at.catalogue, record("1"))
    assert told(at) == ("", 0, 0)
    measure(at, day=DAY)
    as_of, figures, silences = told(at)
    assert as_of
    assert figures
    assert silences
    assert not needs_measuring(at, DAY)
    at.graph.graphs.clear()
    assert told(at) == ("", 0, 0)
    assert needs_measuring(at, DAY)
    measure(at, day=DAY)
    assert told(at)[1:] == (figures, silences)


def test_what_never_was_is_no_answer_and_what_is_gone_is():
    at = FakeWorkspace()
    fill(at.catalogue, record("1"))
    [asset] = set(at.catalogue.records.owners().values())
    at.catalogue.records.reconcile("dam", [], AT)
    measure(at, day=DAY)
    ask = Answering(at).answer
    assert len(ask("impact-of-withdrawal", {"asset": asset}).rows) == 1
    with pytest.raises(BadInput, match="there is no asset 'nosuch'"):
        ask("impact-of-withdrawal", {"asset": "nosuch"})
    with pytest.raises(BadInput, match="there is no campaign 'nosuch'"):
        ask("uses-of-campaign", {"campaign": "nosuch"})


def test_a_report_of_a_period_that_is_not_over_says_so():
    at = FakeWorkspace()
    fill(at.catalogue, record("1"))
    at.catalogue.usage.add("dam", [UsageEvent("a", UsageKind.USE, "2026-02-01T10:00:00Z", "1")])
    measure(at, day=DAY)

    def uses(period: str) -> tuple[str, str]:
        report = made(at, Answering(at).answer, Wanted("brand", period), DAY)
        return report.title, report.figures[0].said

    title, note = uses("2026-Q2")
    assert (title.endswith("Quarter 2, 2026"), note) == (True, "so far; 1 in the whole period before")
    assert uses("2026-03")[1] == "1 in the period before"
