"""Lines into a file: all of them or nothing."""

from collections.abc import Iterable
from pathlib import Path

from thesaury.model.errors import Unreachable


def write_lines(out: Path, lines: Iterable[str]) -> None:
    """Write them beside, then in place. Raises Unreachable where that cannot be done."""
    part = out.with_name(f"{out.name}.part")
    try:
        part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unreachable(
            f"{out} cannot be written: {error.strerror}. Name a file in a folder you may write to."
        ) from error
