"""What waits for the reader, by what he may do: only what there is, each with a number, a sentence and a way there."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from thesaury.model.access import Permission
from thesaury.model.mapping import MappingStatus
from thesaury.model.outbox import WriteState
from thesaury.model.policy import PolicyStatus
from thesaury.ports.catalogue import Catalogue
from thesaury.web.door.caller import caller
from thesaury.web.pages.home.rights_days import RightsDays
from thesaury.web.texts import number, phrase

MOST = 500
"""What is counted by reading it is counted so far; more is shown as this and a plus."""


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work: how much, in words, what it is about, where it is done, and whether it cannot wait."""

    key: str
    count: str
    sentence: str
    url: str
    sign: str
    urgent: bool = False


def tasks(catalogue: Catalogue, days: RightsDays | None, late: int = 0) -> tuple[Task, ...]:
    """Everything that waits for the caller, the most urgent first; without `days` nothing is said of days of licences. So many assets are
    `late`: CMS show them that should have let them go."""
    found = [*_published(late), *_rights(catalogue, days), *_writes(catalogue), *_words(catalogue)]
    found += [*_offers(catalogue), *_rounds(catalogue)]
    return tuple(sorted(found, key=lambda task: not task.urgent))


def _rights(catalogue: Catalogue, days: RightsDays | None) -> Iterator[Task]:
    if not caller().may(Permission.RIGHTS):
        return
    if days:
        yield from _some("late", days.late, "/rights/notices", "warning", urgent=True)
        yield from _some("soon30", days.in_30, "/rights/calendar?view=soon", "calendar", urgent=True)
        yield from _some("soon90", days.in_90, "/rights/calendar?view=soon", "calendar")
    yield from _some("rights", catalogue.rights.counts().get(PolicyStatus.NEEDS_REVIEW, 0), "/rights", "rights")
    yield from _some("notices", len(catalogue.notices.page(limit=MOST)), "/rights/notices", "clock")


def _published(late: int) -> Iterator[Task]:
    if caller().may(Permission.EDIT):
        yield from _some("gone", late, "/publishing/withdrawals", "publishing", urgent=True)


def _writes(catalogue: Catalogue) -> Iterator[Task]:
    if caller().may(Permission.ADMINISTER):
        refused, uncertain = (catalogue.outbox.count([state]) for state in (WriteState.REFUSED, WriteState.UNCERTAIN))
        yield from _some("refused", refused, "/connections", "upload", urgent=True)
        yield from _some("uncertain", uncertain, "/connections", "question", urgent=True)


def _words(catalogue: Catalogue) -> Iterator[Task]:
    if caller().may(Permission.REVIEW):
        yield from _some("review", catalogue.enrichments.counts().suggestions, "/review", "review")
    if caller().may(Permission.EDIT):
        yield from _some("alike", len(catalogue.identities.likenesses(limit=MOST)), "/alike", "copy")


def _offers(catalogue: Catalogue) -> Iterator[Task]:
    """Versions of the shared model that the agency offers."""
    if caller().may(Permission.VOCABULARY):
        offered = [one.vocabulary for one in catalogue.offers.all() if one.waits]
        url = f"/vocabulary/{quote(offered[0], safe='')}/offer" if len(offered) == 1 else "/vocabulary"
        yield from _some("offers", len(offered), url, "vocabulary")


def _rounds(catalogue: Catalogue) -> Iterator[Task]:
    """Rounds whose proposals are there, and not all decided on."""
    if caller().may(Permission.VOCABULARY):
        counts = {one.name: catalogue.mappings.counts(one.name) for one in catalogue.mappings.rounds() if one.done_at}
        open_ones = [
            name
            for name, found in counts.items()
            if any(of is MappingStatus.PROPOSED for (_, of), n in found.items() if n)
        ]
        url = f"/onboarding/{quote(open_ones[0], safe='')}" if len(open_ones) == 1 else "/onboarding"
        yield from _some("rounds", len(open_ones), url, "vocabulary")


def _some(key: str, count: int, url: str, sign: str, urgent: bool = False) -> Iterator[Task]:
    if count:
        shown = f"{number(MOST)}+" if key in ("notices", "alike") and count >= MOST else number(count)
        yield Task(key, shown, phrase(f"home.task.{key}", count=count), url, sign, urgent)
