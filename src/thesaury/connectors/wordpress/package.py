"""The plugin as WordPress takes it: one archive, the same bytes for the same content."""

from collections.abc import Iterator
from importlib.abc import Traversable
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NAME = "thesaury"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def plugin() -> tuple[str, bytes]:
    """The name of the file, and the archive."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, file in sorted(_walk(files(__package__ or "") / "plugin" / NAME, NAME)):
            about = ZipInfo(name, _EPOCH)
            about.external_attr = 0o644 << 16
            about.compress_type = ZIP_DEFLATED
            archive.writestr(about, file.read_bytes())
    return f"{NAME}.zip", made.getvalue()


def _walk(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        inner = f"{name}/{one.name}"
        if one.is_dir():
            yield from _walk(one, inner)
        else:
            yield inner, one
