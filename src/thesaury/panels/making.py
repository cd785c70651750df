"""Makes the folder of a package: whole, or not at all."""

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from thesaury.model.errors import BadInput, Usage
from thesaury.panels.icons import icon
from thesaury.panels.manifests import ICONS, manifest
from thesaury.panels.order import UXP, Order, Program
from thesaury.panels.permissions import Permission, permissions
from thesaury.panels.trying import readme

BUILT = Path(__file__).parent / "built"
"""Where `npm run panels` in clients/picker puts the scripts."""
_OURS = "permissions.txt"
_SERVER, _PROGRAM, _STYLE, _SCRIPT = "%THESAURY_SERVER%", "%THESAURY_HOST%", "%THESAURY_STYLE%", "%THESAURY_SCRIPT%"


@dataclass(frozen=True, slots=True)
class Made:
    """A package that was made: its folder, its files, and whether the scripts are in it."""

    folder: Path
    files: tuple[str, ...]
    scripted: bool


def make(made_for: Order, out: Path, built: Path = BUILT) -> Made:
    """Make the package at `out`, in place of an earlier package there. Raises Usage where something else is there, BadInput where
    the folder cannot be written."""
    contents = package(made_for, built)
    _free(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise BadInput(
            f"The package cannot be written beside {out}: {error.strerror}. Name another folder with --out."
        ) from error
    try:
        _write(contents, fresh)
        _put(fresh, out)
    except OSError as error:
        raise BadInput(
            f"The package cannot be written to {out}: {error.strerror}. What was there is as it was."
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Made(out, tuple(sorted(contents)), any(name.endswith(".js") for name in contents))


def package(made_for: Order, built: Path = BUILT) -> dict[str, bytes]:
    """Every file of the package by its name. Without the built scripts it is all but them."""
    told = manifest(made_for)
    files = {
        "manifest.json": f"{json.dumps(told, indent=2, ensure_ascii=False)}\n".encode(),
        "README.md": readme(made_for).encode(),
        _OURS: permission_text(permissions(made_for, told)).encode(),
    }
    if made_for.program in UXP:
        for path, side in ICONS.items():
            files[path], files[path.replace(".png", "@2x.png")] = icon(side), icon(2 * side)
    return files | _scripts(made_for, built)


def permission_text(asked: tuple[Permission, ...]) -> str:
    """The permissions as lines that a comparison of two packages shows well."""
    return "".join(f"{one.name} = {one.value}\n    {one.why}\n" for one in asked)


def _scripts(made_for: Order, built: Path) -> dict[str, bytes]:
    folder = built / ("uxp" if made_for.program in UXP else made_for.program.value)
    if not folder.is_dir():
        return {}
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("[!.]*.*"))}
    texts = {
        name: text.replace(_SERVER, made_for.server).replace(_PROGRAM, made_for.program.value)
        for name, text in texts.items()
    }
    if made_for.program is Program.FIGMA:
        texts["ui.html"] = _in_one(texts["ui.html"], texts.pop("panel.css"), texts.pop("panel.js"))
    return {name: text.encode() for name, text in texts.items()}


def _in_one(page: str, style: str, script: str) -> str:
    """The page with style and script in it: Figma shows one file."""
    closing = script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    return page.replace(_STYLE, style).replace(_SCRIPT, closing)


def _free(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise Usage(f"{out} is no folder. Name one that is not there yet with --out.")
    if out.is_dir() and any(out.iterdir()) and not ((out / "manifest.json").exists() and (out / _OURS).exists()):
        raise Usage(f"{out} holds something else than a package of ours, which stays. Name another folder with --out.")


def _write(contents: dict[str, bytes], folder: Path) -> None:
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    folder.chmod(0o755)  # a folder for temporary files is for its maker alone; a package is for others


def _put(fresh: Path, out: Path) -> None:
    """In the place of what is there, which comes back where that fails."""
    old = fresh.with_name(f"{fresh.name}-old")
    with suppress(FileNotFoundError):
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
