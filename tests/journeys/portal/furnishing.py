"""What a workspace gathers in a week of work: connections, flows, runs with failures, open writes, searches, notices, people, tokens.

All of it is kept straight in the catalogue; nothing outside is asked. Names and sentences are those of `Said`, so that a workspace of
hostile ones is made by the same hand.
"""

from dataclasses import dataclass

from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.access import Permission, Role
from thesaury.model.answer_log import KeptAnswer
from thesaury.model.concept import Label
from thesaury.model.connection import Connection, Failure, RunProgress, RunState
from thesaury.model.flow import Flow, Schedule, ScheduleKind, Step
from thesaury.model.notice import Notice, NoticeKind
from thesaury.model.outbox import Change, ConceptTag, OutboxRow, WriteState
from thesaury.model.policy import Verdict
from thesaury.model.saved_search import SavedSearch
from thesaury.pipeline.accounts import people, tokens

OPEN_WRITE = "open-write"
"""The key of the write that nobody knows the end of."""
LOGS_IN = "brand-dam"
"""The connection into which a person logs in."""
FLOW = "nightly"
_DAY = "2026-11-28"


@dataclass(frozen=True, slots=True)
class Said:
    """The words that people and systems gave: of a person, a campaign, a search, and what a system answered."""

    person: str = "Jonas Reuter"
    campaign: str = "Spring of fresh water"
    search: str = "Sustainable packaging for the website"
    sentence: str = "The file cannot be read: it ends before its picture does. Send it again."
    label: str = "sustainable packaging"


def furnish(workspace: EmbeddedWorkspace, said: Said = Said()) -> None:
    """Put all of it there. The workspace needs one asset at least, and a connection named `studio` to show open writes."""
    asset = workspace.catalogue.records.asset_page("", 1)[0]
    _connections(workspace)
    _runs(workspace, said)
    _writes(workspace, said)
    _rights(workspace, asset.id, said)
    _people(workspace, said)
    found = [one.id for one in workspace.catalogue.records.asset_page("", 5)]
    search = SavedSearch(
        "s1", said.search, said.label, (), f"{_DAY}T08:00:00+00:00", "", (("channel", "website"),), True
    )
    workspace.catalogue.saved_searches.put(search, found[1:])
    workspace.catalogue.saved_searches.saw("s1", found, f"{_DAY}T09:00:00+00:00", "now")


def _connections(workspace: EmbeddedWorkspace) -> None:
    settings = {
        "portal": "brand.fennmoor.example",
        "auth": "browser",
        "client_id": "thesaury",
        "redirect_uri": "https://thesaury.fennmoor.example/login",
    }
    workspace.catalogue.records.put_connection(Connection(LOGS_IN, "bynder", tuple(settings.items())))
    workspace.catalogue.secrets.put(LOGS_IN, {"client_secret": "never shown"})


def _runs(workspace: EmbeddedWorkspace, said: Said) -> None:
    names = [one.name for one in workspace.catalogue.records.connections()]
    catalogue = workspace.catalogue
    every_night = Schedule(ScheduleKind.CRON, "30 2 * * *")
    catalogue.flows.put(Flow(FLOW, tuple(names), tuple(Step), every_night, 0.8), "2026-11-30T02:30:00+00:00")
    catalogue.flows.put(Flow("by-hand", (names[0],), (Step.PULL, Step.ENRICH), enabled=False), "")
    for state in (RunState.FINISHED, RunState.FAILED, RunState.INTERRUPTED):
        run = catalogue.runs.begin(names, f"{_DAY}T02:30:00+00:00", FLOW)
        counts = {
            "new": 1204,
            "changed": 31,
            "unchanged": 40,
            "refused": 2,
            "enriched": 1235,
            "accepted": 12,
            "pushed": 9,
        }
        catalogue.runs.add(run.id, counts, {"pull": 12.5, "enrich": 48.2, "review": 0.4, "push": 7.1})
        catalogue.runs.fail(run.id, [Failure("pull", names[0], f"item-{n}.tif", said.sentence) for n in range(3)])
        catalogue.runs.finish(
            run.id, state, f"{_DAY}T02:31:08+00:00", said.sentence if state is RunState.FAILED else ""
        )
    going = catalogue.runs.begin(names, "2026-11-29T02:30:00+00:00", FLOW)
    catalogue.runs.add(going.id, {"new": 410})
    catalogue.runs.stand(going.id, RunProgress("enrich", names[0], 1, 4, 410, 1235, "2026-11-29T02:30:40+00:00"))


def _writes(workspace: EmbeddedWorkspace, said: Said) -> None:
    tag = ConceptTag("https://fennmoor.example/c/1", "", (Label(said.label, "en"),))
    [(_, record)] = workspace.catalogue.records.records("studio", "", 1)
    rows = [
        OutboxRow(
            Change(key, "studio", record.external_id, field, (tag,), (), (tag,)), created_at=f"{_DAY}T02:31:00+00:00"
        )
        for key, field in ((OPEN_WRITE, "concepts"), ("refused-write", "subjects"))
    ]
    workspace.catalogue.outbox.put(rows)
    for row, state in zip(rows, (WriteState.UNCERTAIN, WriteState.REFUSED), strict=True):
        workspace.catalogue.outbox.claim([row.change.key], f"{_DAY}T02:31:01+00:00", 1)
        workspace.catalogue.outbox.settle(row.change.key, state, f"{_DAY}T02:31:02+00:00", said.sentence)


def _rights(workspace: EmbeddedWorkspace, asset: str, said: Said) -> None:
    title = workspace.catalogue.records.assets([asset])[0]
    name = title.records[0].external_id
    notices = [
        Notice(
            f"n{number}", kind, stage, asset, name, record, place, 1, said.sentence, f"{_DAY}T06:00:00+00:00",
            "2026-12-05", said.campaign, said.person, in_use=number == 0,
        )
        for number, (kind, stage) in enumerate(((NoticeKind.END, 7), (NoticeKind.CAP, 80), (NoticeKind.DENIED, 0)))
        for record, place in (("studio:a", "licence"),)
    ]  # fmt: skip
    workspace.catalogue.notices.put(notices, ["log"])
    answers = [
        KeptAnswer(
            f"{_DAY}T10:0{number}:00+00:00", said.person, "page", asset, name, '{"channel": "website", "region": "DE"}',
            verdict, said.sentence, ("studio:a",), "d",
        )
        for number, verdict in enumerate(Verdict)
    ]  # fmt: skip
    workspace.catalogue.answers.add(answers)


def _people(workspace: EmbeddedWorkspace, said: Said) -> None:
    access = workspace.access
    people.add(access, "jonas@fennmoor.example", said.person, (Role.EDITOR, Role.REVIEWER))
    people.add(access, "gone@fennmoor.example", said.person, (Role.VIEWER,))
    people.disable(access, "gone@fennmoor.example")
    member = people.member(access, "jonas@fennmoor.example")
    tokens.create(access, member, said.search[:60], [Permission.READ], 30)
