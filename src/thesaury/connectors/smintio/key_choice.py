"""Which keys of a list say that some names, and no others, are covered."""

from collections.abc import Iterator, Sequence

from thesaury.connectors.smintio.crosswalk import Meaning, crosswalk
from thesaury.model.remembering import remembered


def granting(name: str, wanted: Sequence[str], tolerated: Sequence[str], purposes: tuple[str, ...]) -> list[str]:
    """As few keys as say all that can be said of what is wanted and surely grant nothing else, for these purposes (none: ordinary).

    `tolerated` names may be covered perhaps. A key for which more is perhaps covered is the last choice; it only leaves more open.
    """
    fitting = [(key, whole) for key, whole in _wholes(name) if not whole.parties and whole.purposes == purposes]
    return _fewest(fitting, wanted, tolerated)


def restricting(name: str, wanted: Sequence[str], tolerated: Sequence[str]) -> list[str]:
    """As few keys as restrict all that can be restricted of what is wanted, and surely nothing else."""
    fitting = [(key, whole) for key, whole in _wholes(name) if not whole.parties and not whole.denies]
    return _fewest(fitting, wanted, tolerated)


def _fewest(keys: Sequence[tuple[str, Meaning]], wanted: Sequence[str], tolerated: Sequence[str]) -> list[str]:
    asked, left_open = frozenset(wanted), frozenset((*wanted, *tolerated))
    fitting = [(key, whole) for key, whole in keys if whole.sure and asked.issuperset(whole.sure) and not whole.open]
    fitting.sort(key=lambda pair: (not left_open.issuperset(pair[1].perhaps), -len(pair[1].sure), len(pair[1].perhaps)))
    found, covered = list[str](), set[str]()
    for key, whole in fitting:
        if not covered.issuperset(whole.sure):
            found.append(key)
            covered.update(whole.sure)
    return found


@remembered(4096)
def _wholes(name: str) -> tuple[tuple[str, Meaning], ...]:
    return tuple(_each(name))


def _each(name: str) -> Iterator[tuple[str, Meaning]]:
    """Every key that covers keys of one kind of purpose only, with what all of them say together."""
    walk = crosswalk()
    for key in walk.lists[name]:
        told = [walk.meaning(name, one) for one in walk.expanded(name, key)]
        if len({meaning.purposes for meaning in told}) == 1:
            sure = dict.fromkeys(leaf for meaning in told for leaf in meaning.sure)
            perhaps = dict.fromkeys(leaf for meaning in told for leaf in meaning.perhaps if leaf not in sure)
            parties = tuple(party for meaning in told for party in meaning.parties)
            denies = tuple(purpose for meaning in told for purpose in meaning.denies)
            unsaid = any(meaning.open for meaning in told)
            yield key, Meaning(tuple(sure), tuple(perhaps), told[0].purposes, denies, parties, open=unsaid)
