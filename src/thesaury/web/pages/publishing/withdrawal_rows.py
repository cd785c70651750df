"""What was withdrawn, as rows: why, since when, how soon each CMS let it go, where it stood, and what may take its place there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from thesaury.model.connection import Connection
from thesaury.model.publication import KnownUse, Step
from thesaury.model.time import now
from thesaury.pipeline.publishing.replacing import Instead, Replacing
from thesaury.pipeline.publishing.withdrawing import InCms, Withdrawn, seconds_between, withdrawals
from thesaury.ports.workspace import Workspace
from thesaury.web.desk import Desk
from thesaury.web.pages.publishing.faces import Face, When, faces, length, reason_words, web_address, when
from thesaury.web.pages.publishing.target_sheet import target_url
from thesaury.web.parts.spoken_days import spoken_day

_STEPS = 500
"""So many of the newest lines of a log say how soon a CMS lets go."""


@dataclass(frozen=True, slots=True)
class CmsRow:
    """How a withdrawal stands in one CMS: `took` is how long it took, or has taken so far."""

    cms: InCms
    url: str
    needed: When
    done: When
    due: When
    took: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that shows or showed it; `address` is empty where it is none of the web."""

    title: str
    address: str
    cms: str
    place: str
    live: bool
    since: When
    ended: When


@dataclass(frozen=True, slots=True)
class InsteadRow:
    """What may take its place: `alike` in percent, 0 where it was not compared; `until` is its last day."""

    face: Face
    heir: bool
    alike: int
    until: str


@dataclass(frozen=True, slots=True)
class Row:
    """One asset that left one channel."""

    face: Face
    channel: str
    title: str
    reason: str
    sentence: str
    since: When
    found: When
    overdue: bool
    cms: tuple[CmsRow, ...]
    pages: tuple[PageRow, ...]
    instead: tuple[InsteadRow, ...]

    @property
    def standing(self) -> int:
        """On how many pages it stands still."""
        return sum(not one.ended for one in self.pages)


@dataclass(frozen=True, slots=True)
class Pace:
    """How soon one CMS lets go what it should, by the newest lines of its log."""

    name: str
    url: str
    count: int
    usually: str
    longest: str


def listed(desk: Desk, channel: str, limit: int) -> tuple[list[Row], bool]:
    """What left the channels (or one), what is overdue first and then the last ones; and whether there is more."""
    workspace = desk.workspace
    replacing = Replacing(workspace, desk.lexicon().sources(workspace))
    found = withdrawals(workspace, "", replacing, channel, limit + 1)
    shown = sorted(found, key=lambda one: not one.overdue)[:limit]
    titles = {one.entry.asset: one.title for one in shown}
    titles |= {other.entry.asset: _title(other) for one in shown for other in one.instead}
    known = faces(desk, titles, titles)
    channels = {one.name: one.title or one.name for one in workspace.catalogue.channels.all()}
    return [_row(one, known, channels.get(one.entry.channel, one.entry.channel)) for one in shown], len(found) > limit


def paces(workspace: Workspace, connections: Iterable[Connection]) -> list[Pace]:
    """How soon these let go; those that never had to are left out."""
    return [pace for one in connections if (pace := _pace(workspace, one.name))]


def _pace(workspace: Workspace, name: str) -> Pace | None:
    log = workspace.catalogue.publications.log(name, limit=_STEPS)
    took = [
        seconds_between(step.needed_at, step.at) for _, step in log if step.step is Step.WITHDRAWN and step.needed_at
    ]
    return Pace(name, target_url(name), len(took), length(median(took)), length(max(took))) if took else None


def _row(one: Withdrawn, known: dict[str, Face], channel: str) -> Row:
    entry, moment = one.entry, now()
    return Row(
        known[entry.asset],
        entry.channel,
        channel,
        reason_words(entry.reason),
        entry.sentence,
        when(entry.since or entry.changed_at),
        when(entry.changed_at),
        one.overdue,
        tuple(_in_cms(cms, moment) for cms in one.cms),
        _pages(one.pages),
        tuple(_instead(other, known) for other in one.instead),
    )


def _in_cms(cms: InCms, moment: str) -> CmsRow:
    due = when(cms.due_at) if cms.overdue and cms.due_at > moment else When()
    return CmsRow(cms, target_url(cms.connection), when(cms.needed_at), when(cms.done_at), due, length(cms.seconds))


def _pages(uses: Sequence[KnownUse]) -> tuple[PageRow, ...]:
    """Those that show it still first."""
    return tuple(_page(one) for one in sorted(uses, key=lambda one: (bool(one.ended_at), not one.use.live)))


def _page(known: KnownUse) -> PageRow:
    use = known.use
    return PageRow(
        use.title.strip() or use.address or use.page,
        web_address(use.address),
        known.connection,
        use.place,
        use.live,
        when(use.since or known.seen_at),
        when(known.ended_at),
    )


def _instead(other: Instead, known: dict[str, Face]) -> InsteadRow:
    entry = other.entry
    return InsteadRow(known[entry.asset], other.heir, round(other.score * 100), spoken_day(entry.allowed_until))


def _title(other: Instead) -> str:
    titles = other.entry.item.titles
    return titles[0].text if titles else ""
