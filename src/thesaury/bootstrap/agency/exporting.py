"""A client as one archive: what another place opens it from, and beside it everything in standard forms that other programs read.

The archive is a ZIP with `manifest.json`, which names every file in it with its size and SHA-256.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import copyfile, copyfileobj
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from thesaury import __version__
from thesaury.bootstrap.agency.carried import carried
from thesaury.bootstrap.agency.scratch import scratch
from thesaury.bootstrap.exporting import export_graph, export_vocabulary
from thesaury.bootstrap.workspace import EmbeddedWorkspace
from thesaury.config import SETTINGS_FILE
from thesaury.model.errors import Usage
from thesaury.model.time import now
from thesaury.ports.audit import note
from thesaury.ports.files import file_error, written_whole
from thesaury.ports.progress import Progress, unheard
from thesaury.vocabulary.forms import WordForm

FORM = 1
"""Of the archive; a higher one is of a newer Thesaury."""
MANIFEST = "manifest.json"
WORKSPACE = "workspace"
"""The folder of the archive from which a workspace is opened; all others are for people and other programs."""
CATALOGUE, KEY = "catalogue.db", "secret.key"
KEPT_FOLDERS = ("models", "fonts", "imports", "onboarding")
"""Folders of a workspace that are made by people or by learning; all others are made anew from the catalogue."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Exported:
    """What an archive holds: each file with its size, and whether secrets and names of people are in it."""

    files: Mapping[str, int]
    secrets: bool
    people: bool


def export_workspace(
    workspace: EmbeddedWorkspace,
    name: str,
    path: Path,
    secrets: bool = False,
    people: bool = False,
    progress: Progress = unheard,
) -> Exported:
    """Write everything of a workspace to one archive, whole or not at all, while others go on writing the workspace.

    The catalogue is as it stood at one moment, and so are tables and vocabularies, which are made from that copy; the graph is as it was
    last projected. No account of a person is in it, nor anything that opens the workspace; secrets of connections and the key to
    them only with `secrets`, and addresses of who did what only with `people`. Raises Usage where secrets are wanted and the key is
    no file, NoSpace, Unreachable, and WorkspaceBusy where the graph is written without a pause.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with scratch(path.parent, f"exporting-{path.name}") as folder:
            folder.mkdir(0o700)
            _staged(workspace, folder / WORKSPACE, secrets, people)
            _standard_forms(folder, progress)
            if (workspace.root / "graph").exists() or workspace.settings.graph_server:
                export_graph(workspace, folder / "graph.nq")
            done = _zipped(folder, path, name, secrets, people, progress)
    except OSError as error:
        raise file_error(error, path) from error
    note(workspace.catalogue.audit, "client.export", f"client:{name}", None, {"secrets": secrets, "people": people})
    return done


def _staged(workspace: EmbeddedWorkspace, place: Path, secrets: bool, people: bool) -> None:
    """A workspace at that place, as it is received again."""
    from thesaury.engines.sql.leaving import left_copy

    place.mkdir()
    addresses = [member.person.address for member in workspace.access.accounts.people.members(workspace.id)]
    left_copy(workspace.root / CATALOGUE, place / CATALOGUE, secrets, None if people else addresses)
    _settings(workspace.root, place, people)
    for named in (workspace.settings.campaigns, workspace.settings.rates):
        _copied(workspace, workspace.root / Path(named).expanduser(), place / Path(named).name)
    for name in KEPT_FOLDERS:
        for file in _files(workspace.root / name):
            _copied(workspace, file, place / file.relative_to(workspace.root))
    if secrets:
        _key(workspace, place / KEY)


def _copied(workspace: EmbeddedWorkspace, file: Path, copy: Path) -> None:
    """Nothing where there is no such file, or it leads to where the client may not look."""
    with suppress(FileNotFoundError), workspace.opened(file) as source:
        copy.parent.mkdir(parents=True, exist_ok=True)
        with copy.open("wb") as target:
            copyfileobj(source, target)


def _settings(root: Path, place: Path, people: bool) -> None:
    """The settings that hold wherever the workspace is, without the comments, in which anything may stand."""
    (place / SETTINGS_FILE).write_text(carried((root / SETTINGS_FILE).read_text(encoding="utf-8"), people), "utf-8")


def _key(workspace: EmbeddedWorkspace, place: Path) -> None:
    import os

    from thesaury.engines.vault import VARIABLE

    key = workspace.root / workspace.settings.key_file
    if os.environ.get(VARIABLE, ""):
        raise Usage(f"The key of the secrets is in {VARIABLE} and does not go into a file. Export without secrets.")
    if key.exists():
        copyfile(key, place)


def _standard_forms(folder: Path, progress: Progress) -> None:
    """Vocabularies as SKOS, mappings as SSSOM, assets as JSON Lines and as a table, rights as ODRL, all from the copy."""
    from thesaury.pipeline import thesaurus_of
    from thesaury.pipeline.rights.policies import as_odrl
    from thesaury.sync.exporting import each_asset, export_csv, export_jsonl

    with closing(EmbeddedWorkspace(folder / WORKSPACE)) as copy:
        for version in copy.catalogue.vocabularies.current():
            export_vocabulary(copy, version.name, WordForm.TURTLE, folder / "vocabularies" / f"{version.name}.ttl")
        _mappings(copy, folder / "mappings")
        thesaurus = thesaurus_of(copy)
        export_jsonl(copy, thesaurus, folder / "assets.jsonl", progress)
        export_csv(copy, thesaurus, folder / "assets.csv")
        with written_whole(folder / "policies.jsonl") as file:
            for asset, _ in each_asset(copy):
                for policy in as_odrl(copy, asset).parts:
                    file.write(f"{json.dumps(policy, ensure_ascii=False)}\n".encode())
    for beside in (f"{CATALOGUE}-wal", f"{CATALOGUE}-shm"):
        (folder / WORKSPACE / beside).unlink(missing_ok=True)


def _mappings(copy: EmbeddedWorkspace, place: Path) -> None:
    """What is said of the client's values and concepts, a file for each round of onboarding."""
    from thesaury.model.onboarding import ExchangeForm
    from thesaury.pipeline.onboarding.exchanging import written

    for round in copy.catalogue.mappings.rounds():
        with written_whole(place / f"{quote(round.name, safe=' ')}.sssom.tsv") as file:
            file.write(written(copy, round, ExchangeForm.SSSOM, proposals=True).text.encode())


