"""Files that forms of onboarding bring: tables, layouts and mappings."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from thesaury.model.errors import Usage
from thesaury.pipeline.onboarding.beginning import FOLDER
from thesaury.web.desk import Desk
from thesaury.web.door.forms import too_long
from thesaury.web.parts.tables_sent import LIMIT, Sent
from thesaury.web.texts import phrase

MIB = LIMIT >> 20
"""How large a file may be, as pages say it."""
_FRAME = 64 * 1024
"""Bytes of a form beside its file."""


def too_large(request: Request) -> str:
    """Why this form is not read: it is longer than one with a file may be; empty where it is not."""
    return phrase("onboard.begin.large", limit=MIB) if too_long(request, LIMIT + _FRAME) else ""


@contextmanager
def file_in(desk: Desk, form: FormData, missing: str) -> Iterator[Path]:
    """The file that a form brings, kept for the block where the tables of rounds are.

    Raises Usage, which says what is `missing`, where it brings none, and what `Sent.copy` raises.
    """
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Usage(missing)
    sent = Sent(desk.workspace.root / FOLDER)
    try:
        sent.copy(file.filename, file.file)
        yield sent.path
    finally:
        sent.remove()
