"""Whether the constraints of a branch can hold together: axis by axis, then where axes bound each other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product

from thesaury.model.statement import ODRL
from thesaury.model.use import Fit
from thesaury.rights.odrl.branches import Atom, Branch
from thesaury.rights.odrl.hierarchy import Hierarchy, Relation
from thesaury.rights.odrl.intervals import EVERYTHING, LEAST, Spans, common, rest
from thesaury.rights.odrl.kleene import agreed, all_of, any_of, negated
from thesaury.rights.odrl.known import bounded, ordered, within
from thesaury.rights.odrl.matching import holds
from thesaury.rights.odrl.periods import INTERVAL, meeting
from thesaury.rights.odrl.policy import Value
from thesaury.rights.odrl.quantity import READINGS, set_of, sort_of

Axis = tuple[str, str]
"""A left operand and its unit: 300 pixels and 300 millimetres do not lie on one axis."""

_REGIONS = frozenset(f"{ODRL}{name}" for name in ("isA", "isPartOf", "isAnyOf"))
_NAMES_ONE = frozenset(f"{ODRL}{name}" for name in ("isA", "isPartOf"))


def satisfiable(branch: Branch, hierarchy: Hierarchy) -> Fit:
    """Whether some use fits every atom of the branch."""
    axes: dict[Axis, list[Atom]] = defaultdict(list)
    for atom in branch:
        axes[atom.constraint.left, atom.constraint.unit].append(atom)
    lines = {axis: atoms for axis, atoms in axes.items() if axis[0] in ordered()}
    others = (_named(atoms, hierarchy) for axis, atoms in axes.items() if axis not in lines and axis[0] != INTERVAL)
    intervals = [atom for axis, atoms in axes.items() if axis[0] == INTERVAL for atom in atoms]
    return all_of([agreed(_lines(lines, intervals, reading) for reading in READINGS), *others])


def _lines(lines: Mapping[Axis, Sequence[Atom]], intervals: Sequence[Atom], reading: int) -> Fit:
    found = {axis: _line(axis, atoms, reading) for axis, atoms in lines.items()}
    sets = {axis: spans for axis, spans in found.items() if spans is not None}
    fits = [Fit.YES if spans else Fit.NO for spans in sets.values()]
    fits += [Fit.UNKNOWN] * (len(found) - len(sets))
    fits += [_bounds(sets, low, high) for low, high in within().items()]
    times = sets.get((f"{ODRL}dateTime", ""), EVERYTHING)
    return all_of([*fits, meeting(intervals, times, reading)])


def _line(axis: Axis, atoms: Sequence[Atom], reading: int) -> Spans | None:
    """What all atoms leave of the axis; None where one of them has no place on it, or they are of several sorts."""
    if len({sort_of(value) for atom in atoms for value in atom.constraint.right}) > 1:
        return None
    left = bounded(axis[0], EVERYTHING)
    for atom in atoms:
        found = set_of(atom.constraint, reading)
        if found is None:
            return None
        left = bounded(axis[0], common(left, found if atom.holds else rest(found)))
    return left


def _bounds(sets: Mapping[Axis, Spans], low: str, high: str) -> Fit:
    """Whether there is a value on the lower axis that is not more than one on the higher."""
    lower, higher = sets.get((low, "")), sets.get((high, ""))
    if not lower or not higher:
        return Fit.YES
    least, most = lower[0][0], higher[-1][1]
    return Fit.YES if least == LEAST or least < most else Fit.NO


def _named(atoms: Sequence[Atom], hierarchy: Hierarchy) -> Fit:
    """On an axis of names: a value known to fit all, or proof that none can, or unknown."""
    exact = [atom.constraint.right[0] for atom in atoms if _is_exact(atom)]
    if exact:
        return _fits_all(exact[0], atoms, hierarchy)
    tried = (_fits_all(value, atoms, hierarchy) for atom in atoms if atom.holds for value in atom.constraint.right)
    if any_of(tried) is Fit.YES:
        return Fit.YES
    excluded = any(_exclude(one, other, hierarchy) for one, other in product(atoms, repeat=2) if one is not other)
    return Fit.NO if excluded else Fit.UNKNOWN


def _is_exact(atom: Atom) -> bool:
    return atom.holds and atom.constraint.operator == f"{ODRL}eq" and len(atom.constraint.right) == 1


def _fits_all(value: Value, atoms: Sequence[Atom], hierarchy: Hierarchy) -> Fit:
    return all_of(_fits(atom, value, hierarchy) for atom in atoms)


def _fits(atom: Atom, value: Value, hierarchy: Hierarchy) -> Fit:
    if atom.constraint.operator == f"{ODRL}isAllOf" and len(atom.constraint.right) > 1:
        return Fit.UNKNOWN  # a use with several values at once: one of them proves nothing
    fit = holds(atom.constraint, value, hierarchy)
    if atom.holds:
        return fit
    return agreed((negated(fit), negated(holds(atom.constraint, value, hierarchy, partly=True))))


def _exclude(one: Atom, other: Atom, hierarchy: Hierarchy) -> bool:
    """Whether nothing lies in both: the regions of the first are apart from those of the second, or all within what it shuts out."""
    if not one.holds or one.constraint.operator not in _REGIONS:
        return False
    shuts_out = other.holds == (other.constraint.operator == f"{ODRL}isNoneOf")
    if not shuts_out and (not other.holds or other.constraint.operator not in _REGIONS):
        return False
    if shuts_out and other.constraint.operator not in (*_REGIONS, f"{ODRL}isNoneOf"):
        return False
    left = one.constraint.left
    if any(each.constraint.operator in _NAMES_ONE and len(each.constraint.right) > 1 for each in (one, other)):
        return False
    enough = (Relation.SAME, Relation.BELOW) if shuts_out else (Relation.APART,)
    quantified = any if shuts_out else all
    return all(
        quantified(hierarchy.relation(mine, theirs, left) in enough for theirs in other.constraint.right)
        for mine in one.constraint.right
    )
