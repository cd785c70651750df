"""A reviewer's deeds over a catalogue in memory: on what was shown, another concept instead, taken back, and search that follows."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from tests.contract.catalogue_values import enrich, fill, found, record, suggested, tagged
from tests.fakes.catalogue import FakeCatalogue
from thesaury.model.annotation import Decision
from thesaury.model.errors import WorkspaceBusy
from thesaury.pipeline import reviewing
from thesaury.pipeline.keeping import give_reason, take_back
from thesaury.pipeline.reviewing import SearchFollows, Shown, choose_instead, decide_shown, held_soon, mark_of


@pytest.fixture
def catalogue() -> FakeCatalogue:
    return FakeCatalogue()


def asset_with(catalogue: FakeCatalogue, *held: object) -> str:
    [id] = fill(catalogue, record("1"))
    enrich(catalogue, id, *held)
    return id


def shown(catalogue: FakeCatalogue, asset: str, concept: str) -> Shown:
    one = next(s for s in found(catalogue, asset).suggestions if s.concept == concept)
    return Shown(asset, concept, mark_of(one))


def told(catalogue: FakeCatalogue) -> list[str]:
    return [kept.deed.action for kept in catalogue.audit.every()]


def test_a_mark_is_another_one_as_soon_as_anything_is():
    marks = {mark_of(suggested("a", 0.5)), mark_of(suggested("a", 0.51)), mark_of(suggested("b", 0.5))}
    assert len(marks) == 3
    assert mark_of(suggested("a", 0.5)) in marks


def test_what_was_shown_is_decided_as_one_deed(catalogue: FakeCatalogue):
    id = asset_with(catalogue, suggested("a"), suggested("b", 0.4))
    deed = decide_shown(catalogue, [shown(catalogue, id, one) for one in "ab"], Decision.ACCEPTED, "ana")
    assert [made.concept for made in deed.made] == ["a", "b"]
    assert len({made.at for made in deed.made}) == 1
    assert deed.conflicts == ()
    assert told(catalogue) == ["suggestion.accept"] * 2


def test_whatever_is_not_as_it_was_shown_is_a_conflict_and_no_deed(catalogue: FakeCatalogue):
    id = asset_with(catalogue, suggested("a"), suggested("b", 0.4))
    seen = [shown(catalogue, id, one) for one in "ab"]
    decide_shown(catalogue, seen[:1], Decision.REJECTED, "ben")
    enrich(catalogue, id, suggested("b", 0.9))
    deed = decide_shown(catalogue, seen, Decision.ACCEPTED, "ana")
    assert deed.made == ()
    assert [(one.shown.concept, one.newest and one.newest.reviewer) for one in deed.conflicts] == [
        ("a", "ben"),
        ("b", None),
    ]
    assert told(catalogue) == ["suggestion.reject"]


def test_somebody_quicker_between_look_and_deed_is_a_conflict_too(
    catalogue: FakeCatalogue, monkeypatch: pytest.MonkeyPatch
):
    id = asset_with(catalogue, suggested("a"), suggested("b", 0.4))
    seen = [shown(catalogue, id, one) for one in "ab"]
    review = catalogue.enrichments.review

    def later(*args: object, **more: object) -> int:
        monkeypatch.setattr(catalogue.enrichments, "review", review)
        decide_shown(catalogue, seen[:1], Decision.REJECTED, "ben")
        return review(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(catalogue.enrichments, "review", later)
    deed = decide_shown(catalogue, seen, Decision.ACCEPTED, "ana")
    assert [made.concept for made in deed.made] == ["b"]
    assert [(one.shown.concept, one.newest and one.newest.reviewer) for one in deed.conflicts] == [("a", "ben")]
    assert told(catalogue) == ["suggestion.reject", "suggestion.accept"]
    assert [a.concept for a in found(catalogue, id).annotations] == ["b"]


def test_another_concept_is_accepted_and_the_suggested_one_rejected(catalogue: FakeCatalogue):
    id = asset_with(catalogue, suggested("a"), tagged("held"))
    deed = choose_instead(catalogue, shown(catalogue, id, "a"), "other", "ana")
    assert [(made.concept, made.decision.value) for made in deed.made] == [("a", "rejected"), ("other", "accepted")]
    assert [a.concept for a in found(catalogue, id).annotations] == ["held", "other"]
    assert take_back(catalogue, deed.made) == list(deed.made)
    assert [s.concept for s in found(catalogue, id).suggestions] == ["a"]
    assert told(catalogue)[-2:] == ["suggestion.undo"] * 2


def test_what_an_asset_has_already_is_not_accepted_again(catalogue: FakeCatalogue):
    id = asset_with(catalogue, suggested("a"), tagged("held"))
    deed = choose_instead(catalogue, shown(catalogue, id, "a"), "held", "ana")
    assert [made.concept for made in deed.made] == ["a"]
    assert found(catalogue, id).annotations == (tagged("held"),)


def test_a_concept_that_another_one_rejected_is_taken_only_anyway(catalogue: FakeCatalogue):
    id = asset_with(catalogue, suggested("a"), suggested("b", 0.4))
    decide_shown(catalogue, [shown(catalogue, id, "b")], Decision.REJECTED, "ben")
    seen = shown(catalogue, id, "a")
    refused = choose_instead(catalogue, seen, "b", "ana")
    assert (refused.made, [one.shown.concept for one in refused.conflicts]) == ((), ["b"])
    assert [made.concept for made in choose_instead(catalogue, seen, "b", "ana", anyway=True).made] == ["a", "b"]


def test_a_reason_is_noted(catalogue: FakeCatalogue):
    id = asset_with(catalogue, suggested("a"))
    deed = decide_shown(catalogue, [shown(catalogue, id, "a")], Decision.REJECTED, "ana")
    assert [made.reason for made in give_reason(catalogue, "ana", deed.made[0].at, "broad")] == ["broad"]
    assert told(catalogue) == ["suggestion.reject", "suggestion.explain"]


class Held:
    """A workspace that is busy for the first tries."""

    def __init__(self, busy: int) -> None:
        self.busy, self.held = busy, 0

    @contextmanager
    def writing(self, patience: float = 0.0) -> Iterator[None]:
        if self.busy:
            self.busy -= 1
            raise WorkspaceBusy("Another process is writing.")
        self.held += 1
        yield

    projecting = writing


def test_one_waits_a_while_for_whoever_writes():
    workspace = Held(3)
    with held_soon(workspace):
        assert workspace.held == 1
    with pytest.raises(WorkspaceBusy), held_soon(Held(10**6), patience=0.05):
        pass


def test_what_fails_within_is_not_tried_again():
    workspace = Held(0)
    with pytest.raises(WorkspaceBusy), held_soon(workspace):
        raise WorkspaceBusy("Something within is busy.")
    assert workspace.held == 1


def test_search_follows_once_for_many_and_goes_on_after_a_failure(monkeypatch: pytest.MonkeyPatch):
    done: list[int] = []
    workspace = Held(1)
    search = SearchFollows(workspace)

    def project(_: object) -> None:
        done.append(len(done))
        if len(done) == 1:
            others = [Thread(target=search.follow) for _ in range(5)]
            for other in others:
                other.start()
            for other in others:
                other.join()  # nobody waits for the one who works

    monkeypatch.setattr(reviewing, "project", project)
    search.follow()  # is busy, and only logged
    assert done == []
    search.follow()
    assert done == [0, 1]
