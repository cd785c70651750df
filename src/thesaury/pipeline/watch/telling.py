"""One round of the watch: find what is to be told, keep what is new, and send what waits; cut off anywhere, the next round goes on."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from zoneinfo import ZoneInfo

from thesaury.model.errors import AskPerson, Retry
from thesaury.model.notice import Notice, NoticeGroup, NoticeMessage
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.announcing.of_rights import ways
from thesaury.pipeline.observing import forget_searches
from thesaury.pipeline.rights.answering import forget_answers
from thesaury.pipeline.watch.noticing import never, noticed
from thesaury.ports.notices import Notices
from thesaury.ports.notifying import Notifier
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import holding, this_process

LEASE = "rights notices"
"""Whose holder tells: two workers never send the same at once."""
_BUSY = "Somebody looks at the rights just now ({holder}). Wait until that is over, then run this again."

MOST = 500
"""Notices in one message, at most; more go out in another one."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: notices that are new, how many messages went out by channel, and what did not, with a sentence each."""

    new: tuple[Notice, ...]
    told: tuple[tuple[str, int], ...]
    failed: tuple[tuple[str, str], ...]


def watch_round(
    workspace: Workspace, moment: datetime, zone: str = TIME_ZONE, stopped: Callable[[], bool] = never
) -> Round:
    """Look, keep and tell, at this moment (with an offset), until asked to stop. Raises WorkspaceBusy while another round is under way."""
    notices, notifiers = workspace.catalogue.notices, workspace.notifiers()
    with holding(workspace.catalogue.leases, [LEASE], _holder(), _BUSY):
        forget_answers(workspace, moment)
        forget_searches(workspace, moment)
        channels = [*(notifier.channel for notifier in notifiers), *ways(workspace.catalogue)]
        new = notices.put(noticed(workspace, moment, zone, stopped), channels)
        done = [
            (one.channel, *deliver(notices, one, moment, workspace.notice_digest, zone, stopped)) for one in notifiers
        ]
    told = tuple((channel, sent) for channel, sent, _ in done)
    return Round(tuple(new), told, tuple((channel, why) for channel, _, why in done if why))


def deliver(
    notices: Notices,
    notifier: Notifier,
    moment: datetime,
    digest: bool,
    zone: str = TIME_ZONE,
    stopped: Callable[[], bool] = never,
) -> tuple[int, str]:
    """Send what waits for a channel; returns how many messages went out, and why one did not (empty: all did).

    What went out is kept as told right after it: cut off between the two, it is told a second time, and never not at all. A digest
    goes out once a day at most. After a failure the rest waits with it for the next round.
    """
    at, sent = moment.astimezone(ZoneInfo("UTC")).isoformat(timespec="seconds"), 0
    if digest and _day(notices.last_told(notifier.channel), zone) == _day(at, zone):
        return 0, ""
    while waiting := notices.waiting(notifier.channel, MOST):
        for message in messages(waiting, at, digest):
            if stopped():
                return sent, ""
            try:
                notifier.tell(message)
            except (Retry, AskPerson) as error:
                notices.failed(message.keys, notifier.channel, at, error.message)
                return sent, error.message
            notices.told(message.keys, notifier.channel, at)
            sent += 1
    return sent, ""


def messages(waiting: Sequence[Notice], at: str, digest: bool) -> Iterator[NoticeMessage]:
    """One message with all groups as a digest, else one for each campaign and owner."""
    groups = grouped(waiting)
    for some in [groups] if digest else [(group,) for group in groups]:
        keys = sorted(notice.key for group in some for notice in group.notices)
        name = sha256("\n".join(keys).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        yield NoticeMessage(name, at, tuple(some))


def grouped(notices: Iterable[Notice]) -> tuple[NoticeGroup, ...]:
    """By campaign and owner; groups with something in use first, in each what is in use first, then the nearest day."""
    by_group = sorted(notices, key=_group)
    groups = [
        NoticeGroup(*name, tuple(sorted(some, key=lambda one: (not one.in_use, one.day or "9", one.key))))
        for name, some in groupby(by_group, key=_group)
    ]
    return tuple(sorted(groups, key=lambda group: not group.notices[0].in_use))


def _group(notice: Notice) -> tuple[str, str]:
    return notice.campaign, notice.owner


def _day(moment: str, zone: str) -> str:
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)).date().isoformat() if moment else ""


def _holder() -> str:
    """A holder for each round, so that two threads of one process keep out of each other's way too."""
    return f"{this_process()}-{time.monotonic_ns()}"