def _zipped(folder: Path, path: Path, name: str, secrets: bool, people: bool, progress: Progress) -> Exported:
    files = [file for file in sorted(_files(folder)) if _carried(file.relative_to(folder).as_posix())]
    told: dict[str, dict[str, str | int]] = {}
    with written_whole(path) as whole, ZipFile(whole, "w", ZIP_DEFLATED, compresslevel=4) as archive:
        for done, file in enumerate(files, 1):
            called = file.relative_to(folder).as_posix()
            told[called] = _added(archive, file, called)
            progress("pack", done, len(files))
        manifest = {
            "form": FORM,
            "thesaury": __version__,
            "client": name,
            "at": now(),
            "secrets": secrets,
            "people": people,
        }
        archive.writestr(MANIFEST, json.dumps(manifest | {"files": told}, ensure_ascii=False, indent=2))
    return Exported({called: int(said["bytes"]) for called, said in told.items()}, secrets, people)


def _carried(called: str) -> bool:
    """Not what opening the copy left beside it."""
    if not called.startswith(f"{WORKSPACE}/"):
        return True
    first = called.split("/")[1]
    return first in (CATALOGUE, KEY, SETTINGS_FILE, *KEPT_FOLDERS) or first.endswith(".csv")


def _added(archive: ZipFile, file: Path, called: str) -> dict[str, str | int]:
    digest, size = sha256(), 0
    info = ZipInfo.from_file(file, called, strict_timestamps=False)
    info.compress_type = ZIP_DEFLATED
    with file.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        while piece := source.read(_PIECE):
            digest.update(piece)
            target.write(piece)
            size += len(piece)
    return {"bytes": size, "sha256": digest.hexdigest()}


def _files(place: Path) -> Iterator[Path]:
    """What lies there, but for links and for what is hidden: an upload that is under way, say."""
    for path in place.rglob("*") if place.exists() else ():
        hidden = any(part.startswith(".") for part in path.relative_to(place).parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path
