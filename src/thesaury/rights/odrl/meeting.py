"""Whether two rules speak of the same actions, assets and parties; other names of assets and parties may mean the same."""

from thesaury.model.use import Fit
from thesaury.rights.odrl.hierarchy import Relation
from thesaury.rights.odrl.kleene import all_of
from thesaury.rights.odrl.known import actions
from thesaury.rights.odrl.policy import Refined, Rule

_WITHIN = {Relation.SAME, Relation.BELOW}


def meets(one: Rule, other: Rule) -> Fit:
    """Whether they have an action, an asset and a party in common."""
    shared = [_share(one.targets, other.targets), _share(one.assignees, other.assignees)]
    return all_of([_acts(one.actions, other.actions), *shared])


def covers(one: Rule, other: Rule) -> Fit:
    """Whether all actions, assets and parties of the other rule are of the first; no where they surely share no action."""
    held = [_all(one.targets, other.targets), _all(one.assignees, other.assignees)]
    return all_of([_all_acts(one.actions, other.actions), *held])


def _acts(one: tuple[Refined, ...], other: tuple[Refined, ...]) -> Fit:
    relations = _relations(one, other)
    if not one or not other or relations & {*_WITHIN, Relation.ABOVE}:
        return Fit.YES
    return Fit.NO if relations == {Relation.APART} else Fit.UNKNOWN


def _all_acts(one: tuple[Refined, ...], other: tuple[Refined, ...]) -> Fit:
    known = actions()
    if not one or (other and all(any(known.of_names(b.iri, a.iri) in _WITHIN for a in one) for b in other)):
        return Fit.YES
    return Fit.NO if _relations(one, other) == {Relation.APART} else Fit.UNKNOWN


def _relations(one: tuple[Refined, ...], other: tuple[Refined, ...]) -> set[Relation]:
    return {actions().of_names(mine.iri, theirs.iri) for mine in one for theirs in other}


def _share(one: tuple[Refined, ...], other: tuple[Refined, ...]) -> Fit:
    mine, theirs = _names(one), _names(other)
    return Fit.YES if not mine or not theirs or mine & theirs else Fit.UNKNOWN


def _all(one: tuple[Refined, ...], other: tuple[Refined, ...]) -> Fit:
    mine, theirs = _names(one), _names(other)
    return Fit.YES if not mine or (theirs and theirs <= mine) else Fit.UNKNOWN


def _names(things: tuple[Refined, ...]) -> set[str]:
    return {each.iri for each in things}
