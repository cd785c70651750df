"""Models as files: one for each content, and a register that says which of them count.

A change counts from the moment its register takes the place of the old one. Contents are written before, and deleted after, so that a
process killed in between leaves the old state or the new one, and at most files of no account, which the next change clears away.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from thesaury.engines.modelfiles.register import Register, decoded, encoded, plain
from thesaury.model.errors import BadInput, Usage, WorkspaceBusy
from thesaury.ports.files import file_error, written_whole
from thesaury.ports.models import KeptModel, ModelNote

_PATIENCE = 60.0
"""Seconds a writer waits for another; keeping a model takes far less."""


class ModelFiles:
    """Implements `ports.models.Models` over one folder; any number of processes may read and write it."""

    def __init__(self, folder: Path, keep: int = 10) -> None:
        """The folder is made when the first model is kept; of the newest `keep` the contents stay."""
        self._folder = folder
        self._keep = keep

    def put(self, content: bytes, note: ModelNote, choose: bool) -> KeptModel:
        """Keep a model and perhaps choose it. Raises BadInput, WorkspaceBusy, NoSpace or Unreachable."""
        if not content:
            raise BadInput("The model is empty. Train it again.")
        note = plain(note)
        with self._writing():
            register = self._read()
            number = register.following
            kept = KeptModel(number, note, sha256(content).hexdigest(), len(content), choose)
            self._store(self._place(number), content)
            self._store(self._register, encoded(register.added(kept).pruned(self._keep)))
        return kept

    def all(self) -> list[KeptModel]:
        """Every model ever kept, by number. Raises BadInput or Unreachable."""
        return list(self._read().models)

    def chosen(self) -> KeptModel | None:
        """The model that speaks, or None. Raises BadInput or Unreachable."""
        return next((kept for kept in self._read().models if kept.chosen), None)

    def choose(self, number: int | None) -> None:
        """Choose a model whose content is whole, or the default. Raises Usage, BadInput, WorkspaceBusy, NoSpace or Unreachable."""
        if number is not None:
            self.content(number)
        if self._read().chosen == number:
            return
        with self._writing():
            register = self._read()
            if number is not None:
                _here(register, number)
            self._store(self._register, encoded(register.choosing(number)))

    def content(self, number: int) -> bytes:
        """The content of a model. Raises Usage, BadInput or Unreachable."""
        kept = _here(self._read(), number)
        place = self._place(number)
        try:
            content = place.read_bytes()
        except FileNotFoundError:
            _here(self._read(), number)  # somebody may have given it up just now
            raise BadInput(f"The content of model {number}, {place}, is missing. {_MEND}") from None
        except OSError as error:
            raise file_error(error, place) from error
        if sha256(content).hexdigest() != kept.digest:
            raise BadInput(f"The content of model {number}, {place}, is damaged. {_MEND}")
        return content

    @property
    def _register(self) -> Path:
        return self._folder / "models.json"

    def _place(self, number: int) -> Path:
        return self._folder / f"{number:06}.model"

    def _read(self) -> Register:
        try:
            return decoded(self._register.read_bytes())
        except FileNotFoundError:
            return Register()
        except OSError as error:
            raise file_error(error, self._register) from error
        except ValueError as error:
            raise BadInput(
                f"{self._register} is no register of models ({error}). Put a backup in its place, or move the folder "
                f"{self._folder.name} away: the model that comes with Thesaury speaks until a model is trained again."
            ) from error

    def _store(self, place: Path, content: bytes) -> None:
        with written_whole(place) as file:
            file.write(content)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time, over threads and processes; however the block ends, files of no account go."""
        from filelock import FileLock, Timeout

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / "models.lock", timeout=_PATIENCE):
                try:
                    yield
                finally:
                    self._clear(self._read())
        except Timeout:
            raise WorkspaceBusy(f"Another process is writing to {self._folder}. Wait until it has finished.") from None
        except OSError as error:
            raise file_error(error, self._folder) from error

    def _clear(self, register: Register) -> None:
        """Delete what the register does not count: contents given up, and what a killed writer left."""
        counted = {self._place(number).name for number in register.here}
        with suppress(OSError):
            for file in [*self._folder.glob("*.model"), *self._folder.glob(".*.part")]:
                if file.name not in counted:
                    file.unlink(missing_ok=True)


_MEND = "Put a backup in its place, or choose another one: thesaury models list shows them."


def _here(register: Register, number: int) -> KeptModel:
    """The model with this number. Raises Usage, naming what there is, where its content is not here."""
    kept = register.get(number)
    if kept and kept.bytes:
        return kept
    there = ", ".join(map(str, register.here)) or "none"
    what = f"Model {number} was deleted when newer ones came" if kept else f"There is no model {number}"
    raise Usage(f"{what}. Models here: {there}; they are described by: thesaury models list")
