"""The app for the site as a wheel, made from its source as it lies here."""

import tomllib
from base64 import urlsafe_b64encode
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from thesaury.model.errors import Usage

_IN_CHECKOUT = Path(__file__).parents[4] / "clients" / "wagtail"
_LEFT_OUT = ("__pycache__",)
_MOMENT = (2026, 1, 1, 0, 0, 0)


def app_wheel() -> tuple[str, bytes]:
    """The name of the wheel and its bytes, the same for the same source. Raises Usage where the source is not here."""
    root = _root()
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    stem = f"{project['name'].replace('-', '_')}-{project['version']}"
    held = _files(root / "src" / "thesaury_wagtail", "thesaury_wagtail")
    held[f"{stem}.dist-info/METADATA"] = _metadata(project, (root / "README.md").read_text("utf-8")).encode()
    held[f"{stem}.dist-info/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: thesaury\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    record = f"{stem}.dist-info/RECORD"
    lines = [f"{name},sha256={_digest(content)},{len(content)}" for name, content in sorted(held.items())]
    held[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    return f"{stem}-py3-none-any.whl", _zipped(held)


def _root() -> Traversable:
    """In a wheel of ours the source lies beside this file, in a checkout where clients lie."""
    for place in (files(__package__ or "") / "site_app", _IN_CHECKOUT):
        if (place / "pyproject.toml").is_file():
            return place
    raise Usage(
        "The source of the app for Wagtail is not here. Take it from the folder clients/wagtail of the project."
    )


def _files(folder: Traversable, name: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for one in folder.iterdir():
        if one.is_dir() and one.name not in _LEFT_OUT:
            found |= _files(one, f"{name}/{one.name}")
        elif one.is_file():
            found[f"{name}/{one.name}"] = one.read_bytes()
    return found


def _metadata(project: dict[str, str | list[str]], readme: str) -> str:
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {project['version']}",
        f"Summary: {project['description']}",
        f"License-Expression: {project['license']}",
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {one}" for one in project["dependencies"]),
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join([*lines, "", readme])


def _digest(content: bytes) -> str:
    return urlsafe_b64encode(sha256(content).digest()).rstrip(b"=").decode()


def _zipped(held: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(held.items()):
            entry = ZipInfo(name, _MOMENT)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return file.getvalue()
