"""Searches of pages and programs that ask about a use: from what an address says to the search with its rights, and back to the page."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from thesaury.model.errors import BadInput, Usage
from thesaury.model.policy import Verdict
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.rights.stating import asking
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.client import tables_of
from thesaury.rights.vocabulary.regions import Regions
from thesaury.search.cleared import VERDICT, Cleared
from thesaury.search.finding import Answer
from thesaury.search.ranking import Question
from thesaury.search.usable import counts_of, verdicts_named
from thesaury.web.parts.asked import Asked
from thesaury.web.parts.search_use import UseForm, nothing_usable, read_use, tallies, use_form

_PART = ("date", "from", "to", "verdict", "usable")


class Uses:
    """The uses that pages of one workspace ask about; without a clearing nothing is asked."""

    def __init__(self, clearing: Clearing | None, root: Path) -> None:
        """Nothing is read yet."""
        self._clearing, self._root = clearing, root

    def readable(self, asked: Asked) -> Asked:
        """The same without the chosen verdicts where the use cannot be read: nothing may look as if it had been asked."""
        if not asked.use or (self._clearing and read_use(asked.use, self._regions()).use):
            return asked
        return replace(asked, filters=tuple(one for one in asked.filters if one[0] != VERDICT))

    def question(self, asked: Asked) -> Question:
        """The search of a page, for assets with the chosen verdicts where a use is asked about. Raises BadInput where the tables of the
        workspace are wrong."""
        question = asked.question()
        if self._clearing is None or (use := read_use(asked.use, self._regions()).use if asked.use else None) is None:
            return question
        return replace(question, cleared=self._clearing.cleared(use, _known(asked.chosen(VERDICT))))

    def form(self, asked: Asked, answer: Answer) -> UseForm | None:
        """What stands above the results."""
        if self._clearing is None:
            return None
        regions, chosen = self._regions(), asked.chosen(VERDICT)
        read = read_use(asked.use, regions)
        counts = {verdict.value: count for verdict, count in counts_of(answer).items()}
        urls = {one.value: (asked.toggled(VERDICT, one).url, asked.only(VERDICT, one).url) for one in Verdict}
        none = nothing_usable(counts, chosen, read.use) if read.use else ""
        return use_form(asked.use, read, regions, tallies(counts, urls, chosen), none)

    def _regions(self) -> Regions:
        """Those of the workspace; while its own table is wrong those that come with Thesaury, until a use is asked about."""
        try:
            return tables_of(self._root).regions
        except BadInput:
            return shipped().regions


def cleared_by(given: Sequence[tuple[str, str]], clearing: Clearing, root: Path) -> Cleared | None:
    """The rights that a program asks for, by the names of `/api/v1/rights/check`; None where it asks for none.

    Raises Usage for half a use and names in no table, BadInput for days that cannot be read.
    """
    last = dict(given)
    regions = [part.strip() for value in _all(given, "region") for part in value.split(",") if part.strip()]
    wanted = verdicts_named(_all(given, VERDICT), _flag(last.get("usable", "")))
    if not last.get("channel") and not regions:
        if wanted or any(last.get(name) for name in _PART):
            raise Usage("Say for which use: channel and region, and a date.")
        return None
    if not last.get("channel") or not regions:
        raise Usage("A use needs both a channel and a region.")
    days = (last.get("date", ""), last.get("from", ""), last.get("to", ""))
    purpose, party = last.get("purpose") or "commercial_promotion", last.get("party") or "licensee"
    use = asking.question(
        last["channel"],
        regions,
        days,
        purpose,
        party,
        time_zone=last.get("time_zone") or TIME_ZONE,
        tables=tables_of(root),
    )
    return clearing.cleared(use, wanted)


def _all(given: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in given if key == name]


def _flag(written: str) -> bool:
    if written not in ("", "0", "1", "false", "true"):
        raise Usage(f"usable is 1 or 0, not {written!r}.")
    return written in ("1", "true")


def _known(chosen: Iterable[str]) -> list[Verdict]:
    return [verdict for verdict in Verdict if verdict.value in set(chosen)]
