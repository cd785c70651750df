"""The registry reads manifests and imports nothing."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from thesaury.connectors.manifest import manifests, parsed
from thesaury.model.connection import Capabilities, Connection
from thesaury.model.errors import Usage

MANIFEST = """
name = "outside"
title = "Outside"
summary = "A connector of someone else."
tier = "bronze"
[factories]
source = "outside_connector.source:open_source"
[[settings]]
name = "address"
description = "Where it is."
required = true
"""


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Installs a distribution with one connector, whose package breaks when it is imported."""

    def install(manifest: str, value: str = "outside_connector") -> None:
        package, info = tmp_path / "outside_connector", tmp_path / "outside-1.dist-info"
        package.mkdir()
        info.mkdir()
        (package / "__init__.py").write_text("raise RuntimeError('imported too early')")
        (package / "manifest.toml").write_text(manifest)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: outside\nVersion: 1\n")
        (info / "entry_points.txt").write_text(f"[thesaury.connectors]\noutside = {value}\n")
        monkeypatch.syspath_prepend(str(tmp_path))

    return install


def test_our_own_are_found_and_describe_themselves():
    found = manifests()
    assert set(found) >= {"folder", "table"}
    for manifest in found.values():
        assert manifest.title
        assert manifest.summary.endswith(".")
        assert manifest.settings
        assert all(setting.description.endswith(".") for setting in manifest.settings)


def test_an_outside_connector_is_listed_without_being_imported(outside):
    outside(MANIFEST)
    manifest = manifests()["outside"]
    assert (manifest.roles, manifest.tier, manifest.capabilities) == (("source",), "bronze", Capabilities())
    assert manifest.settings[0].required


@pytest.mark.parametrize(
    "manifest", ["not toml", "name = 1", MANIFEST + "colour = 'red'", MANIFEST + "[capabilities]\nfly = true"]
)
def test_a_broken_outside_connector_is_left_out_with_a_warning(
    outside, manifest: str, caplog: pytest.LogCaptureFixture
):
    outside(manifest)
    with caplog.at_level(logging.WARNING):
        assert "outside" not in manifests()
    assert "outside_connector is left out" in caplog.text


def test_a_package_that_is_not_there_is_left_out(outside, caplog: pytest.LogCaptureFixture):
    outside(MANIFEST, "nowhere_to_be_found.deep")
    assert "outside" not in manifests()
    assert "nowhere_to_be_found" in caplog.text


def test_no_outside_connector_takes_our_name(outside, caplog: pytest.LogCaptureFixture):
    outside(MANIFEST.replace('"outside"', '"folder"', 1))
    assert manifests()["folder"].tier == "silver"
    assert "name is taken" in caplog.text


@pytest.mark.parametrize("target", ["no_such_module:open", "json:no_such_function"])
def test_a_factory_that_cannot_be_loaded_says_which(target: str):
    with pytest.raises(Usage, match="outside cannot be loaded"):
        parsed(MANIFEST.replace("outside_connector.source:open_source", target)).factory("source")


def test_a_role_a_connector_has_not_is_refused_with_those_it_has():
    with pytest.raises(Usage, match="cannot be a sink; it can be: source"):
        parsed(MANIFEST).factory("sink")


def test_a_connection_may_take_only_some_of_the_roles():
    manifest = parsed(MANIFEST.replace("[[settings]]", 'sink = "outside_connector.sink:open"\n[[settings]]', 1))
    connection = Connection("c", "outside", (("address", "x"), ("roles", "sink")))
    manifest.check(connection)
    assert manifest.roles_of(connection) == ("sink",)
    with pytest.raises(Usage, match="cannot be a graph"):
        manifest.roles_of(Connection("c", "outside", (("roles", "graph"),)))


def test_a_secret_does_not_belong_among_the_settings():
    manifest = parsed(MANIFEST + '[[settings]]\nname = "token"\ndescription = "It."\nsecret = true\n')
    with pytest.raises(Usage, match="--secret token"):
        manifest.check(Connection("c", "outside", (("address", "x"), ("token", "t"))))


def test_a_password_in_an_address_is_refused_and_not_repeated():
    connection = Connection("c", "outside", (("address", "https://me:hidden@there.example/"),))
    with pytest.raises(Usage, match="holds a password") as error:
        parsed(MANIFEST).check(connection)
    assert "hidden" not in error.value.message


def test_reading_the_registry_imports_no_connector_and_no_heavy_library():
    code = (
        "import sys; from thesaury.connectors.manifest import manifests; manifests();"
        "bad = [m for m in sys.modules if m.startswith(('thesaury.connectors.folder.', 'thesaury.connectors.table.', 'PIL'))];"
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
