"""One asset sent to a CMS: what is tried is kept before the call and what became of it after, so that a killed process loses nothing."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from thesaury.model.errors import LostReply, Refused, Retry, ThesauryError, Unreachable
from thesaury.model.publication import LONGEST_WAIT, Held, Publication, PublicationState, PublicationStep, Shown, Step
from thesaury.model.publishing import Entry
from thesaury.pipeline.publishing.targets import Bound, package, placeholder
from thesaury.ports.publishing_target import Edit, Package
from thesaury.ports.workspace import Workspace
from thesaury.publishing.merging import Left, Merged, merge, not_kept, same, settled
from thesaury.publishing.planning import LIVE, UNSETTLED, Deed, Planned

_log = logging.getLogger(__name__)

STRANGE = "{0} answered in a way that cannot be read. The log of the server says more; it is tried again."
_FIRST_WAIT, _LONGEST_WITHDRAWAL = 60, 600
"""Seconds before something is tried again, and at most where it is to be gone: that is asked for more often than the rest."""
_LOST_WAIT = 30
"""Seconds after which a write is read back whose reply was lost: a system may show it late."""
_STILL_SHOWN = "{0} shows it still after it was told to withdraw it. Look at it there; it is tried again."
_BUSY_WAIT = 5
"""Seconds after which a picture is asked for again where too many were being made."""


class Sending:
    """Sends to one CMS within one run."""

    def __init__(self, workspace: Workspace, to: Bound, run: int, clock: Callable[[], str]) -> None:
        """Nothing is sent yet."""
        self._workspace, self._to, self._run, self._clock = workspace, to, run, clock

    def carry_out(self, what: Planned, entry: Entry) -> str:
        """Do what is planned; returns created, changed, withdrawn or unchanged. Raises what the target raises, once it is kept."""
        if what.deed is Deed.NOTHING:
            self._keep(self._untouched(what))
            return "unchanged"
        publication = replace(what.publication, state=PublicationState.SENDING, attempts=what.publication.attempts + 1)
        self._keep(publication)
        try:
            done, step = self._do(what, publication, entry)
        except ThesauryError as error:
            self._fail(publication, what.publication.message, error)
            raise
        except Exception as error:
            _log.exception("%s: what was answered to %s could not be read", self._to.name, what.deed)
            lost = LostReply(STRANGE.format(self._to.name))
            self._fail(publication, what.publication.message, lost)
            raise lost from error
        if step is None:
            self._keep(done)
            return "unchanged"
        self._keep(done, self._step(done, step, entry.sentence if step is Step.WITHDRAWN else ""))
        return _WORDS[step]

    def waits(self, publications: Sequence[Publication], message: str) -> None:
        """Keep that these were not tried, for the system does not answer."""
        late = [
            replace(one, attempts=one.attempts + 1, due_at=self._later(one, one.attempts + 1), message=message)
            for one in publications
        ]
        self._workspace.catalogue.publications.put(late)

    def _do(self, what: Planned, publication: Publication, entry: Entry) -> tuple[Publication, Step | None]:
        target = self._to.target
        if what.deed is Deed.WITHDRAW and what.held:
            left = target.withdraw(what.held, self._to.withdrawal, placeholder(self._workspace, self._to, entry))
            if left and left.live:
                raise Refused(_STILL_SHOWN.format(self._to.name))
            return self._withdrawn(publication, what.held, left), Step.WITHDRAWN
        if what.held is None:
            sent = self._package(publication, entry)
            back = target.create(sent)
            merged = replace(merge(Left(), Shown(), sent.shown), file=True)
            publication = replace(publication, wanted=sent.shown, hidden=False)
            return self._done(publication, Left(), merged, Shown(), back), Step.CREATED
        merged = what.merged
        file = self._package(publication, entry) if merged.file else None
        publication = replace(publication, wanted=file.shown if file else publication.wanted)
        if file and not what.revive and file.shown.file == (what.held.shown.file or what.left.written.file):
            file, merged = None, replace(merged, file=False)  # its record changed, but its picture did not
        edit = Edit(merged.fields, merged.add, merged.remove, file, what.revive)
        if edit.empty:
            asked = replace(what.publication, wanted=publication.wanted)
            return self._untouched(replace(what, publication=asked, merged=merged)), None
        back = target.update(what.held, edit)
        done = self._done(publication, what.left, merged, what.held.shown, back)
        dropped = (*done.dropped, *what.dropped)
        return replace(done, kept=what.kept, dropped=dropped, hidden=LIVE in what.kept), Step.CHANGED

    def _package(self, publication: Publication, entry: Entry) -> Package:
        asset = next(iter(self._workspace.catalogue.records.assets([entry.asset])), None)
        return package(self._workspace, self._to, entry, publication.wanted or Shown(), asset)

    def _done(self, publication: Publication, left: Left, merged: Merged, held: Shown, back: Held) -> Publication:
        wanted = publication.wanted or Shown()
        return replace(
            self._settled(publication, back),
            written=settled(left, merged, held, back.shown, wanted),
            live=back.live,
            kept=(),
            dropped=not_kept(wanted, back.shown, merged),
        )

    def _withdrawn(self, publication: Publication, held: Held, left: Held | None) -> Publication:
        """What is left counts as ours where it was ours before, whatever the system made of it."""
        done, written = self._settled(publication, left), publication.written
        if left:
            ours = {name for name, text in written.fields if same(text, held.shown.texts.get(name, ""))}
            texts = {**written.texts} | {name: left.shown.texts.get(name, "") for name in ours}
            written = Shown.of(texts, written.concepts, left.shown.file or written.file)
        return replace(done, written=written if left else Shown(), live=False, hidden=False, kept=(), dropped=())

    def _untouched(self, what: Planned) -> Publication:
        """What stands as it is wanted already, or is gone already."""
        publication, held = what.publication, what.held
        if publication.wanted is None or held is None:
            return replace(self._settled(publication, held), live=False, hidden=False, kept=(), dropped=())
        written = settled(what.left, what.merged, held.shown, held.shown, publication.wanted)
        still = () if publication.state in UNSETTLED else publication.dropped
        done = replace(self._settled(publication, held), hidden=LIVE in what.kept)
        return replace(done, written=written, live=held.live, kept=what.kept, dropped=what.dropped or still)

    def _settled(self, publication: Publication, held: Held | None) -> Publication:
        return replace(
            publication,
            state=PublicationState.DONE,
            external_id=held.external_id if held else "",
            address=held.address if held else "",
            done_at=self._clock(),
            due_at="",
            attempts=0,
            message="",
        )

    def _fail(self, tried: Publication, told: str, error: ThesauryError) -> None:
        """Keep what went wrong and when it is tried again; the log hears of it once."""
        state, due = self._after(tried, error)
        failed = replace(tried, state=state, due_at=due, message=error.message)
        self._keep(failed, None if told == error.message else self._step(failed, Step.FAILED, error.message))

    def _after(self, tried: Publication, error: ThesauryError) -> tuple[PublicationState, str]:
        """Whoever refuses to let something go is asked again."""
        if isinstance(error, LostReply):
            return PublicationState.UNCERTAIN, _after(self._clock(), _LOST_WAIT)
        if isinstance(error, Refused) and tried.wanted is not None:
            return PublicationState.REFUSED, ""
        if isinstance(error, Retry) and not isinstance(error, Unreachable):
            return PublicationState.PENDING, _after(self._clock(), _BUSY_WAIT)
        return PublicationState.PENDING, self._later(tried, tried.attempts)

    def _later(self, publication: Publication, attempts: int) -> str:
        most = _LONGEST_WITHDRAWAL if publication.wanted is None else LONGEST_WAIT
        return _after(self._clock(), min(most, _FIRST_WAIT * 2 ** min(attempts - 1, 20)))

    def _step(self, publication: Publication, step: Step, message: str) -> PublicationStep:
        return PublicationStep(
            publication.connection,
            publication.asset,
            step,
            self._clock(),
            publication.needed_at,
            publication.reason,
            message,
            self._run,
        )

    def _keep(self, publication: Publication, step: PublicationStep | None = None) -> None:
        self._workspace.catalogue.publications.put([publication], [step] if step else [])


_WORDS = {Step.CREATED: "created", Step.CHANGED: "changed", Step.WITHDRAWN: "withdrawn"}


def _after(moment: str, seconds: int) -> str:
    return (datetime.fromisoformat(moment) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
