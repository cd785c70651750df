"""Packages of the panel: manifests are those kept and hold to their schemas, permissions are those asked for, folders are whole."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from PIL import Image

from tests.conftest import ROOT
from thesaury.model.errors import BadInput, Usage
from thesaury.panels import making
from thesaury.panels.icons import icon
from thesaury.panels.making import make, package
from thesaury.panels.manifests import manifest
from thesaury.panels.order import UXP, Order, Program, order
from thesaury.panels.permissions import permissions

KEPT = ROOT / "tests" / "data" / "panels"
SERVER = "https://dam.example.com"
NOTHING = Path("not/built/here")
ALL = tuple(Program)


def kept(name: str) -> Any:
    return json.loads((KEPT / name).read_text())


def schema(program: Program) -> Any:
    return OAS31Validator(kept("uxp.schema.json" if program in UXP else f"{program}.schema.json"))


@pytest.fixture
def built(tmp_path: Path) -> Path:
    files = {
        "uxp/index.js": 'const s = "%THESAURY_SERVER%", h = "%THESAURY_HOST%";',
        "uxp/index.html": "<script src=index.js></script>",
        "express/panel.js": 'const s = "%THESAURY_SERVER%";',
        "figma/code.js": 'const s = "%THESAURY_SERVER%";',
        "figma/panel.js": 'const t = "</script><!-- $& -->";',
        "figma/panel.css": "p { color: red }",
        "figma/ui.html": "<style>%THESAURY_STYLE%</style><script>%THESAURY_SCRIPT%</script>",
    }
    for name, text in files.items():
        path = tmp_path / "built" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "built"


@pytest.mark.parametrize("program", ALL)
def test_the_manifest_is_the_one_that_was_kept_and_looked_at(program: Program):
    assert manifest(order(program, SERVER)) == kept(f"{program}.manifest.json")


@pytest.mark.parametrize("program", [one for one in ALL if one is not Program.EXPRESS])
@pytest.mark.parametrize("everywhere", [False, True])
def test_the_manifest_holds_to_its_schema(program: Program, everywhere: bool):
    for server in (SERVER, "https://localhost:8443", "https://münchen.example"):
        schema(program).validate(manifest(order(program, server, "Brand Assets 2", "my.id", everywhere)))


@pytest.mark.parametrize(
    ("program", "path", "value"),
    [
        (Program.PHOTOSHOP, ("requiredPermissions", "network", "domains"), ["http://dam.example.com"]),
        (Program.PHOTOSHOP, ("requiredPermissions", "network", "domains"), ["https://*.com"]),
        (Program.PHOTOSHOP, ("requiredPermissions", "webview", "enableMessageBridge"), "everybody"),
        (Program.INDESIGN, ("host", "app"), "ILST"),
        (Program.PREMIERE, ("version",), "1.0"),
        (Program.FIGMA, ("networkAccess", "allowedDomains"), ["https://dam.example.com:x"]),
        (Program.FIGMA, ("editorType",), []),
    ],
)
def test_the_schemas_refuse_what_the_programs_would(program: Program, path: tuple[str, ...], value: object):
    broken: Any = manifest(order(program, SERVER))
    at = broken
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    assert list(schema(program).iter_errors(broken))


@pytest.mark.parametrize("program", ALL)
def test_the_package_reaches_the_one_server_and_nothing_more(program: Program):
    asked = {one.name: one.value for one in permissions(order(program, SERVER), manifest(order(program, SERVER)))}
    reached = [value for name, value in asked.items() if "omains" in name and value != "none"] or [asked["(network)"]]
    assert set(reached) == {SERVER}
    assert "fullAccess" not in asked.values()
    wide = manifest(order(program, SERVER, everywhere=True)) if program is not Program.EXPRESS else {}
    assert program is Program.EXPRESS or ('"all"' in json.dumps(wide) or '"*"' in json.dumps(wide))


def test_every_permission_of_a_manifest_is_on_the_list_for_review():
    for program in UXP:
        made_for = order(program, SERVER)
        told = manifest(made_for)
        listed = " ".join(one.name for one in permissions(made_for, told))
        for name, value in told["requiredPermissions"].items():
            inner = value if isinstance(value, dict) else {"": 0}
            for key in inner:
                assert key == "allow" or f"requiredPermissions.{name}{'.' if key else ''}{key}" in listed


@pytest.mark.parametrize(
    ("server", "sentence"),
    [
        ("http://dam.example.com", "does not begin with https"),
        ("dam.example.com", "does not begin with https"),
        ("https://*.example.com", "stands for many servers"),
        ("https://*", "stands for many servers"),
        ("https://dam.example.com/portal", "goes on after the server's name"),
        ("https://dam.example.com?x=1", "goes on after the server's name"),
        ("https://dam.example.com#", "goes on after the server's name"),
        ("https://ada:secret@dam.example.com", "holds a name or a password"),
        ("https://", "names no server"),
        ("https://a_b.example.com", "names no server"),
        ("https://a..b", "names no server"),
        ('https://dam.example.com"onload', "names no server"),
        ("https://dam.example.com:99999", "is no address"),
        ("https://[::1", "is no address"),
    ],
)
def test_an_address_that_cannot_be_is_a_sentence(server: str, sentence: str):
    with pytest.raises(Usage, match=sentence) as caught:
        order("figma", server)
    assert "https://dam.example.com" in caught.value.message
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(
    ("given", "kept_as"),
    [
        ("https://DAM.Example.com/", SERVER),
        ("https://dam.example.com:443", SERVER),
        ("https://localhost:8443", "https://localhost:8443"),
        ("https://münchen.example", "https://xn--mnchen-3ya.example"),
        (" https://10.0.0.7 ", "https://10.0.0.7"),
    ],
)
def test_an_address_is_kept_as_the_programs_compare_it(given: str, kept_as: str):
    assert order("figma", given).server == kept_as


def test_names_ids_and_programs_that_cannot_be_are_sentences():
    for name, given in (("ab", ""), ("<script>", ""), ("x" * 46, ""), ("Fine", "a b"), ("Fine", "-x")):
        with pytest.raises(Usage):
            order("figma", SERVER, name, given)
    with pytest.raises(Usage, match="photoshop, indesign, premiere, express, figma"):
        order("illustrator", SERVER)
    with pytest.raises(Usage, match="no list of domains"):
        order("express", SERVER, everywhere=True)
    assert order("figma", SERVER).id == "com.example.dam.thesaury"


def test_the_scripts_are_made_for_program_and_server(built: Path):
    uxp = package(order("indesign", SERVER), built)
    assert uxp["index.js"].decode() == f'const s = "{SERVER}", h = "indesign";'
    figma = package(order("figma", SERVER), built)
    assert set(figma) == {"manifest.json", "README.md", "permissions.txt", "code.js", "ui.html"}
    page = figma["ui.html"].decode()
    assert page.count("</script") == 1
    assert "<\\/script><\\!-- $& -->" in page
    assert "p { color: red }" in page
    assert b"%THESAURY" not in b"".join(figma.values()) + b"".join(uxp.values())


@pytest.mark.parametrize("program", ALL)
def test_without_scripts_all_else_is_made_and_the_readme_names_the_program(program: Program, tmp_path: Path):
    made = make(order(program, SERVER, "Brand Assets"), tmp_path / "out", NOTHING)
    assert not made.scripted
    assert {"manifest.json", "README.md", "permissions.txt"} <= set(made.files)
    text = (tmp_path / "out" / "README.md").read_text()
    assert "{" not in text
    assert text.startswith("# Brand Assets for ")
    assert SERVER in text
    for name, content in ((name, (tmp_path / "out" / name).read_bytes()) for name in made.files):
        assert content, name


def test_a_package_takes_the_place_of_an_earlier_one_and_of_nothing_else(tmp_path: Path, built: Path):
    out = tmp_path / "deep" / "out"
    assert make(order("figma", SERVER), out, built).scripted
    (out / "left over.txt").write_text("old")
    make(order("photoshop", SERVER), out, NOTHING)
    assert sorted(path.name for path in out.iterdir()) == ["README.md", "icons", "manifest.json", "permissions.txt"]
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("work of years")
    (tmp_path / "file").write_text("x")
    for other in (tmp_path / "mine", tmp_path / "file"):
        with pytest.raises(Usage, match="--out"):
            make(order("figma", SERVER), other, NOTHING)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "work of years"
    (tmp_path / "empty").mkdir()
    make(order("figma", SERVER), tmp_path / "empty", NOTHING)


def test_a_failure_half_way_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    out = tmp_path / "out"
    make(order("figma", SERVER), out, NOTHING)
    before = (out / "manifest.json").read_bytes()
    written = making._write

    def full(contents: dict[str, bytes], folder: Path) -> None:
        written(contents, folder)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_write", full)
    with pytest.raises(BadInput, match="No space left on device"):
        make(order("photoshop", SERVER), out, NOTHING)
    assert (out / "manifest.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    renamed = Path.rename

    def once(self: Path, target: Path) -> Path:
        if self.name.startswith(".out-") and target == out and not self.name.endswith("-old"):
            raise OSError(18, "Invalid cross-device link")
        return renamed(self, target)

    monkeypatch.setattr(making, "_write", written)
    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises(BadInput, match="as it was"):
        make(order("photoshop", SERVER), out, NOTHING)
    assert (out / "manifest.json").read_bytes() == before


def test_the_icon_is_our_mark_at_the_size_asked_for():
    for side in (24, 48):
        image = Image.open(BytesIO(icon(side)))
        assert image.size == (side, side)
        assert image.getpixel((0, 0))[3] < 32  # type: ignore[index]
        green, amber = (
            image.getpixel((side // 2, side - 2)),
            image.getpixel((round(side * 9 / 32), round(side * 23 / 32))),
        )
        assert green == (0x1D, 0x6B, 0x59, 255)
        assert amber[0] > 200 > amber[2]  # type: ignore[index]


def test_the_command_makes_prints_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    from thesaury.cli.app import run

    out = tmp_path / "figma"
    assert run(["panel", "make", "figma", "--server", SERVER, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["server"], told["folder"]) == (SERVER, str(out))
    assert json.loads((out / "manifest.json").read_text())["networkAccess"]["allowedDomains"] == [SERVER]
    assert run(["panel", "make", "premiere", "--server", SERVER, "--permissions"]) == 0
    assert f"requiredPermissions.network.domains\t{SERVER}" in capsys.readouterr().out
    assert run(["panel", "make", "figma", "--server", SERVER]) == 2
    assert "--out FOLDER" in capsys.readouterr().err
    assert run(["panel", "make", "figma", "--server", "http://x.example", "--out", str(tmp_path / "no")]) == 2
    assert not (tmp_path / "no").exists()


def test_an_order_is_a_plain_value():
    assert order("figma", SERVER) == Order(Program.FIGMA, SERVER, "Thesaury", "com.example.dam.thesaury")
