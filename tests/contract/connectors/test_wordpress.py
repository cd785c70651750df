"""What the WordPress connector says and makes of its own, without a site."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from thesaury.cli.app import app
from thesaury.connectors.wordpress import checking, mapping, package
from thesaury.connectors.wordpress.client import Api
from thesaury.connectors.wordpress.settings import settings_of
from thesaury.connectors.wordpress.target import open_target
from thesaury.model.concept import Label
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, Usage
from thesaury.model.publishing import Topic

HERE = files("thesaury.connectors.wordpress")


def connection(**more: str) -> Connection:
    given = {"site": "https://www.example.com", "user": "thesaury", "channel": "web"} | more
    return Connection("site", "wordpress", tuple((name, value) for name, value in given.items() if value))


def read(name: str) -> Mapping[str, object]:
    found: Mapping[str, object] = json.loads((HERE / "samples" / name).read_text("utf-8"))
    return found


def test_a_sample_of_the_plugin_becomes_what_is_held():
    held = mapping.held_of(read("object.payload.json"))
    assert json.loads(json.dumps(asdict(held))) == read("object.held.json")


def test_half_of_a_payload_does_no_harm():
    assert mapping.held_of({"fields": [], "concepts": None}).shown.fields == ()
    assert mapping.use_of({"live": "yes"}).live is False


def topic(name: str, broader: str = "") -> Topic:
    return Topic(name, "s", "", (Label(name.title(), "en"), Label(f"{name}-de", "de")), broader)


def test_what_is_broader_comes_first_and_no_circle_is_closed():
    given = [
        topic("c", "b"),
        topic("b", "a"),
        topic("a", "c"),
        topic("d", "elsewhere"),
        topic("e", "there"),
        topic("f", "f"),
    ]
    rows = {row.iri: row for row in mapping.rows(given, "de", {"there": "1"})}
    order = list(rows)
    assert all(order.index(row.broader) < order.index(iri) for iri, row in rows.items() if row.broader in rows)
    assert [rows[iri].broader for iri in "def"] == ["", "there", ""]
    assert sum(not rows[iri].broader for iri in "abc") == 1
    assert rows["c"].name == "c-de"


@pytest.mark.parametrize("of", ["name", "notation", "broader", "labels"])
def test_the_digest_of_a_concept_changes_with_all_that_is_written(of: str):
    row = mapping.Row("i", "n", (("en", "n"),), "1", "b")
    other = {"name": "m", "notation": "2", "broader": "c", "labels": (("de", "n"),)}
    assert mapping.Row(**{**asdict(row), of: other[of]}).digest != row.digest


def test_wrong_settings_are_named():
    for wrong, said in (({"site": "http://www.example.com"}, "https"), ({"user": "a:b"}, "colon"), ({"channel": ""}, "channel"),
                        ({"sight": "x"}, "no setting 'sight'"), ({"language": "7"}, "language")):  # fmt: skip
        with pytest.raises(Usage, match=said):
            open_target(connection(**wrong), lent())


def test_without_a_password_nothing_is_sent():
    with pytest.raises(NeedsLogin, match="application password"):
        Api(settings_of(connection()), FakeSecrets()).status()


def test_the_archive_holds_the_plugin_and_is_the_same_each_time(tmp_path):
    done = CliRunner().invoke(app, ["plugin", "wordpress", "--out", str(tmp_path / "t.zip")])
    assert done.exit_code == 0, done.output
    content = (tmp_path / "t.zip").read_bytes()
    assert content == package.plugin()[1]
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        main = archive.read("thesaury/thesaury.php").decode()
    assert {"thesaury/editor/sidebar.js", "thesaury/includes/settings.php", "thesaury/uninstall.php"} <= set(names)
    assert all(name.startswith("thesaury/") for name in names)
    assert f"Version: {checking.VERSION}" in main
    assert f"'{checking.VERSION}'" in main


def test_there_is_no_plugin_for_what_has_none(tmp_path):
    for words in (["plugin", "bynder"], ["plugin", "wordpress", "--out", str(tmp_path)]):
        done = CliRunner().invoke(app, words)
        assert done.exit_code != 0
    assert not list(tmp_path.iterdir())
