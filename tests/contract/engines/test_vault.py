"""The vault: keys from text or file, rotation, and nothing that shows a key or a secret."""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.engines.sql import open_catalogue
from thesaury.engines.vault import Vault
from thesaury.model.errors import NoSpace, ThesauryError, Unreachable, Usage

CANARY = "canary-Regenpfeifer"
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "workspace" / "secret.key"


def message(ask: object, kind: type[ThesauryError] = Usage) -> str:
    with pytest.raises(kind) as error:
        ask()  # type: ignore[operator]
    assert error.value.message.endswith(".")
    for hidden in (CANARY, OLD, NEW):
        assert hidden not in repr(error.value.__cause__) + repr(error.value) + str(error.value)
    return error.value.message


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_any_secret_comes_back_and_never_stands_in_the_clear(secret: str):
    vault = Vault(Path("nowhere"), OLD)
    sealed = vault.seal(secret)
    assert vault.open(sealed) == secret
    assert len(secret) < 4 or secret.encode("utf-8", "surrogatepass") not in sealed


def test_the_first_sealing_makes_a_key_file_for_its_owner_only(file: Path):
    vault = Vault(file)
    sealed = vault.seal(CANARY)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["secret.key"]
    kept = file.read_bytes()
    assert Vault(file).open(sealed) == CANARY
    Vault(file).seal("more")
    assert file.read_bytes() == kept


def test_opening_makes_no_key(file: Path):
    sealed = Vault(file, OLD).seal(CANARY)
    assert "missing" in message(lambda: Vault(file).open(sealed))
    assert not file.exists()


def test_a_key_in_the_environment_is_used_and_no_file_made(file: Path):
    assert Vault(file, f" {OLD} ,").open(Vault(file, OLD).seal(CANARY)) == CANARY
    assert not file.exists()


def test_many_that_seal_first_at_once_share_one_key(file: Path):
    with ThreadPoolExecutor(8) as threads:
        sealed = list(threads.map(lambda n: Vault(file).seal(str(n)), range(8)))
    assert [Vault(file).open(one) for one in sealed] == [str(n) for n in range(8)]
    assert [one.name for one in file.parent.iterdir()] == ["secret.key"]


@pytest.mark.parametrize("from_file", [False, True])
def test_keys_are_rotated_by_putting_the_new_one_in_front(file: Path, from_file: bool):
    def vault(*keys: str) -> Vault:
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join(keys))
        return Vault(file) if from_file else Vault(file.with_name("none"), ",".join(keys))

    sealed = vault(OLD).seal(CANARY)
    assert vault(NEW, OLD).open(sealed) == CANARY
    again = vault(NEW, OLD).seal(CANARY)
    assert vault(NEW).open(again) == CANARY
    assert "another key" in message(lambda: vault(NEW).open(sealed))


@pytest.mark.parametrize(
    "wrong", ["short", CANARY, OLD[:-2], "ü" * 44, f"{OLD},x"], ids=["short", "words", "cut", "letters", "one of two"]
)
def test_what_is_no_key_is_said_and_not_shown(file: Path, wrong: str):
    for ask in (lambda: Vault(file, wrong).seal(CANARY), lambda: Vault(file, wrong).open(b"x")):
        assert "THESAURY_KEY holds no key" in message(ask)
    file.parent.mkdir()
    file.write_text(wrong)
    assert str(file) in message(lambda: Vault(file).seal(CANARY))
    assert file.read_text() == wrong


def test_a_key_file_that_cannot_be_read_or_made_is_named(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    assert "folder" in message(lambda: Vault(tmp_path / "folder").open(b"x"), Unreachable)
    assert "file" in message(lambda: Vault(tmp_path / "file" / "secret.key").seal(CANARY), (Unreachable, NoSpace))  # type: ignore[arg-type]


def test_sealed_bytes_that_were_tampered_with_open_nothing(file: Path):
    sealed = Vault(file, OLD).seal(CANARY)
    for broken in (b"", sealed[:-1], sealed[:20] + b"A" + sealed[21:], b"\xff" * 99):
        message(lambda broken=broken: Vault(file, OLD).open(broken))


def test_nothing_shows_a_key_or_a_secret(file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    vault = Vault(file)
    catalogue = open_catalogue(tmp_path / "catalogue.db", cipher=vault)
    catalogue.secrets.put("dam", {"token": CANARY})
    key = file.read_text().strip()
    shown = f"{vault!r} {vault} {catalogue.secrets!r} {catalogue!r} {caplog.text}"
    assert key not in shown
    assert CANARY not in shown
    on_disk = b"".join(one.read_bytes() for one in tmp_path.glob("catalogue.db*"))
    assert b"token" in on_disk
    assert CANARY.encode() not in on_disk
    catalogue.close()


def test_without_a_key_a_catalogue_works_but_for_its_secrets(file: Path, tmp_path: Path):
    sealing = open_catalogue(tmp_path / "catalogue.db", cipher=Vault(file))
    sealing.secrets.put("dam", {"token": CANARY})
    sealing.close()
    catalogue = open_catalogue(tmp_path / "catalogue.db")
    assert catalogue.secrets.names("dam") == ("token",)
    assert catalogue.secrets.get("dam", "other") == ""
    for ask in (lambda: catalogue.secrets.get("dam", "token"), lambda: catalogue.secrets.put("dam", {"a": "1"})):
        message(ask)
    catalogue.secrets.put("dam", {"token": ""})
    assert catalogue.secrets.names("dam") == ()
    catalogue.close()


def test_the_wrong_key_changes_nothing_that_is_kept(file: Path, tmp_path: Path):
    for key, ask in ((OLD, "put"), (NEW, "get"), (OLD, "get")):
        catalogue = open_catalogue(tmp_path / "catalogue.db", cipher=Vault(file, key))
        if ask == "put":
            catalogue.secrets.put("dam", {"token": CANARY})
        elif key == NEW:
            message(lambda catalogue=catalogue: catalogue.secrets.get("dam", "token"))
        else:
            assert catalogue.secrets.get("dam", "token") == CANARY
        catalogue.close()
