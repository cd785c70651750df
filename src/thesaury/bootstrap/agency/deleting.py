"""A client deleted whole: first closed, then counted, taken away place by place, looked for, and a receipt written.

Every step may be done twice. What is noted at the beginning stays until the receipt is there, so that a deletion which was cut off goes on.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from time import monotonic, sleep, time
from typing import Any

from thesaury.bootstrap.agency.agency import Agency
from thesaury.bootstrap.graph_servers import cleared
from thesaury.bootstrap.standing import ACCOUNTS, MARK, RECEIPTS, SHARED, forget, set_state
from thesaury.bootstrap.workspace import EmbeddedWorkspace
from thesaury.model.agency import Client, ClientState, Receipt
from thesaury.model.audit import acting
from thesaury.model.errors import AskPerson, Stop, WorkspaceBusy
from thesaury.model.time import now
from thesaury.ports.accounts import Accounts
from thesaury.ports.files import file_error, written_whole

_BEGUN = "deletions"
NOTICE = 3.0
"""Seconds: whatever runs long looks once in one whether the client is still to be open."""
_PATIENCE = 30.0
_PIECE = 1 << 20


def delete(agency: Agency, name: str, by: str = "", patience: float = _PATIENCE, notice: float = NOTICE) -> Receipt:
    """Delete a client with everything that was kept for it; from the first step on nothing opens it. Cut off, the same call goes on.

    Before anything is taken away, servers and workers have `notice` seconds to see that, and then `patience` to end their work.

    Raises Usage where there is none, WorkspaceBusy where somebody has it open still, Stop where something of it was found at the end,
    and whatever a graph server raises; each time it is still being deleted.
    """
    agency.client(name)
    place = agency.folder(name)
    begun = _begun(agency, name, by or acting.get())
    set_state(agency.root, Client(name, ClientState.DELETING, begun["asked_at"], begun["by"]))
    if place.exists():
        sleep(notice)
        _empty_elsewhere(agency, name, begun, patience)
        _renamed(place, _aside(agency, name))
    for left in (_aside(agency, name), *agency.unfinished(name)):
        rmtree(left, ignore_errors=True)
    receipt = _receipt(agency, name, begun)
    if any(receipt.after.values()):
        found = ", ".join(f"{count} {where}" for where, count in receipt.after.items() if count)
        raise Stop(
            f"The deletion of {name} is not complete, for there is still: {found}. See to it, then delete it again."
        )
    _kept(agency, receipt)
    forget(agency.root, name)
    (agency.root / _BEGUN / f"{name}.json").unlink(missing_ok=True)
    return receipt


def receipts(agency: Agency) -> list[Receipt]:
    """What deletions left, the oldest first."""
    found = (json.loads(path.read_text(encoding="utf-8")) for path in (agency.root / RECEIPTS).glob("*.json"))
    return sorted((Receipt(**said) for said in found), key=lambda receipt: receipt.asked_at)


def digest_of(receipt: Receipt) -> str:
    """SHA-256 over the receipt as JSON with sorted keys and without its digest; one without graphs says nothing of them."""
    said = {key: value for key, value in asdict(receipt).items() if key != "digest" and (key != "graphs" or value)}
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _begun(agency: Agency, name: str, by: str) -> dict[str, Any]:
    """What is noted of a deletion at its beginning, the first time with what was counted."""
    noted = agency.root / _BEGUN / f"{name}.json"
    if noted.exists():
        known: dict[str, Any] = json.loads(noted.read_text(encoding="utf-8"))
        return known
    workspace = EmbeddedWorkspace(agency.folder(name))
    try:
        begun = {"id": workspace.id, "by": by, "asked_at": now(), "before": _counted(agency, workspace), "servers": {}}
    finally:
        workspace.close()
    _written(noted, begun)
    return begun


def _counted(agency: Agency, workspace: EmbeddedWorkspace) -> dict[str, int]:
    """How much there is. A catalogue that cannot be read any more is no reason to keep it, and is told as files alone."""
    files, size = agency.size(workspace.root.name)
    counted = {"files": files, "bytes": size}
    with suppress(AskPerson, Stop):
        vocabularies = len(workspace.catalogue.vocabularies.current())
        counted |= {"vocabularies": vocabularies, **asdict(workspace.catalogue.enrichments.counts())}
    return counted | _held(agency, workspace.id)


def _held(agency: Agency, id: str) -> dict[str, int]:
    from thesaury.engines.accounts import open_accounts

    with closing(open_accounts(agency.root / ACCOUNTS)) as accounts:
        held: dict[str, int] = asdict(accounts.held(id))
        return held


def _empty_elsewhere(agency: Agency, name: str, begun: dict[str, Any], patience: float) -> None:
    """Wait until nobody works on it, then take away what is not in its folder: people, and graphs on a server."""
    workspace = EmbeddedWorkspace(agency.folder(name))
    try:
        _alone(workspace, patience)
        with workspace.writing(patience):
            graphs = cleared(workspace)
            elsewhere = {} if graphs.left is None else {"graphs on the server": graphs.left}
            for where, accounts in _directories(agency, workspace):
                accounts.forget(begun["id"])
                elsewhere[where] = sum(asdict(accounts.held(begun["id"])).values())
    finally:
        workspace.close()
    begun["servers"], begun["graphs"] = elsewhere, dict(graphs.told)
    _written(agency.root / _BEGUN / f"{name}.json", begun)


def _directories(agency: Agency, workspace: EmbeddedWorkspace) -> Iterator[tuple[str, Accounts]]:
    """Every directory that may know people of this workspace: that of the agency, and that of its settings, should they name another."""
    from thesaury.engines.accounts import open_accounts

    with closing(open_accounts(agency.root / ACCOUNTS)) as accounts:
        yield "rows of people with the agency", accounts
    yield "rows of people by its settings", workspace.accounts


def _alone(workspace: EmbeddedWorkspace, patience: float) -> None:
    """Raises WorkspaceBusy where a worker lives longer than that."""
    until = monotonic() + patience
    while living := _workers(workspace):
        if monotonic() > until:
            raise WorkspaceBusy(
                f"{living} of its workers still have {workspace.root.name} open. End it, then delete the client again."
            )
        sleep(0.2)


def _workers(workspace: EmbeddedWorkspace) -> int:
    """How many work on it; none on one whose catalogue cannot be read."""
    with suppress(AskPerson, Stop):
        return sum(lease.until > time() for lease in workspace.catalogue.leases.held("worker/"))
    return 0


def _receipt(agency: Agency, name: str, begun: Mapping[str, Any]) -> Receipt:
    id, places = begun["id"], (agency.folder(name), _aside(agency, name), *agency.unfinished(name))
    after = {
        "files in its folder": sum(1 for place in places for _ in _files(place)),
        "files of the agency that name it": sum(1 for path in _own_files(agency) if _mentions(path, id.encode())),
        **_held(agency, id),
        **begun["servers"],
    }
    made = Receipt(
        name, id, begun["by"], begun["asked_at"], now(), begun["before"], after, graphs=begun.get("graphs", {})
    )
    return replace(made, digest=digest_of(made))


def _own_files(agency: Agency) -> Iterator[Path]:
    """What the agency keeps itself: its people, its words, its state; neither clients nor receipts."""
    yield from (*agency.root.glob(f"{ACCOUNTS}*"), agency.root / MARK)
    yield from _files(agency.root / SHARED)


def _files(place: Path) -> Iterator[Path]:
    return (path for path in place.rglob("*") if path.is_file() or path.is_symlink()) if place.exists() else iter(())


def _mentions(path: Path, id: bytes) -> bool:
    """Whether the bytes of a file hold these, whatever pieces it is read in."""
    before = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if id in before + piece:
                return True
            before = piece[-len(id) :]
    return False


def _kept(agency: Agency, receipt: Receipt) -> None:
    stamp = receipt.asked_at.replace(":", "").replace("+0000", "Z")
    _written(agency.root / RECEIPTS / f"{receipt.client}-{stamp}.json", asdict(receipt))
    agency.note("client.delete", receipt.client, {"receipt": receipt.digest})


def _aside(agency: Agency, name: str) -> Path:
    return agency.root / f".deleting-{name}"


def _renamed(place: Path, aside: Path) -> None:
    """In one step: who opens files by their names finds none any more."""
    rmtree(aside, ignore_errors=True)
    try:
        place.rename(aside)
    except OSError as error:
        raise file_error(error, place) from error


def _written(path: Path, value: Mapping[str, Any]) -> None:
    with written_whole(path) as file:
        file.write(json.dumps(value, ensure_ascii=False, indent=2).encode())
