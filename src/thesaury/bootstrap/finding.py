"""Where a workspace or an agency is: the nearest directory that holds the file by which it is known."""

from pathlib import Path

from thesaury.model.errors import Usage

WORKSPACE = "thesaury.toml"
"""The file by which a workspace is known: its settings."""


def nearest(start: Path, mark: str) -> Path | None:
    """The nearest directory from here upwards that holds a file of this name."""
    absolute = start.absolute()
    return next((folder for folder in (absolute, *absolute.parents) if (folder / mark).exists()), None)


def find_workspace(start: Path) -> Path:
    """The nearest directory from here upwards that holds a workspace. Raises Usage where there is none."""
    if found := nearest(start, WORKSPACE):
        return found
    raise Usage(
        f"No Thesaury workspace in {start} or above it. Make one with: thesaury init DIR, or name one with --workspace DIR."
    )
