"""The planned use as the options of a command name it."""

from collections.abc import Iterable
from pathlib import Path

from thesaury.model.errors import BadInput, Usage


def amounts(written: Iterable[str]) -> list[tuple[str, float]]:
    """Kinds of limits with how much is planned. Raises BadInput where one is not `kind=number`."""
    return [_amount(one) for one in written]


def root_of(workspace: Path | None) -> Path | None:
    """The workspace whose groups of regions count (regions.toml), None outside of one. Raises Usage where the named one is none."""
    from thesaury.bootstrap import find_workspace, open_workspace

    if workspace is not None:
        return open_workspace(workspace).root
    try:
        return find_workspace(Path.cwd())
    except Usage:
        return None


def _amount(written: str) -> tuple[str, float]:
    kind, _, number = written.partition("=")
    try:
        amount = float(number)
    except ValueError:
        amount = -1.0
    if not 0 <= amount < float("inf"):
        raise BadInput(f"{written!r} is no quantity. Write it as kind=number: copies=20000.")
    return kind, amount
