"""Tables of tags that people upload to have them checked: each a folder in the workspace for a day, with what came of it."""

import json
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Any

from thesaury.model.time import now
from thesaury.web.failures import NotHere
from thesaury.web.parts.vocabulary.drafts import safe_name

KEPT_HOURS = 24
"""So long a checked table can be fetched; then it is removed."""

_FOLDER = "checks"
_ID = re.compile(r"[0-9a-f]{16}")
_ENDINGS = {".tsv": ".tsv", ".xlsx": ".xlsx", ".jsonl": ".jsonl", ".ndjson": ".jsonl", ".json": ".jsonl"}


class State(StrEnum):
    """How far an upload is. What is CHECKING while nobody works at it was cut off."""

    CHECKING = "checking"
    READY = "ready"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Upload:
    """One table: what it is called, who sent it and when, what was asked for, and the sums or why it was refused."""

    id: str
    file: str
    by: str
    at: str
    profile: str = ""
    columns: tuple[str, ...] = ()
    state: State = State.CHECKING
    message: str = ""
    sums: Mapping[str, Any] = field(default_factory=dict)
    first: tuple[Mapping[str, Any], ...] = ()
    """The different tags that need a hand most, as the sheet `Tags` has them."""

    @property
    def until(self) -> str:
        """When it is removed, as UTC in ISO 8601."""
        return (datetime.fromisoformat(self.at) + timedelta(hours=KEPT_HOURS)).isoformat()

    @property
    def corrected(self) -> str:
        """What the corrected table is called: of the form that was sent, CSV where that is not known."""
        path = Path(self.file.removesuffix(".gz"))
        return f"{path.stem}-corrected{_ENDINGS.get(path.suffix.lower(), '.csv')}"


class Uploads:
    """The uploads of one workspace, each for whoever sent it."""

    def __init__(self, root: Path) -> None:
        """Below this folder of the workspace; nothing is made yet."""
        self._folder = root / _FOLDER
        self._lock = Lock()

    def begin(self, file: str, by: str, profile: str, columns: tuple[str, ...]) -> Upload:
        """A new upload with a folder of its own."""
        upload = Upload(secrets.token_hex(8), safe_name(file), by, now(), profile, columns)
        (self._folder / upload.id).mkdir(parents=True)
        self.put(upload)
        return upload

    def sent(self, upload: Upload) -> Path:
        """Where the uploaded table lies, under the name it came with: its ending says what it is."""
        return self._folder / upload.id / "sent" / upload.file

    def written(self, upload: Upload) -> Path:
        """Where the corrected table lies."""
        return self._folder / upload.id / upload.corrected

    def put(self, upload: Upload) -> None:
        """Keep what is known of an upload; one that was removed meanwhile stays removed."""
        folder = self._folder / upload.id
        with self._lock:
            if folder.is_dir():
                part = folder / ".upload.part"
                part.write_text(json.dumps(asdict(upload), ensure_ascii=False), encoding="utf-8")
                part.replace(folder / ".upload.json")

    def get(self, id: str, by: str) -> Upload:
        """One upload of this person. Raises NotHere for one that is unknown, removed, of somebody else, or older than a day."""
        found = _read(self._folder / id / ".upload.json") if _ID.fullmatch(id) else None
        if found is None or found.by != by or _over(found):
            raise NotHere("upload")
        return found

    def of(self, by: str) -> list[Upload]:
        """Those of this person, newest first; whatever is older than a day is removed on the way."""
        found = []
        for path in self._folder.glob("*/.upload.json"):
            upload = _read(path)
            if upload is None or _over(upload):
                shutil.rmtree(path.parent, ignore_errors=True)
            elif upload.by == by:
                found.append(upload)
        return sorted(found, key=lambda upload: upload.at, reverse=True)

    def changed(self, upload: Upload, **fields: Any) -> Upload:
        """The upload with these fields changed, and kept so."""
        after = replace(upload, **fields)
        self.put(after)
        return after

    def remove(self, upload: Upload) -> None:
        """Forget all of it."""
        with self._lock:
            shutil.rmtree(self._folder / upload.id, ignore_errors=True)


def _read(path: Path) -> Upload | None:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        lists = {"columns": tuple(held["columns"]), "first": tuple(held["first"]), "state": State(held["state"])}
        return Upload(**{**held, **lists})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _over(upload: Upload) -> bool:
    return datetime.now(UTC) > datetime.fromisoformat(upload.until)
