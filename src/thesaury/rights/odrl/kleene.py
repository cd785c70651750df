"""Three-valued logic: what is not known is never taken for true, and never for false."""

from collections.abc import Iterable

from thesaury.model.use import Fit


def negated(fit: Fit) -> Fit:
    """Yes for no, no for yes; unknown stays."""
    return {Fit.YES: Fit.NO, Fit.NO: Fit.YES}.get(fit, Fit.UNKNOWN)


def all_of(fits: Iterable[Fit]) -> Fit:
    """No where any is no, else unknown where any is unknown, else yes."""
    found = set(fits)
    return Fit.NO if Fit.NO in found else Fit.UNKNOWN if Fit.UNKNOWN in found else Fit.YES


def any_of(fits: Iterable[Fit]) -> Fit:
    """Yes where any is yes, else unknown where any is unknown, else no."""
    found = set(fits)
    return Fit.YES if Fit.YES in found else Fit.UNKNOWN if Fit.UNKNOWN in found else Fit.NO


def exactly_one(fits: Iterable[Fit]) -> Fit:
    """Yes where one is yes and all others no; no where two are yes or all are no."""
    found = list(fits)
    if found.count(Fit.YES) > 1:
        return Fit.NO
    if Fit.UNKNOWN in found:
        return Fit.UNKNOWN
    return Fit.YES if Fit.YES in found else Fit.NO


def agreed(fits: Iterable[Fit]) -> Fit:
    """What all say, or unknown."""
    found = set(fits)
    return found.pop() if len(found) == 1 else Fit.UNKNOWN
