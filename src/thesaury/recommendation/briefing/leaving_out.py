"""What a sentence leaves out of the markets and channels it names: "DACH without Switzerland", "everywhere but the US"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from thesaury.rights.parsing.folding import words_of
from thesaury.rights.parsing.meanings import Found, Kind

_FIELDS = frozenset((Kind.REGION, Kind.CHANNEL))
_EXCEPTIONS = frozenset(
    "but except excepting excluding excl minus ex without outside ohne ausser außer ausgenommen exklusive exkl sauf hors excepte".split()  # noqa: SIM905
)
_SMALL = frozenset("for not the of die den der dem la le les l nicht aber mit ausnahme von a".split())  # noqa: SIM905
_JOINERS = frozenset(("and", "und", "et", "or", "oder", "ou", "sowie"))


def behind_no(here: Sequence[Found]) -> Iterator[Found]:
    """What stands behind a "no" or an "except", to the end of its clause."""
    no = told = False
    for one in here:
        if one.kind in (Kind.NEGATION, Kind.EXCEPTION):
            no, told = True, False
        elif one.kind in (Kind.COMMA, Kind.BREAK, Kind.CLOSE) or (told and one.kind is Kind.COLON):
            no = False
        elif no and one.kind in _FIELDS:
            told = True
            yield one


def left_out(text: str, here: Sequence[Found]) -> Iterator[Found]:
    """The regions that are left out of the one right before them, and those joined to them."""
    regions = [one for one in here if one.kind is Kind.REGION and one.meaning.names]
    out = False
    for before, one in pairwise(regions):
        between = set(words_of(text[before.end : one.start]))
        excepts = not _EXCEPTIONS.isdisjoint(between) and between <= _EXCEPTIONS | _SMALL | {"(", ","}
        out = excepts or (out and between <= _SMALL | _JOINERS)
        if out:
            yield one
