"""Looking at pictures and finding those that look alike, over fakes at every port."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.source import FakeKnown, FakeSource
from tests.fakes.workspace import FakeWorkspace
from thesaury import pipeline
from thesaury.model.asset import File, Record
from thesaury.model.errors import Refused, Unreachable
from thesaury.model.likeness import Likeness, Verdict
from thesaury.ports.identities import Looking
from thesaury.ports.source import Page
from thesaury.sync import likening

LOOKS = {"1": "00000000000000ff", "2": "00000000000000fe", "3": "ffffffff00000000", "4": ""}


class Album:
    """Previews that are their own looks; those in `failing` raise what is given."""

    def __init__(self) -> None:
        self.failing: dict[str, Exception] = {}
        self.asked: list[str] = []

    def preview(self, record: Record) -> bytes:
        self.asked.append(record.external_id)
        if record.external_id in self.failing:
            raise self.failing[record.external_id]
        return LOOKS[record.external_id].encode()

    def original(self, record: Record, place: Path, most: int) -> bool:
        return False


def workspace() -> tuple[FakeWorkspace, Album]:
    records = [Record("dam", id, "1", file=File(f"https://dam.example/{id}")) for id in LOOKS]
    made, album = FakeWorkspace(dam=FakeSource(records)), Album()
    made.albums["dam"] = album
    return made, album


def test_a_sync_looks_at_every_picture_once_and_says_which_are_alike():
    made, album = workspace()
    assert pipeline.sync(made).alike == 1
    assert sorted(album.asked) == sorted(LOOKS)
    [found] = made.catalogue.identities.likenesses()
    assert {found.left, found.right} == {Record("dam", id, "1").asset_id for id in "12"}
    assert found.distance == 1
    assert pipeline.sync(made).alike == 0
    assert len(album.asked) == 4


def test_what_was_refused_is_not_asked_again_and_what_did_not_answer_is():
    made, album = workspace()
    album.failing = {"2": Refused("No.", 404), "3": Unreachable("The pictures did not answer.")}
    [connection] = made.catalogue.records.connections()
    pipeline.sync(made)
    looked = likening.look(made, connection)
    assert (looked.looked, looked.message) == (0, "The pictures did not answer.")
    album.failing.clear()
    album.asked.clear()
    assert likening.look(made, connection).looked == 1
    assert album.asked == ["3"]  # 4 was looked at though 3 failed


def test_where_several_fail_in_a_row_no_more_are_asked_for():
    made, album = workspace()
    [connection] = made.catalogue.records.connections()
    made.catalogue.records.store_page("dam", Page(tuple(made.sources["dam"].records.values()), "", True))
    album.failing = {id: Unreachable("The pictures did not answer.") for id in LOOKS}
    assert likening.look(made, connection) == likening.Looked(0, "The pictures did not answer.")
    assert album.asked == ["1", "2", "3"]


def test_thousands_with_one_look_are_compared_as_fast_as_one():
    signs = [Looking(f"asset {n:06}", "00000000000000ff") for n in range(50_000)]
    found = list(likening.likenesses(signs, signs))
    assert len(found) == likening.CLOSEST * len(signs)


def test_a_run_looks_at_a_stretch_and_the_next_goes_on():
    made, album = workspace()
    [connection] = made.catalogue.records.connections()
    made.catalogue.records.store_page("dam", next(iter(made.source(connection).changes("", FakeKnown()))))
    likening.look(made, connection, limit=1)
    assert len(album.asked) == 2  # the whole first page of records


@given(st.lists(st.integers(0, 2**64 - 1), max_size=12), st.lists(st.integers(0, 2**64 - 1), max_size=12))
def test_the_closest_are_those_that_differ_in_few_bits(some: list[int], more: list[int]):
    everyone = [Looking(f"asset {n}", f"{look:016x}") for n, look in enumerate([*some, *more, *(s ^ 1 for s in some)])]
    fresh = everyone[: len(some)]
    found = set(likening.likenesses(fresh, everyone))
    for looking in fresh:
        near = {
            (other.asset, (int(looking.look, 16) ^ int(other.look, 16)).bit_count())
            for other in everyone
            if other.asset != looking.asset
        }
        near = {(asset, distance) for asset, distance in near if distance <= likening.NEAR}
        shown = {
            (one.right if one.left == looking.asset else one.left, one.distance)
            for one in found
            if looking.asset in (one.left, one.right)
        }
        assert shown <= near
        assert {distance for _, distance in shown} >= set(sorted(distance for _, distance in near)[:1])


def test_an_asset_is_not_like_itself_and_a_blank_picture_floods_nobody():
    blank = [Looking(f"asset {n:02}", "0" * 16) for n in range(40)]
    found = list(likening.likenesses(blank[:1], [*blank, Looking("asset 00", "0" * 15 + "1")]))
    assert len(found) == likening.CLOSEST
    assert all(isinstance(one, Likeness) and one.left != one.right and one.verdict is Verdict.OPEN for one in found)
