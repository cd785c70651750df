"""Vectors kept in a file, by the model's name and the text: what was embedded once need not be embedded again.

One small SQLite file for each model. A few texts make one transaction, so that a process killed in between has kept all before them.
"""

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from thesaury.ports.embedder import Embedder

_log = logging.getLogger(__name__)
Floats = NDArray[np.float32]

MOST_MIB = 512
"""How large the vectors of one model may become; those unused for longest go first."""

# A second's work at most, so that little is lost by a kill and other writers need not wait.
_AT_ONCE = 32
_ASKED_AT_ONCE = 500
_PATIENCE = 30.0
_DIGITS, _BYTES = 20, 4
# Some ten vectors to a page: with the usual small pages a third of the file would be air.
_SCHEMA = """
pragma page_size = 16384;
create table if not exists vectors (text blob not null unique, vector blob not null, used integer not null);
create index if not exists by_use on vectors (used);
"""


class KeptVectors:
    """An `Embedder` that remembers what another one said; a file that is broken or cannot be written costs time, and nothing else."""

    def __init__(self, embedder: Embedder, folder: Path, most_mib: int = MOST_MIB) -> None:
        """The folder is made when the first vector is kept. Any number of processes may use it."""
        self._embedder, self._most_bytes = embedder, most_mib << 20
        self._folder, self._told = folder, False

    @property
    def name(self) -> str:
        """That of the embedder."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """Those of the embedder."""
        return self._embedder.dimensions

    def embed(self, texts: Sequence[str]) -> Floats:
        """As the embedder does, and the same numbers. Raises BadInput where it does."""
        keys = {text: sha256(text.encode("utf-8", "surrogatepass")).digest()[:_DIGITS] for text in texts}
        known = self._known(sorted(set(keys.values())))
        unknown = [text for text, key in keys.items() if key not in known]
        for start in range(0, len(unknown), _AT_ONCE):
            part = unknown[start : start + _AT_ONCE]
            new = {keys[text]: vector for text, vector in zip(part, self._embedder.embed(part), strict=True)}
            self._keep(new)
            known |= new
        if not texts:
            return self._embedder.embed(())
        return np.stack([known[keys[text]] for text in texts])

    def embed_query(self, text: str) -> Floats:
        """That of the embedder; what people ask is not written down."""
        return self._embedder.embed_query(text)

    def knows(self, word: str) -> bool:
        """As the embedder does."""
        return self._embedder.knows(word)

    @property
    def _file(self) -> Path:
        return self._folder / f"{sha256(self.name.encode()).hexdigest()[:16]}.db"

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Floats]:
        found: dict[bytes, Floats] = {}
        if not self._file.exists():
            return found
        with suppress(_Unusable), self._opened() as kept:
            for start in range(0, len(keys), _ASKED_AT_ONCE):
                part = keys[start : start + _ASKED_AT_ONCE]
                marks = ", ".join("?" * len(part))
                whole = f"text in ({marks}) and length(vector) = ?"
                rows = kept.execute(
                    f"select text, vector from vectors where {whole}", [*part, self.dimensions * _BYTES]
                )
                found |= {key: np.frombuffer(vector, np.float32) for key, vector in rows}
            self._used(kept, found)
        return found

    def _used(self, kept: sqlite3.Connection, found: dict[bytes, Floats]) -> None:
        """Note that these were used today; once a day is enough."""
        today = _today()
        kept.executemany(
            "update vectors set used = ? where text = ? and used < ?", ((today, key, today) for key in found)
        )

    def _keep(self, new: dict[bytes, Floats]) -> None:
        rows = [(key, vector.astype(np.float32).tobytes(), _today()) for key, vector in new.items()]
        with suppress(_Unusable), self._opened() as kept:
            kept.executemany("insert or replace into vectors values (?, ?, ?)", rows)
            self._bound(kept)

    def _bound(self, kept: sqlite3.Connection) -> None:
        """Drop a tenth of all vectors, those unused for longest, where they have become too many."""
        (pages,), (free,), (size,) = (
            kept.execute(f"pragma {name}").fetchone() for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size > self._most_bytes:
            (total,) = kept.execute("select count(*) from vectors").fetchone()
            kept.execute(
                "delete from vectors where rowid in (select rowid from vectors order by used, rowid limit ?)",
                (-(-total // 10),),
            )

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """One transaction. Raises _Unusable, which nobody needs to hear: a broken file is thrown away, and whatever else is wrong is
        logged."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=_PATIENCE)) as kept, kept:
                kept.execute("pragma synchronous = normal")
                kept.executescript(_SCHEMA)
                yield kept
        except sqlite3.OperationalError as error:
            self._tell(f"vectors are not kept in {self._file}: {error}")
            raise _Unusable from error
        except sqlite3.DatabaseError as error:
            _log.warning("%s is broken and begun anew: %s", self._file, error)
            self._file.unlink(missing_ok=True)
            raise _Unusable from error
        except OSError as error:
            self._tell(f"vectors are not kept in {self._folder}: {error.strerror}")
            raise _Unusable from error

    def _tell(self, sentence: str) -> None:
        """Say it once, not for each of many texts."""
        if not self._told:
            _log.warning(sentence)
        self._told = True


class _Unusable(Exception):
    """The file is of no use now."""


def _today() -> int:
    return datetime.now(UTC).toordinal()
