"""The document reader: text in this process, all other forms in a child that a hostile file may ruin without harm."""

import json
import logging
import subprocess
from dataclasses import asdict
from pathlib import PurePath

from thesaury.engines.confining import started, used_up
from thesaury.engines.documents.plain import plain_text
from thesaury.engines.documents.wire import Form, Limits
from thesaury.model.errors import BadInput, Stop, ThesauryError
from thesaury.ports.documents import Document

_START = "from thesaury.engines.documents.child import start; start()"
_TEXT = (".txt", ".text", ".md", ".markdown")
_FORMS = {".docx": Form.DOCX, ".pdf": Form.PDF, ".pptx": Form.PPTX}
_PDF, _ZIP, _OLD = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LONGEST_NAME = 120

_logger = logging.getLogger(__name__)


class Documents:
    """Implements `ports.documents.DocumentReader`.

    `memory_mib`, `cpu_seconds` and `wall_seconds` bound one reading; where the system knows no limits for processes, the wall clock alone
    holds.
    """

    def __init__(
        self,
        memory_mib: int = 1024,
        cpu_seconds: int = 30,
        wall_seconds: float = 60,
        file_mib: int = 50,
        unpacked_mib: int = 256,
        characters: int = 200_000,
    ) -> None:
        """Take the limits; nothing is started yet."""
        self._limits = Limits(memory_mib, cpu_seconds, unpacked_mib << 20, characters)
        self._wall_seconds = wall_seconds
        self._file_mib = file_mib

    @property
    def endings(self) -> tuple[str, ...]:
        """What a name may end in."""
        return (*_TEXT, *_FORMS)

    def read(self, name: str, content: bytes) -> Document:
        """The text of a document. Raises BadInput as the port says; no child outlives it."""
        name = _shown(name)
        if len(content) > self._file_mib << 20:
            raise BadInput(
                f"{name} has more than {self._file_mib} MiB. Save it without its pictures, or paste its text."
            )
        form = self._form(name, content)
        found = self._by_child(name, form, content) if form else plain_text(name, content)
        if len(found.text) > self._limits.characters:
            raise BadInput(
                f"{name} holds {len(found.text):,} characters; {self._limits.characters:,} are read. Give the part that matters."
            )
        return found

    def _form(self, name: str, content: bytes) -> Form | None:
        """The form by the ending, unless the first bytes say otherwise; None for text."""
        ending = PurePath(name).suffix.lower()
        if ending not in self.endings:
            raise BadInput(f"{name}: briefs are read that end in {', '.join(self.endings)}. Save it as one of these.")
        form = _FORMS.get(ending)
        if content.startswith(_PDF):
            return Form.PDF
        if form in (Form.DOCX, Form.PPTX) and content.startswith(_OLD):
            raise BadInput(
                f"{name} is locked with a password, or in the form of before 2007. Save it anew without a password."
            )
        if form in (Form.DOCX, Form.PPTX) and not content.startswith(_ZIP):
            raise BadInput(
                f"{name} is no {form.upper()}, or a damaged one. Open it where it was made, and save it again."
            )
        if form is Form.PDF:
            raise BadInput(f"{name} is no PDF, or a damaged one. Export it again.")
        return form

    def _by_child(self, name: str, form: Form, content: bytes) -> Document:
        given = json.dumps({"name": name, "form": form.value, "limits": asdict(self._limits)})
        child = started(_START, given, subprocess.PIPE)
        late = False
        with child:
            try:
                said, _ = child.communicate(content, timeout=self._wall_seconds)
            except subprocess.TimeoutExpired:
                late, said = True, b""
            finally:
                child.kill()
        try:
            told = json.loads(said)
        except ValueError:
            raise self._ended(name, child.returncode, late) from None
        if "refused" in told:
            raise BadInput(told["refused"])
        return Document(told["text"], told["title"])

    def _ended(self, name: str, code: int, late: bool) -> ThesauryError:
        """Why the child stopped before it was done, and what to do."""
        _logger.info("the document child ended with code %d", code)
        wall = self._wall_seconds if late else None
        if not (used := used_up(code, wall, self._limits.cpu_seconds, self._limits.memory_mib)):
            return Stop(f"The reader of {name} broke down (code {code}). Check the installation of Thesaury.")
        return BadInput(f"{name} needs {used} to be read. Save it without its pictures, or paste its text.")


def _shown(name: str) -> str:
    """The name alone, as a message may show it."""
    plain = PurePath(name.replace("\\", "/")).name or "the file"
    return "".join(sign if sign.isprintable() else "?" for sign in plain)[-_LONGEST_NAME:]
