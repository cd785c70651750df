"""Placements recorded with their rights, what they say of the past, and weights that are learned only where they prove better."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from tests.fakes.workspace import FakeWorkspace
from tests.unit.rights.licences import licence
from tests.unit.test_rights_door import asset, keep, state, workspace
from thesaury.model.campaign import Campaign
from thesaury.model.errors import BadInput, Usage, WorkspaceBusy
from thesaury.model.licensing import Statement
from thesaury.model.placement import Feedback, Liking, Placement
from thesaury.model.placement_usage import address_of, document_name, may_be_ours
from thesaury.model.policy import Verdict
from thesaury.model.time import now
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.placing import like, past_of, place, place_told, unlike
from thesaury.pipeline.placing.campaigns import alike
from thesaury.pipeline.placing.recording import use_named
from thesaury.pipeline.rights.facets import today
from thesaury.recommendation.learning.measuring import LEAST
from thesaury.recommendation.recommended import UsageLine
from thesaury.recommendation.weighing import DEFAULT
from thesaury.rights.vocabulary.client import tables_of

USE = {"channel": "website", "regions": ("DE",)}


def placement(opened: FakeWorkspace, name: str, id: str = "p", **more: str) -> Placement:
    return replace(Placement(id, asset(opened, f"dam/{name}").id, now(), "figma"), **{**USE, **more})  # type: ignore[arg-type]


@pytest.fixture
def opened() -> FakeWorkspace:
    made = workspace(free="", stop="", bare="")
    state(made, "dam/free", licence())
    state(made, "dam/stop", Statement(prohibit_all=True))
    return made


def test_what_is_denied_is_recorded_too_and_told(opened: FakeWorkspace):
    told = place_told(opened, placement(opened, "stop"))
    assert told.new
    assert told.decision
    assert told.decision.verdict is Verdict.DENY
    assert told.placement.record == "dam/stop"
    again = place_told(opened, placement(opened, "stop"))
    assert (again.new, again.placement) == (False, told.placement)
    assert [one.answer.where for one in opened.catalogue.answers.every()] == ["placing"]
    assert [one.deed.action for one in opened.catalogue.audit.every()] == ["placement.add"]
    assert len(opened.catalogue.usage.of_record("dam", "stop")) == 1


def test_one_that_was_cut_off_before_its_use_was_kept_gets_it_when_it_comes_again(opened: FakeWorkspace):
    opened.catalogue.placements.put(replace(placement(opened, "free"), record="dam/free"))
    assert place(opened, placement(opened, "free")) is False
    assert len(opened.catalogue.usage.of_record("dam", "free")) == 1


def test_one_that_was_cut_off_after_it_was_kept_lost_neither_deed_nor_answer(
    opened: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
):
    def cut_off(*_: object) -> None:
        raise WorkspaceBusy("Another process is writing.")

    with monkeypatch.context() as broken:
        broken.setattr(opened.catalogue.usage, "add", cut_off)
        with pytest.raises(WorkspaceBusy):
            place(opened, placement(opened, "stop"))
    assert place(opened, placement(opened, "stop")) is False
    assert [one.deed.action for one in opened.catalogue.audit.every()] == ["placement.add"]
    assert [one.answer.where for one in opened.catalogue.answers.every()] == ["placing"]


def test_rights_digests_tell_rights_apart(opened: FakeWorkspace):
    keep(opened, "archive", "free")
    digests = [place_told(opened, placement(opened, name, name)).placement.rights for name in ("free", "stop", "bare")]
    unsaid = place_told(opened, placement(opened, "free", "unsaid", channel="", regions=()))  # type: ignore[arg-type]
    assert len(set(digests)) == 3
    assert (unsaid.placement.rights, unsaid.decision) == ("", None)
    with pytest.raises(Usage, match="no record of this asset"):
        place(opened, placement(opened, "free", "x", record="archive/free"))
    for wrong in ({"last_day": "2020-13-01"}, {"at": "soon"}, {"host": "a\tb"}, {"document": "x" * 2_001}):
        with pytest.raises(BadInput):
            place(opened, placement(opened, "free", "x", **wrong))


def test_addresses_are_one_for_each_document_and_name_no_folder(opened: FakeWorkspace):
    one = placement(opened, "free", document="C:\\Users\\ana\\a b.indd")
    same, other = replace(one, id="q"), replace(one, document="C:\\Users\\ben\\a b.indd")
    web, bare = replace(one, document="https://x.example/a#b"), replace(one, document="")
    found = [address_of(each) for each in (one, same, other, web, bare)]
    assert found[0] == found[1] != found[2]
    assert found[3:] == ["https://x.example/a#b&thesaury", "urn:thesaury:placement:p"]
    assert all(map(may_be_ours, found))
    assert not may_be_ours("https://x.example/a")
    assert document_name(one) == "a b.indd"
    assert "ana" not in str(found)


def test_the_past_counts_all_uses_and_campaigns_alike(opened: FakeWorkspace):
    free, stop, bare = (asset(opened, f"dam/{name}").id for name in ("free", "stop", "bare"))
    place(opened, placement(opened, "free", "1", campaign="schulstart-2025"))
    place(opened, placement(opened, "free", "2", campaign="winter", at="2020-01-01T00:00:00+00:00"))
    reported = UsageEvent("x", UsageKind.USE, "2020-02-01T00:00:00+00:00", "stop", quantity=3)
    opened.catalogue.usage.add("dam", [reported, UsageEvent("y", UsageKind.VIEW, now(), "stop")])
    found = past_of(opened).usage([free, stop, bare], "schulstart-2026")
    assert found == {free: UsageLine(2, 1, now()[:10], 1), stop: UsageLine(3, 0, "2020-02-01", 0)}
    assert past_of(opened).usage([free], "")[free].alike == 0
    assert past_of(opened).usage([], "schulstart-2026") == {}


def test_campaigns_are_alike_by_name_or_by_brand_and_season():
    summer = Campaign("s25", "Out on the line", "Lumo", first_day="2025-05-15", last_day="2025-08-31")
    known = (
        summer,
        replace(summer, id="again", name="Out on the line 2026", brand="Other"),
        replace(summer, id="near", name="x", first_day="2024-07-01", last_day="2024-10-10"),
        replace(summer, id="winter", name="y", first_day="2025-12-01", last_day="2026-01-31"),
        replace(summer, id="always", name="z", first_day="2025-01-01", last_day="2025-12-31"),
        replace(summer, id="broken", name="w", first_day="soon"),
    )
    placed = [one.id for one in known]
    assert alike("s25", placed, known) == {"s25", "again", "near"}
    assert alike("new-2025", ["new-2024", "newer-2024", "s25"], ()) == {"new-2024"}


def test_campaigns_of_a_series_are_not_alike_for_their_numbers():
    serial = [f"CMP-{number}" for number in (1001, 1002, 1003, 1004)]
    assert alike("CMP-1001", serial, ()) == {"CMP-1001"}
    assert alike("CMP-2025-0012", ["CMP-2026-0012", "cmp 2025 0013"], ()) == frozenset()
    assert alike("Q1 2026", ["Q3 2026", "Q1 2025", "2026"], ()) == frozenset()
    others = ("sale 2024/25", "Sale_Q1_2026", "Sale '26", "sale-2025 north")
    assert alike("Sale Q3 2025", others, ()) == set(others[:3])
    names = ("Lake 2025", "Lake 2026", "Sea 2026")
    table = tuple(Campaign(f"run-{2025 + n}", name) for n, name in enumerate(names))
    assert alike("run-2025", [one.id for one in table], table) == {"run-2025", "run-2026"}


def test_only_a_last_day_means_from_today_on(opened: FakeWorkspace):
    tables = tables_of(opened.root)
    day, later, over = today(), today() + timedelta(days=400), today() - timedelta(days=3)
    for told, days in {
        ("", later.isoformat()): (day, later),
        ("", over.isoformat()): (over, None),
        ("", day.isoformat()): (day, None),
        (over.isoformat(), ""): (over, None),
        ("", ""): (day, None),
    }.items():
        use = use_named("print", ["DE"], *told, tables)
        assert use
        assert (use.first_day, use.last_day) == days, told
    ends = licence(valid_until=day + timedelta(days=30))
    state(opened, "dam/bare", ends)
    told = place_told(opened, placement(opened, "bare", last_day=later.isoformat()))
    assert told.decision
    assert told.decision.verdict is Verdict.DENY


@pytest.mark.parametrize("half", [("print", (), "", ""), ("", ("DE",), "", ""), ("", (), "", "2026-12-31")])
def test_half_a_use_is_none_and_is_refused(opened: FakeWorkspace, half: tuple[str, tuple[str, ...], str, str]):
    with pytest.raises(BadInput, match="both a channel and a region"):
        use_named(*half, tables_of(opened.root))
    assert use_named("", (), "", "", tables_of(opened.root)) is None


def feedback(opened: FakeWorkspace, lists: int) -> list[Feedback]:
    """Lists on which somebody chose the two newest of six pictures."""
    random, id, said = np.random.default_rng(5), asset(opened, "dam/free").id, []
    for number in range(lists):
        parts = random.random((6, len(DEFAULT)))
        order = np.argsort(-parts[:, list(DEFAULT).index("freshness")])
        for rank, row in enumerate(order.tolist()):
            liking = Liking.PLACED if rank < 2 else Liking.REJECTED
            told = tuple(zip(DEFAULT, parts[row].tolist(), strict=True))
            at = f"2026-01-01T{number:02}:00:00+00:00"
            said.append(Feedback(f"{id}{row}", f"b{number}", liking, at, place=rank, parts=told))
    return said


def test_weights_are_learned_where_they_prove_better_and_anew_when_enough_was_done(opened: FakeWorkspace):
    past = past_of(opened)
    assert past.weights() is None
    opened.catalogue.feedback.put(feedback(opened, LEAST - 1))
    assert past.weights() is None
    opened.catalogue.feedback.put(feedback(opened, 2 * LEAST))
    learned = past.weights()
    assert learned
    assert learned["freshness"] > DEFAULT["freshness"]
    assert past_of(opened).weights() is learned
    assert past_of(workspace(free="")).weights() is None


def test_feedback_is_kept_whole_or_not_at_all_and_taken_back(opened: FakeWorkspace):
    free = asset(opened, "dam/free").id
    good = Feedback("dam/free", "b", Liking.PINNED, "", parts=(("coverage", 0.5),))
    for wrong in (
        replace(good, asset="dam/none"),
        replace(good, parts=(("x", float("nan")),)),
        replace(good, brief=" "),
    ):
        with pytest.raises((Usage, BadInput)):
            like(opened, good, wrong)
    assert opened.catalogue.feedback.newest(9) == []
    like(opened, good, replace(good, asset="dam/bare", liking=Liking.SHOWN))
    assert [one.asset for one in opened.catalogue.feedback.of_brief("b") if one.liking is Liking.PINNED] == [free]
    assert [unlike(opened, free, "b"), unlike(opened, free, "b")] == [True, False]
    actions = [one.deed.action for one in opened.catalogue.audit.every()]
    assert actions == ["recommendation.pinned", "recommendation.take-back"]
    with pytest.raises(BadInput, match="1,000"):
        like(opened, *[good] * 1_001)
