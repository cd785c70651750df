"""Beginning a round, where its table lies, and removing it with everything that is kept of it."""

import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from thesaury.model.errors import BadInput, NoSpace, Outdated, Usage
from thesaury.model.onboarding import OnboardingRound, SourceKind
from thesaury.model.time import now
from thesaury.pipeline.onboarding.rounds import shared_model
from thesaury.ports.audit import note
from thesaury.ports.mappings import round_called
from thesaury.ports.records import connection_named
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import holding, this_process

FOLDER = "onboarding"
"""The folder of the workspace for tables that were uploaded: one in it for each round."""
LEASE = "onboarding/"
"""What the leases of rounds begin with, before the name: one works at a round at a time."""

_BUSY = "The round {0} is being worked at just now. Wait until that is over, or stop it."
_FORGOTTEN = 24 * 3600
"""Seconds after which a folder that no round names was left by who was killed."""
_LONGEST = 200


def begin(workspace: Workspace, kind: SourceKind, source: str, name: str = "", vocabulary: str = "") -> OnboardingRound:
    """Keep a round of this name, or called as its source; nothing is proposed yet. One that is there already begins anew: what was decided
    in it stands, and its table may lie elsewhere this time.

    Raises Usage for an unknown source or vocabulary and for a round of another source, WorkspaceBusy where it is being worked at, and what
    the reader of tables raises.
    """
    called = _called(name or (Path(source).stem if kind is SourceKind.TABLE else source))
    with worked_at(workspace, called):
        round = _wanted(workspace, kind, source, called, vocabulary)
        if kind is SourceKind.TABLE:
            workspace.tables.outline(table_of(workspace, round))  # what cannot be read begins no round
        workspace.catalogue.mappings.put_round(round)
    return round


def begin_with_table(workspace: Workspace, sent: Path, name: str = "", vocabulary: str = "") -> OnboardingRound:
    """As `begin`, of a table that was uploaded: it is moved into the workspace, where it stays as long as the round.

    The same file again takes the place of the one before, so that whoever reads it finds the client's next export. Raises what `begin`
    raises; the table is where it was then.
    """
    called = _called(name or Path(sent.name.removesuffix(".gz")).stem)
    place = _place(workspace, called)
    with worked_at(workspace, called):
        target = place / sent.name
        round = _wanted(workspace, SourceKind.TABLE, target.relative_to(workspace.root).as_posix(), called, vocabulary)
        if not workspace.tables.outline(sent).rows:
            raise BadInput(f"{sent.name} has no rows below its header, or is no table. Look at it, then send it again.")
        try:
            place.mkdir(parents=True, exist_ok=True)
            sent.replace(target)
        except OSError as error:
            raise NoSpace("The table cannot be kept: no space is left. Make room, then send it again.") from error
        workspace.catalogue.mappings.put_round(round)
        for file in place.iterdir():
            if file != target and not _readers(workspace, file):
                file.unlink(missing_ok=True)
    return round


def table_of(workspace: Workspace, round: OnboardingRound) -> Path:
    """Where the table of a round lies: one that was uploaded is named by its place in the workspace, which may itself be moved."""
    return workspace.root / round.source


def uploaded(round: OnboardingRound) -> bool:
    """Whether the table of this round was uploaded, and is kept in the workspace."""
    return round.kind is SourceKind.TABLE and round.source.startswith(f"{FOLDER}/")


def remove(workspace: Workspace, round: OnboardingRound) -> None:
    """Forget a round: its mappings, its history, and its table if that was uploaded.

    Raises Usage where a connection reads that table, Outdated where the round is not there any more, WorkspaceBusy where it is being
    worked at.
    """
    mappings, place = workspace.catalogue.mappings, _place(workspace, round.name)
    with worked_at(workspace, round.name):
        if names := _readers(workspace, place):
            listed = ", ".join(names)
            raise Usage(
                f"The table of the round {round.name} is read by the connection {listed}. Remove that first, with its "
                f"flow: thesaury disconnect {names[0]}"
            )
        if round_called(mappings, round.name) is None:
            raise Outdated(f"The round {round.name} is not there any more.")
        counts = {kind.value: 0 for kind, _ in mappings.counts(round.name)}
        for (kind, _), count in mappings.counts(round.name).items():
            counts[kind.value] += count
        mappings.remove_round(round.name)
        shutil.rmtree(place, ignore_errors=True)
    before = {"kind": round.kind, "source": round.source, "vocabulary": round.vocabulary, **counts}
    note(workspace.catalogue.audit, "onboarding.remove", f"onboarding:{round.name}", before, None)
    _sweep(workspace)


@contextmanager
def worked_at(workspace: Workspace, round: str) -> Iterator[None]:
    """For the block nobody else proposes, begins or removes this round. Raises WorkspaceBusy where somebody does already."""
    holder = f"{this_process()}-{secrets.token_hex(4)}"
    with holding(workspace.catalogue.leases, [f"{LEASE}{round}"], holder, _BUSY.format(round)):
        yield


def _wanted(workspace: Workspace, kind: SourceKind, source: str, called: str, vocabulary: str) -> OnboardingRound:
    kept = round_called(workspace.catalogue.mappings, called)
    moved = kind is SourceKind.TABLE  # the next export of a client lies elsewhere
    if kept and (kept.kind != kind or (kept.source != source and not moved)):
        raise Usage(
            f"The round {called!r} is that of the {kept.kind} {kept.source}. Give this one another name: --round NAME"
        )
    wanted = shared_model(workspace, vocabulary or (kept.vocabulary if kept else ""))
    if kind is SourceKind.VOCABULARY:
        workspace.catalogue.vocabularies.get(source)
        if source == wanted:
            raise Usage(f"{source} cannot be mapped to itself. Name the shared model with --vocabulary.")
    if kind is SourceKind.CONNECTION and not connection_named(workspace.catalogue.records, source):
        raise Usage(f"There is no connection {source!r}. All of them are listed by: thesaury connections")
    return OnboardingRound(called, kind, source, wanted, kept.begun_at if kept else now())


def _called(name: str) -> str:
    """The name of a round, which stands in addresses."""
    if not name or name.startswith(".") or "/" in name or not name.isprintable() or len(name) > _LONGEST:
        raise Usage(
            f"{name[:_LONGEST]!r} cannot be the name of a round: up to {_LONGEST} signs, no slash, and no dot at the "
            "beginning. Give it another one: --round NAME"
        )
    return name


def _place(workspace: Workspace, round: str) -> Path:
    """The folder of a round: its name may have signs that no folder should have."""
    return workspace.root / FOLDER / sha256(round.encode()).hexdigest()[:16]


def _readers(workspace: Workspace, place: Path) -> list[str]:
    """The connections with a setting that names this place, or one in it, by its whole path or by that within the workspace."""
    whole = place.absolute()
    return [
        one.name
        for one in workspace.catalogue.records.connections()
        if any((workspace.root / value).absolute().is_relative_to(whole) for _, value in one.settings)
    ]


def _sweep(workspace: Workspace) -> None:
    """Forget old folders that belong to no round: a process that was killed leaves one."""
    above = workspace.root / FOLDER
    known = {_place(workspace, one.name) for one in workspace.catalogue.mappings.rounds()}
    for left in above.iterdir() if above.is_dir() else ():
        if left not in known and time.time() - left.stat().st_mtime > _FORGOTTEN and not _readers(workspace, left):
            shutil.rmtree(left, ignore_errors=True)
