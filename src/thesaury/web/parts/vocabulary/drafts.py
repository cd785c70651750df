"""Vocabularies that wait for a person's word before they are kept: each a folder in the workspace, so that a restart loses none."""

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

from thesaury.model.time import now
from thesaury.web.failures import NotHere

KEPT_DAYS = 7
"""So long an upload waits; then it is removed."""

_FOLDER = "imports"
_ID = re.compile(r"[0-9a-f]{16}")
_UNSAFE = re.compile(r"[^\w.\- ]+")
_LONGEST = 120


class State(StrEnum):
    """How far a draft is. What is READING or KEEPING while nobody works at it was cut off, and can be gone on with."""

    READING = "reading"
    READY = "ready"
    REFUSED = "refused"
    KEEPING = "keeping"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Draft:
    """A vocabulary that may become the next version: from an uploaded file, or (`back_to`) from an earlier version.

    `message` says why it was refused, or why it could not be kept; `version` and `annotated` tell what came of it.
    """

    id: str
    name: str
    file: str
    by: str
    at: str
    state: State = State.READING
    back_to: int = 0
    mapping: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    version: int = 0
    run: int = 0
    annotated: int | None = None

    @property
    def until(self) -> str:
        """When it is removed if nobody says anything, as UTC in ISO 8601."""
        return (datetime.fromisoformat(self.at) + timedelta(days=KEPT_DAYS)).isoformat()


class Drafts:
    """The drafts of one workspace, by id."""

    def __init__(self, root: Path) -> None:
        """Below this folder of the workspace; nothing is made yet."""
        self._folder = root / _FOLDER
        self._lock = Lock()

    def begin(self, name: str, file: str, by: str, back_to: int = 0) -> Draft:
        """A new draft with a folder of its own."""
        draft = Draft(secrets.token_hex(8), name, safe_name(file), by, now(), back_to=back_to)
        (self._folder / draft.id).mkdir(parents=True)
        self.put(draft)
        return draft

    def file(self, draft: Draft) -> Path:
        """Where the uploaded file lies, under the name it came with: its ending says what it is."""
        return self._folder / draft.id / (draft.file or "vocabulary")

    def put(self, draft: Draft) -> None:
        """Keep what is known of a draft; one that was removed meanwhile stays removed."""
        folder = self._folder / draft.id
        with self._lock:
            if folder.is_dir():
                part = folder / ".draft.part"
                part.write_text(json.dumps(asdict(draft), ensure_ascii=False), encoding="utf-8")
                part.replace(folder / ".draft.json")

    def get(self, id: str) -> Draft:
        """One draft. Raises NotHere for one that is unknown, removed, or older than a week."""
        path = self._folder / id / ".draft.json"
        if not _ID.fullmatch(id) or not path.is_file():
            raise NotHere("import")
        draft = _read(path)
        if draft is None or _over(draft):
            raise NotHere("import")
        return draft

    def waiting(self) -> list[Draft]:
        """Those that wait for a word, newest first; what is older than a week is removed on the way."""
        found = []
        for path in self._folder.glob("*/.draft.json"):
            draft = _read(path)
            if draft is None or _over(draft):
                shutil.rmtree(path.parent, ignore_errors=True)
            elif draft.state is not State.KEPT:
                found.append(draft)
        return sorted(found, key=lambda draft: draft.at, reverse=True)

    def changed(self, draft: Draft, **fields: object) -> Draft:
        """The draft with these fields changed, and kept so."""
        after = replace(draft, **fields)  # type: ignore[arg-type]
        self.put(after)
        return after

    def done(self, draft: Draft) -> None:
        """Forget the file; what came of it stays to be read for a while."""
        self.file(draft).unlink(missing_ok=True)

    def remove(self, draft: Draft) -> None:
        """Forget all of it."""
        with self._lock:
            shutil.rmtree(self._folder / draft.id, ignore_errors=True)


def safe_name(file: str) -> str:
    """The name of an uploaded file without folders or signs that no file should have; its ending stays."""
    last = re.split(r"[/\\]", file)[-1]
    return _UNSAFE.sub("_", last).lstrip(". ")[-_LONGEST:] or "vocabulary"


def vocabulary_name(file: str) -> str:
    """What a vocabulary is called by the name of its file, where nobody says otherwise."""
    return safe_name(file).split(".")[0]


def _read(path: Path) -> Draft | None:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return Draft(**{**held, "state": State(held["state"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _over(draft: Draft) -> bool:
    return datetime.now(UTC) > datetime.fromisoformat(draft.until)
