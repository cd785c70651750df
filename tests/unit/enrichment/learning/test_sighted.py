"""What places add up to, against a plain loop."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.enrichment.learning.reading import DESCRIPTION, OTHER, SIGHTING, TAG, TITLE
from thesaury.enrichment.learning.sighted import NAMES, gathered

rows = st.lists(
    st.fixed_dictionaries(
        {
            "asset": st.integers(0, 2),
            "concept": st.integers(0, 3),
            "field": st.sampled_from([TITLE, TAG, DESCRIPTION, OTHER]),
            "start": st.integers(0, 40),
            "end": st.integers(41, 60),
            "length": st.integers(60, 90),
            "manner": st.integers(0, 2),
            "form": st.integers(0, 2),
            "kind": st.integers(0, 2),
            "words": st.integers(1, 4),
            "letters": st.integers(2, 30),
            "surface": st.integers(0, 2),
            "rivals": st.integers(1, 3),
            "native": st.integers(0, 1),
            "text": st.just(0),
            "wording": st.just(0),
        }
    ),
    max_size=14,
)


def plain(places: list[dict[str, int]]) -> dict[str, float]:
    short = [p for p in places if p["field"] in (TITLE, TAG)]
    prose = [p["start"] / p["length"] for p in places if p["field"] == DESCRIPTION]
    return {
        "places": len(places),
        "places in title": len(short),
        "longest matches": sum(p["manner"] == 0 for p in places),
        "longest in title": int(any(p["manner"] == 0 for p in short)),
        "earliest": 0 if short else min(prose, default=1),
        "latest": max(prose, default=0),
        "share of title": max([(p["end"] - p["start"]) / p["length"] for p in short], default=0),
        "manner": min(p["manner"] for p in places),
        "manner in title": min([p["manner"] for p in short], default=3),
        "form": min(p["form"] for p in places),
        "kind": min(p["kind"] for p in places),
        "words": max(p["words"] for p in places),
        "letters": max(p["letters"] for p in places),
        "surface": max(p["surface"] for p in places),
        "rivals": min(p["rivals"] for p in places),
        "native": max(p["native"] for p in places),
        "native places": sum(p["native"] for p in places),
        "in tag": int(any(p["field"] == TAG for p in places)),
        "elsewhere": int(any(p["field"] == OTHER for p in places)),
    }


@given(rows)
def test_columns_against_a_loop(places: list[dict[str, int]]):
    sightings = np.array([[place[name] for name in SIGHTING] for place in places], np.int64).reshape(-1, len(SIGHTING))
    keys, columns = gathered(sightings, 4)
    pairs = sorted({(place["asset"], place["concept"]) for place in places})
    assert keys.tolist() == [asset * 4 + concept for asset, concept in pairs]
    assert columns.shape == (len(pairs), len(NAMES))
    for row, pair in zip(columns, pairs, strict=True):
        expected = plain([place for place in places if (place["asset"], place["concept"]) == pair])
        assert dict(zip(NAMES, row.tolist(), strict=True)) == pytest.approx(expected, abs=1e-6)
