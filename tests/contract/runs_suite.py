"""What the log of runs of every catalogue promises."""

from dataclasses import replace

import pytest

from thesaury.model.connection import Failure, Run, RunProgress, RunState
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import Catalogue


def kept(catalogue: Catalogue, run: Run) -> Run:
    found = catalogue.runs.get(run.id)
    assert found is not None
    return found


class RunsSuite:
    def test_a_run_is_noted_and_found_again_newest_first(self, catalogue: Catalogue):
        runs = catalogue.runs
        first, second = runs.begin(["dam", "ü"], "1"), runs.begin([], "2", "nightly", RunState.WAITING)
        assert first == Run(first.id, ("dam", "ü"), RunState.RUNNING, "1", None)
        assert second == Run(second.id, (), RunState.WAITING, "2", None, flow="nightly")
        assert first.id < second.id
        assert runs.recent(5) == [second, first]
        assert runs.recent(1) == [second]
        assert (runs.recent(5, "nightly"), runs.recent(5, ""), runs.recent(5, "x")) == ([second], [first], [])
        assert (runs.get(first.id), runs.get(second.id), runs.get(99)) == (first, second, None)

    def test_a_run_that_waits_starts_once(self, catalogue: Catalogue):
        waiting = catalogue.runs.begin(["dam"], "1", state=RunState.WAITING)
        catalogue.runs.start(waiting.id, "2")
        catalogue.runs.start(waiting.id, "3")
        assert (kept(catalogue, waiting).state, kept(catalogue, waiting).started_at) == (RunState.RUNNING, "2")
        catalogue.runs.finish(waiting.id, RunState.FINISHED, "4")
        catalogue.runs.start(waiting.id, "5")
        assert (kept(catalogue, waiting).state, kept(catalogue, waiting).started_at) == (RunState.FINISHED, "2")

    def test_counts_and_seconds_are_added_up(self, catalogue: Catalogue):
        run = catalogue.runs.begin(["dam"], "1")
        catalogue.runs.add(run.id, {"new": 2, "gone": 0}, {"pull": 0.5})
        catalogue.runs.add(run.id, {"pushed": 1, "new": 3}, {"pull": 0.25, "push": 2.0})
        catalogue.runs.add(run.id, {})
        assert kept(catalogue, run).counts == (("new", 5), ("gone", 0), ("pushed", 1))
        assert kept(catalogue, run).timings == (("pull", 0.75), ("push", 2.0))

    def test_the_first_end_of_a_run_stays(self, catalogue: Catalogue):
        run, other = catalogue.runs.begin(["dam"], "1"), catalogue.runs.begin(["dam"], "1")
        catalogue.runs.add(run.id, {"new": 1})
        catalogue.runs.finish(run.id, RunState.FAILED, "2", "No disk.")
        catalogue.runs.finish(run.id, RunState.FINISHED, "3", "later")
        assert kept(catalogue, run) == Run(run.id, ("dam",), RunState.FAILED, "1", "2", (("new", 1),), "No disk.")
        assert kept(catalogue, other) == other

    def test_open_runs_are_those_that_wait_or_run_oldest_first(self, catalogue: Catalogue):
        runs = catalogue.runs
        waiting, ended, running = (runs.begin(["dam"], "1", state=RunState.WAITING) for _ in range(3))
        runs.start(running.id, "2")
        runs.finish(ended.id, RunState.INTERRUPTED, "2")
        assert [run.id for run in runs.open()] == [waiting.id, running.id]

    def test_where_a_run_stands_is_noted_and_grows(self, catalogue: Catalogue):
        run, runs = catalogue.runs.begin(["dam"], "1"), catalogue.runs
        assert run.progress is None
        runs.advance(run.id, "pull", "dam", 5)
        assert kept(catalogue, run).progress is None
        at = RunProgress("pull", "dam", 1, 4, since="2")
        runs.stand(run.id, at)
        runs.advance(run.id, "pull", "dam", 5, 20)
        runs.advance(run.id, "pull", "dam", 3)
        runs.advance(run.id, "pull", "other", 100)
        runs.advance(run.id, "enrich", "", 100)
        assert kept(catalogue, run).progress == replace(at, done=8, total=20)
        runs.stand(run.id, RunProgress("enrich", "", 2, 4, since="3"))
        runs.finish(run.id, RunState.INTERRUPTED, "4")
        assert kept(catalogue, run).progress == RunProgress("enrich", "", 2, 4, since="3")
        with pytest.raises(Usage):
            runs.stand(99, at)

    def test_runs_are_found_by_state_and_by_connection(self, catalogue: Catalogue):
        runs = catalogue.runs
        one = runs.begin(["dam", 'a"b_%'], "1", "f")
        two = runs.begin(["dam2"], "1", "f", RunState.WAITING)
        three = runs.begin(["dam"], "1")
        runs.finish(three.id, RunState.FAILED, "2", "No.")

        def found(**narrowed: object) -> list[int]:
            return [run.id for run in runs.recent(9, **narrowed)]

        assert found(states=(RunState.FAILED,)) == [three.id]
        assert found(states=(RunState.WAITING, RunState.RUNNING)) == [two.id, one.id]
        assert found(connection="dam") == [three.id, one.id]
        assert found(connection='a"b_%') == [one.id]
        assert found(connection="am") == []
        assert found(connection="dam", flow="f", states=(RunState.RUNNING,), before=three.id) == [one.id]

    def test_failures_stay_until_they_are_mended(self, catalogue: Catalogue):
        runs = catalogue.runs
        run, other = runs.begin(["dam"], "1"), runs.begin(["dam"], "1")
        picture, again = Failure("pull", "dam", "b.png", "It broke off."), Failure("pull", "dam", "b.png", "Again.")
        asset, key = Failure("enrich", "", "a1", "Too long."), Failure("push", "dam", "k", "Refused.")
        runs.fail(run.id, [picture, key, asset])
        runs.fail(run.id, [again, again])
        runs.fail(run.id, [])
        assert runs.failures(run.id) == [asset, again, key]
        runs.mend(run.id, [picture, Failure("pull", "elsewhere", "b.png", "")])
        assert runs.failures(run.id) == [asset, key]
        assert (runs.failures(other.id), runs.failures(99)) == ([], [])

    def test_a_run_that_is_not_there_is_said_to_be_missing(self, catalogue: Catalogue):
        runs = catalogue.runs
        for ask in (
            lambda: runs.start(7, "1"),
            lambda: runs.add(7, {"new": 1}),
            lambda: runs.fail(7, [Failure("pull", "dam", "1", "")]),
            lambda: runs.finish(7, RunState.FINISHED, "1"),
        ):
            with pytest.raises(Usage, match="no run 7"):
                ask()

    def test_runs_are_read_in_stretches_from_the_newest(self, catalogue: Catalogue):
        numbers = [catalogue.runs.begin(["dam"], "1", "f" if odd % 2 else "").id for odd in range(5)]
        first = [run.id for run in catalogue.runs.recent(2)]
        assert first == numbers[:2:-1]
        assert [run.id for run in catalogue.runs.recent(9, before=first[-1])] == numbers[2::-1]
        assert [run.id for run in catalogue.runs.recent(9, "f", before=first[-1])] == [numbers[1]]
        assert catalogue.runs.recent(9, before=numbers[0]) == []
