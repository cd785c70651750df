"""The review room as values: batches and their order, addresses, who looks at what, and moments."""

from datetime import UTC, datetime, timedelta

import pytest

from thesaury.model.annotation import QueueOrder
from thesaury.web.pages.review.asked import Asked
from thesaury.web.pages.review.batch import Batch
from thesaury.web.pages.review.lookers import Lookers
from thesaury.web.pages.review.sheet import likely
from thesaury.web.pages.review.telling import reason_told
from thesaury.web.pages.review.when import ago, hours_since, moment
from thesaury.web.texts import speaking

BATCH = Batch({"one": ("a", "b"), "two": ("a",), "three": ("c",)}, 3)


def test_a_batch_counts_what_waits_and_what_is_decided():
    assert (BATCH.left, BATCH.total, BATCH.of_concept("a")) == (4, 7, ("one", "two"))


@pytest.mark.parametrize(
    ("asset", "backwards", "following"),
    [
        ("one", False, "two"),
        ("three", False, "one"),
        ("one", True, "three"),
        ("two", True, "one"),
        ("", False, "one"),
        ("gone", True, "one"),
    ],
)
def test_assets_follow_in_a_ring(asset: str, backwards: bool, following: str):
    assert BATCH.following(asset, backwards) == following


def test_nothing_follows_where_nothing_else_waits():
    assert Batch({"one": ("a",)}, 0).following("one") == ""
    assert Batch({}, 0).following("one") == ""


def test_an_address_holds_only_what_narrows():
    assert Asked().url() == "/review"
    assert (
        Asked("A & B", order=QueueOrder.SUREST).url(asset="x/1") == "/review?campaign=A+%26+B&order=surest&asset=x%2F1"
    )
    assert (Asked().narrowed, Asked(scheme="s").narrowed) == (False, True)


def test_who_looks_at_the_same_asset_is_known_for_a_while():
    clock = [0.0]
    lookers = Lookers(lambda: clock[0])
    assert lookers.looks("ana", "one") == ()
    assert lookers.looks("ben", "one") == ("ana",)
    assert lookers.looks("ben", "") == ()
    assert lookers.looks("ben", "one") == ("ana",)
    clock[0] = 91.0
    assert lookers.looks("eve", "one") == ()


def test_scores_and_reasons_are_said_in_words():
    assert [likely(score) for score in (0.95, 0.9, 0.75, 0.4, 0.39, 0.0)] == [
        "Very likely",
        "Very likely",
        "Likely",
        "Possible",
        "Unsure",
        "Unsure",
    ]
    assert [reason_told(reason) for reason in ("broad", "a vase", "")] == ["Too general", "a vase", ""]


def test_moments_are_said_as_the_reader_says_them():
    earlier = (datetime.now(UTC) - timedelta(minutes=2)).isoformat()
    assert ago(earlier) == "2 minutes ago"
    assert moment("2026-11-28T10:00:00+01:00").endswith("9:00:00\N{NARROW NO-BREAK SPACE}AM UTC")
    assert hours_since("2026-11-28T10:00:00+00:00", "2026-11-28T11:30:00+00:00") == 1.5
    token = speaking.set("de")
    try:
        assert ago(earlier) == "vor 2 Minuten"
    finally:
        speaking.reset(token)
