"""Hypothesis: the sets obey the laws of sets, and no reading of a policy calls compatible what one exact look shows to be apart."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.rights.odrl.documents import joined, permission
from thesaury.model.statement import ODRL, XSD, Literal
from thesaury.rights.odrl.branches import Atom
from thesaury.rights.odrl.conflict import Verdict, compare
from thesaury.rights.odrl.evaluator import evaluate
from thesaury.rights.odrl.hierarchy import Hierarchy
from thesaury.rights.odrl.intervals import EVERYTHING, Cut, Spans, common, rest, spans
from thesaury.rights.odrl.periods import INTERVAL, meeting
from thesaury.rights.odrl.policy import Constraint, Policy
from thesaury.rights.odrl.report import Activation
from thesaury.rights.odrl.world import Request, World

OPERATORS = ("eq", "neq", "lt", "lteq", "gt", "gteq")
cuts = st.tuples(st.integers(-4, 4).map(Fraction), st.integers(0, 1))
sets = st.lists(st.tuples(cuts, cuts), max_size=3).map(lambda pairs: united([spans(min(p), max(p)) for p in pairs]))
atoms = st.tuples(st.sampled_from(OPERATORS), st.integers(0, 4)).map(lambda each: f"count {each[0]} {each[1]}")
trees = st.recursive(
    atoms,
    lambda inner: st.tuples(st.sampled_from(("and", "or", "xone")), st.lists(inner, min_size=2, max_size=3)).map(
        lambda node: joined(node[0], *node[1])
    ),
    max_leaves=6,
)


def united(parts: list[Spans]) -> Spans:
    found = EVERYTHING
    for part in parts:
        found = common(found, rest(part))
    return rest(found)


def holds(of: Spans, point: Cut) -> bool:
    return any(start <= point < end for start, end in of)


@given(sets, sets, cuts)
@settings(deadline=None)
def test_sets_obey_their_laws(one: Spans, other: Spans, point: Cut):
    assert holds(common(one, other), point) == (holds(one, point) and holds(other, point))
    assert holds(rest(one), point) != holds(one, point)
    assert rest(rest(one)) == one


def active(policy: Policy, count: int) -> bool:
    request = Request(f"{ODRL}use", "", "", {f"{ODRL}count": (Literal(str(count), "", f"{XSD}integer"),)})
    return [r.activation for r in evaluate(policy, request, World(), Hierarchy())] == [Activation.ACTIVE]


@given(trees, trees)
@settings(deadline=None)
def test_the_verdict_is_what_trying_every_number_shows(one: str, other: str):
    """Numbers beyond 6 behave as 6 does, for no constraint names one above 4."""
    mine, theirs = permission(one), permission(other)
    shared = any(active(mine, n) and active(theirs, n) for n in range(7))
    assert compare(mine, theirs, Hierarchy()).verdict is (Verdict.COMPATIBLE if shared else Verdict.CONFLICT)


@given(
    st.integers(1, 9), st.integers(1, 9), st.integers(0, 8), st.integers(0, 8), st.integers(0, 30), st.integers(0, 20)
)
def test_intervals_meet_where_counting_days_shows_it(p: int, q: int, a: int, b: int, start: int, length: int):
    def every(days: int, anchor: int) -> Atom:
        period = Literal(f"P{days}D", "", f"{XSD}duration")
        start = Literal(f"1970-01-{anchor + 1:02}T00:00:00Z", "", f"{XSD}dateTime")
        return Atom(Constraint(INTERVAL, f"{ODRL}eq", (period,), anchor=start))

    day = 86_400
    times = ((((Fraction(start * day)), 0), (Fraction((start + length) * day), 1)),)
    met = any((n - a) % p == 0 and (n - b) % q == 0 for n in range(start, start + length + 1))
    assert (meeting([every(p, a), every(q, b)], times, 0).value == "yes") == met
