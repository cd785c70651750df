"""Which verdicts a search is asked for, and what it says where assets match and none of them has one."""

from collections.abc import Iterable, Mapping
from typing import Any

from thesaury.model.errors import Usage
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding.findings import listed
from thesaury.rights.deciding.telling import NOTICE, asked
from thesaury.rights.deciding.wording import shown
from thesaury.search.cleared import VERDICT, Cleared, RightsLine
from thesaury.search.finding import Answer

_ALSO = {"review": Verdict.NEEDS_REVIEW}
_TOLD = {Verdict.PERMIT: "permitted", Verdict.DENY: "denied", Verdict.NEEDS_REVIEW: "to be reviewed"}


def verdicts_named(names: Iterable[str], usable: bool = False) -> tuple[Verdict, ...]:
    """The verdicts of these names (`permit`, `deny`, `needs_review` or `review`, several with commas); `usable`: those that permit.

    Raises Usage for any other name.
    """
    given = [part.strip() for name in names for part in name.split(",") if part.strip()]
    known = {verdict.value: verdict for verdict in Verdict} | _ALSO
    if strange := [name for name in given if name not in known]:
        raise Usage(f"There is no verdict {strange[0]!r}. There are: permit, deny, review.")
    chosen = {known[name] for name in given} | ({Verdict.PERMIT} if usable else set())
    return tuple(verdict for verdict in Verdict if verdict in chosen)


def counts_of(answer: Answer) -> dict[Verdict, int]:
    """How many of the assets that match have each verdict, whichever verdict was asked for; empty where no use was asked about."""
    return {Verdict(name): count for name, count in dict(answer.facets).get(VERDICT, ())}


def none_of_them(counts: Mapping[Verdict, int], wanted: Iterable[Verdict], use: Use) -> str:
    """ "7 assets match, but none may be used on website in JP on 1 December 2026: 5 denied and 2 to be reviewed."

    Empty where nothing matches, or something has a verdict that was asked for.
    """
    chosen, total = set(wanted), sum(counts.values())
    if not total or not chosen or any(counts.get(verdict) for verdict in chosen):
        return ""
    subject, no = ("1 asset matches, but it", "not ") if total == 1 else (f"{total:,} assets match, but none", "")
    told = " or ".join(_TOLD[verdict] for verdict in Verdict if verdict in chosen)
    may = f"may {no}be used" if chosen == {Verdict.PERMIT} else f"is {no}{told}"
    each = listed(f"{count:,} {_TOLD[verdict]}" for verdict, count in counts.items() if count)
    return f"{subject} {may} {place_of(use)}: {each}."


def place_of(use: Use) -> str:
    """Where and when: "on website in DE and AT from 1 June 2026 to 31 August 2026"."""
    days = (
        f"on {shown(use.first_day)}"
        if use.last_day is None
        else f"from {shown(use.first_day)} to {shown(use.last_day)}"
    )
    return f"on {use.channel} in {listed(use.regions)} {days}"


def line_shape(line: RightsLine) -> dict[str, Any]:
    """The rights line of a hit as plain data: `decision`, `sentence` and `next_change` (ISO 8601)."""
    change = line.next_change.isoformat() if line.next_change else None
    return {"decision": line.verdict.value, "sentence": line.sentence, "next_change": change}


def use_shape(answer: Answer, cleared: Cleared) -> dict[str, Any]:
    """What a search says of the use it asked about: `use`, `wanted` verdicts, `said` where none of what matches has one, and `notice`."""
    return {
        "use": asked(cleared.use),
        "wanted": [verdict.value for verdict in cleared.wanted],
        "said": none_of_them(counts_of(answer), cleared.wanted, cleared.use),
        "notice": NOTICE,
    }
