"""The audit log as tables and as what changed."""

import csv
import io

import pytest

from thesaury.model.audit import Deed
from thesaury.model.errors import BadInput
from thesaury.pipeline.auditing import Change, as_values, changes, csv_lines, sought
from thesaury.ports.audit import Kept, Sought


def kept(before: str = "", after: str = "", who: str = "ana@example.org") -> Kept:
    return Kept(7, Deed("2026-12-01T09:00:00+00:00", who, "flow.set", "flow:nightly", before, after))


def test_what_changed_is_told_value_by_value_and_what_stayed_is_not():
    before = '{"name": "n", "steps": ["pull"], "deep": {"a": 1, "b": 2}, "gone": true}'
    after = '{"name": "n", "steps": ["pull", "push"], "deep": {"a": 1, "b": 3}, "rows": [{"x": 1}, {"x": 2}]}'
    assert changes(kept(before, after)) == [
        Change("steps", "pull", "pull, push"),
        Change("deep.b", "2", "3"),
        Change("gone", "True", ""),
        Change("rows 1.x", "", "1"),
        Change("rows 2.x", "", "2"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "", []),
        ('"Ana"', '"Ann"', [Change("", "Ana", "Ann")]),
        ('["a"]', '["a", "b"]', [Change("", "a", "a, b")]),
        ("no json", "", [Change("", "no json", "")]),
        ("", "{}", []),
        ("null", "1", [Change("", "", "1")]),
    ],
)
def test_single_values_and_odd_ones_are_told(before: str, after: str, told: list[Change]):
    assert changes(kept(before, after)) == told


def test_a_table_holds_no_formula_and_reads_back():
    rows = list(csv.reader(io.StringIO("".join(csv_lines([kept('{"a": "x\\ny"}', "=1+1", who="@evil")])))))
    assert rows[0] == ["number", "at", "who", "action", "subject", "before", "after"]
    assert rows[1] == [
        "7",
        "2026-12-01T09:00:00+00:00",
        "'@evil",
        "flow.set",
        "flow:nightly",
        '{"a": "x\\ny"}',
        "'=1+1",
    ]


def test_values_are_json():
    assert as_values(kept('{"a": 1}'))["before"] == {"a": 1}
    assert as_values(kept())["after"] is None


def test_a_period_has_both_its_days():
    assert sought(" ana ", first="2026-12-01", last="2026-12-31") == Sought("ana", "", "", "2026-12-01", "2027-01-01")
    assert sought() == Sought()
    with pytest.raises(BadInput, match="no day"):
        sought(last="31.12.2026")
