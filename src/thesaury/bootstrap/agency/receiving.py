"""A workspace made from the archive of another: checked before anything of it is used, whole or not there at all.

The ids of assets, concepts, records and decisions are those of the archive. The workspace gets an id of its own, for it is another one:
nothing that opened the first opens it.
"""

import json
import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath
from shutil import disk_usage
from typing import Any
from zipfile import BadZipFile, ZipFile

from thesaury.bootstrap.agency.agency import Agency
from thesaury.bootstrap.agency.carried import carried
from thesaury.bootstrap.agency.exporting import CATALOGUE, FORM, KEPT_FOLDERS, KEY, MANIFEST, WORKSPACE
from thesaury.bootstrap.workspace import EmbeddedWorkspace
from thesaury.config import SETTINGS_FILE
from thesaury.model.connection import RunState
from thesaury.model.errors import BadInput, NoSpace, Stop, Usage
from thesaury.model.time import now
from thesaury.ports.audit import note
from thesaury.ports.files import file_error
from thesaury.ports.progress import Progress, unheard

_ROOM = 3
"""So many times the size of the files is needed: they are unpacked, and index and graph are built of them."""
_PIECE = 1 << 20
_MOST_TOLD = 16 << 20


def receive(agency: Agency, path: Path, name: str = "", progress: Progress = unheard) -> EmbeddedWorkspace:
    """A new client from an archive, called as it was where it is not named. Its flows are off until somebody switches them on.

    Raises Usage where the name is taken, BadInput for what is no such archive or was changed, Stop for one of a newer Thesaury, NoSpace and
    Unreachable.
    """
    called = name or str(_manifest_at(path).get("client", ""))
    agency.check_free(called)
    with agency.beside(called) as fresh:
        receive_workspace(path, fresh, progress)
        agency.let_in(fresh, called)
    agency.note("client.receive", called, {"archive": path.name})
    return agency.open(called)


def receive_workspace(path: Path, root: Path, progress: Progress = unheard) -> None:
    """A workspace of its own at this directory, which has to be empty or not there. Raises as `receive`; then nothing is usable there."""
    if root.exists() and any(root.iterdir()):
        raise Usage(f"{root} is not empty. Name a directory that is not there yet.")
    try:
        _unpacked(path, root, progress)
    except OSError as error:
        raise file_error(error, root) from error
    with closing(EmbeddedWorkspace(root.absolute())) as workspace:
        _begun(workspace, path.name, progress)


def _unpacked(path: Path, root: Path, progress: Progress) -> None:
    from thesaury.engines.sql.leaving import check_copy, shut_copy

    manifest = _manifest_at(path)
    files: Mapping[str, Any] = manifest["files"]
    wanted = [called for called in files if _wanted(called)]
    if f"{WORKSPACE}/{CATALOGUE}" not in wanted or f"{WORKSPACE}/{SETTINGS_FILE}" not in wanted:
        raise BadInput(f"{path.name} holds no workspace. Ask for the export again.")
    root.mkdir(parents=True, exist_ok=True)
    needed = _ROOM * sum(int(files[called]["bytes"]) for called in wanted)
    if disk_usage(root).free < needed:
        raise NoSpace(
            f"{needed >> 20} MiB are needed below {root.parent} to receive it. Make room, then run this again."
        )
    with _opened(path) as archive:
        for done, called in enumerate(wanted, 1):
            _one(archive, called, files[called], root / PurePosixPath(called).relative_to(WORKSPACE))
            progress("unpack", done, len(wanted))
    check_copy(root / CATALOGUE)
    shut_copy(root / CATALOGUE)
    settings = root / SETTINGS_FILE
    try:
        settings.write_text(carried(settings.read_text(encoding="utf-8"), people=True), encoding="utf-8")
    except ValueError as error:
        raise BadInput(f"The settings in {path.name} are not valid TOML: {error}. Ask for the export again.") from error


def _wanted(called: str) -> bool:
    """Only what a workspace is opened from, and no path that leads anywhere else."""
    parts = PurePosixPath(called).parts
    if len(parts) < 2 or parts[0] != WORKSPACE or "\\" in called or any(part in ("..", ".", "/") for part in parts):
        return False
    alone = len(parts) == 2 and (parts[1] in (CATALOGUE, SETTINGS_FILE, KEY) or parts[1].endswith(".csv"))
    return alone or (len(parts) > 2 and parts[1] in KEPT_FOLDERS)


def _one(archive: ZipFile, called: str, said: Mapping[str, Any], target: Path) -> None:
    """Unpack one file, no byte more of it than the manifest says. Raises BadInput where it is another one."""
    digest, left = sha256(), int(said["bytes"])
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(called) as source, target.open("xb") as file:
            while piece := source.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    break
                digest.update(piece)
                file.write(piece)
    except (KeyError, BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise BadInput(f"{called} cannot be read from the archive ({error}). Ask for the export again.") from error
    if left or digest.hexdigest() != said["sha256"]:
        raise BadInput(f"{called} is not what the manifest says: the archive was damaged or changed. Ask for it again.")
    target.chmod(0o600 if target.name == KEY else 0o644)


def _begun(workspace: EmbeddedWorkspace, source: str, progress: Progress) -> None:
    """End what was under way elsewhere, switch flows off, forget where tables lay there, and build index and graph."""
    from thesaury.model.onboarding import SourceKind
    from thesaury.pipeline import rebuild
    from thesaury.pipeline.onboarding.beginning import FOLDER, uploaded

    catalogue = workspace.catalogue
    for run in catalogue.runs.open():
        catalogue.runs.finish(run.id, RunState.FAILED, now(), "It was under way when the workspace was handed over.")
    for state in catalogue.flows.all():
        catalogue.flows.put(replace(state.flow, enabled=False), "")
    for round in catalogue.mappings.rounds():
        place = PureWindowsPath(round.source)
        # It lay at the other place, or is said to lie with others of this one.
        away = not uploaded(round) or ".." in place.parts
        if round.kind is SourceKind.TABLE and away:
            catalogue.mappings.put_round(replace(round, source=f"{FOLDER}/{place.name}"))
    counts = catalogue.enrichments.counts()
    note(catalogue.audit, "client.receive", f"archive:{source}", None, {"assets": counts.assets})
    with workspace.writing():
        rebuild(workspace, progress)


def _manifest_at(path: Path) -> dict[str, Any]:
    """What an archive says of itself. Raises BadInput where it says nothing, Stop where a newer Thesaury wrote it."""
    with _opened(path) as archive:
        try:
            if archive.getinfo(MANIFEST).file_size > _MOST_TOLD:
                raise ValueError("it is too large")
            said: dict[str, Any] = json.loads(archive.read(MANIFEST))
            form = int(said["form"])
            if any(not isinstance(one["sha256"], str) or int(one["bytes"]) < 0 for one in said["files"].values()):
                raise ValueError("its files have no digests")
        except (KeyError, TypeError, ValueError, AttributeError, BadZipFile, EOFError) as error:
            raise _no_export(path, error) from error
    if form > FORM:
        raise Stop(f"{path.name} was made by a newer Thesaury (form {form}). Use that version, or a newer one.")
    return said


def _opened(path: Path) -> ZipFile:
    try:
        return ZipFile(path)
    except BadZipFile as error:
        raise _no_export(path, error) from error
    except OSError as error:
        raise file_error(error, path) from error


def _no_export(path: Path, error: Exception) -> BadInput:
    return BadInput(f"{path.name} is no export of a workspace ({error}). Name one of: thesaury agency export")
