"""A CMS at a glance: which channel it shows, how it stands, and what waits, is refused or late there; the CMS itself is not asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.connection import Connection, Failure, Run
from thesaury.model.publication import Publication, PublicationState
from thesaury.model.publishing import Channel
from thesaury.web.desk import Desk
from thesaury.web.pages.connections.listed import State, connection_url, state_of, title_of
from thesaury.web.pages.publishing.faces import When, when
from thesaury.web.pages.publishing.late import Late, late_in, overdue_in
from thesaury.web.parts.run_words import RunRow, row
from thesaury.web.texts import phrase

WAITING = (PublicationState.PENDING, PublicationState.SENDING, PublicationState.UNCERTAIN)
"""States of what is still on its way, or not known to have arrived."""
_RUNS = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """How many assets stand how in a CMS: `late` are those that should be gone."""

    live: int = 0
    waiting: int = 0
    late: int = 0
    refused: int = 0
    done: int = 0

    @property
    def all(self) -> int:
        """Everything that is known."""
        return self.waiting + self.refused + self.done


@dataclass(frozen=True, slots=True)
class Target:
    """One CMS at a glance. `channel` is None where its setting names none that there is; `wrong` says so. `behind` is what should be gone,
    the longest overdue first."""

    name: str
    title: str
    url: str
    settings: str
    state: State
    channel: Channel | None
    wrong: str
    way: str
    counts: Counts
    behind: tuple[Publication, ...]
    last: RunRow | None
    open: RunRow | None
    changed: When

    @property
    def late(self) -> list[Late]:
        """What should be gone, in a sentence; nothing where all is."""
        return [late_in(self.name, self.behind)] if self.behind else []


def target_url(name: str) -> str:
    """The page of a CMS within publishing."""
    return f"/publishing/targets/{connection_url(name).rpartition('/')[2]}"


def target(desk: Desk, connection: Connection) -> Target:
    """A CMS as it stands, by what is known here."""
    catalogue, name = desk.workspace.catalogue, connection.name
    runs = [(run, catalogue.runs.failures(run.id)) for run in catalogue.runs.recent(_RUNS, connection=name)]
    ended = next((run for run, _ in runs if run.finished_at), None)
    going = next((run for run, _ in runs if not run.finished_at), None)
    said = connection.setting("channel").strip()
    channel = catalogue.channels.get(said) if said else None
    missing = phrase("targets.channel.gone", name=said) if said else phrase("targets.channel.none")
    counted, behind = catalogue.publications.counts(name), overdue_in(desk.workspace, connection)
    log = catalogue.publications.log(name, limit=1)
    way = connection.setting("withdrawal").strip().lower()
    return Target(
        name,
        title_of(connection),
        target_url(name),
        f"{connection_url(name)}/settings",
        _state(desk, connection, runs, bool(behind)),
        channel,
        "" if channel else missing,
        way,
        Counts(
            counted.get("live", 0),
            sum(counted.get(state.value, 0) for state in WAITING),
            len(behind),
            counted.get(PublicationState.REFUSED.value, 0),
            counted.get(PublicationState.DONE.value, 0),
        ),
        tuple(behind),
        row(ended) if ended else None,
        row(going) if going else None,
        when(log[0][1].at) if log else When(),
    )


def _state(desk: Desk, connection: Connection, runs: Sequence[tuple[Run, Sequence[Failure]]], late: bool) -> State:
    """How its runs stand; all is not well where something should be gone."""
    known = state_of(desk, connection, runs)
    return State("bad", "warning", phrase("targets.late")) if late and known.manner in ("", "good") else known
