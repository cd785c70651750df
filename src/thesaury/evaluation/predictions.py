"""Predictions in the open format: JSON Lines of `{"id", "concepts": [{"uri", "score"}]}`."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from thesaury.model.annotation import Suggestion
from thesaury.model.errors import Unreachable

Write = Callable[[str, Iterable[Suggestion]], None]
"""Takes the id of a document and its suggestions, best first."""


@contextmanager
def predictions_to(path: Path | None) -> Iterator[Write]:
    """Writes predictions, or drops them without a path; a file is there only when it is whole. Raises Unreachable."""
    if path is None:
        yield lambda _document, _suggestions: None
        return
    path = path.resolve()
    special = path.exists() and not path.is_file()
    part = path if special else path.with_name(f".{path.name}.part")
    with _opened(part) as file:
        try:
            yield lambda document, suggestions: _write(file, document, suggestions)
        except BaseException:
            if not special:
                part.unlink(missing_ok=True)
            raise
    if not special:
        part.replace(path)


def _opened(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise Unreachable(
            f"No predictions can be written to {path.parent}: {error.strerror}. Name a file where you may write."
        ) from error


def _write(file: TextIO, document: str, suggestions: Iterable[Suggestion]) -> None:
    concepts = [{"uri": suggestion.concept, "score": suggestion.score} for suggestion in suggestions]
    file.write(json.dumps({"id": document, "concepts": concepts}) + "\n")
