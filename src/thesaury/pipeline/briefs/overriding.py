"""Markets, channels and days that somebody names beside a brief: they take the place of those it says."""

from collections.abc import Iterable, Sequence

from thesaury.model.brief import Brief
from thesaury.model.errors import Usage
from thesaury.ports.workspace import Workspace
from thesaury.recommendation.briefing.changing import with_days, with_said
from thesaury.rights.vocabulary import Tables
from thesaury.rights.vocabulary.client import tables_of


def overridden(
    workspace: Workspace, brief: Brief, markets: Sequence[str], channels: Sequence[str], first: str = "", last: str = ""
) -> Brief:
    """The brief for these markets, channels (groups become the channels of them) and days, each as far as it is given.

    Raises Usage for a name that no table has, and for days in the wrong order; BadInput where its tables are broken.
    """
    tables = tables_of(workspace.root)
    if markets:
        brief = with_said(brief, "regions", _regions(markets, tables))
    if channels:
        brief = with_said(brief, "channels", _channels(channels, tables))
    if first or last:
        begin = first or (brief.first_day.value if brief.first_day else "")
        end = last or (brief.last_day.value if brief.last_day else "")
        # A bound that somebody gives alone does not end before the brief's own begins, or the other way round: that is left out.
        if begin and end and begin > end:
            if first and last:
                raise Usage(f"The period ends on {last}, before it begins on {first}. Swap the two days.")
            begin, end = (first, "") if first else ("", last)
        brief = with_days(brief, begin, end)
    return brief


def _regions(named: Iterable[str], tables: Tables) -> list[str]:
    found = [tables.regions.canonical(one) for one in named]
    if strange := [one for one, code in zip(named, found, strict=True) if not tables.regions.known(code)]:
        raise Usage(
            f"There is no market {strange[0]!r}. Name countries (DE), parts (DE-BY), areas (150) or groups (DACH)."
        )
    return found


def _channels(named: Iterable[str], tables: Tables) -> list[str]:
    known = tables.channels
    if strange := [one for one in named if not known.known(one)]:
        raise Usage(
            f"There is no channel {strange[0]!r}. There are: {', '.join(sorted((*known.leaves, *known.groups)))}."
        )
    return [leaf for one in named for leaf in sorted(known.expand((one,)))]
