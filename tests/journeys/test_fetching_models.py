"""From a hub to a workspace by command: fetch, name, use, and what is said while nothing was fetched."""

import json
from pathlib import Path

import pytest

from tests.contract.engines.tiny_model import tiny_model
from tests.fakes.hub_server import TOKEN, Repository, served
from tests.journeys.conftest import prepared
from thesaury.cli.app import run
from thesaury.model.errors import NeedsLogin, Usage

NAME = "fennmoor/tiny"


def test_a_model_is_fetched_named_and_used(tmp_path: Path, monkeypatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    made = tiny_model(tmp_path / "made")
    work = tmp_path / "work"
    prepared("init", work)
    monkeypatch.setenv("THESAURY_WORKSPACE", str(work))
    settings = work / "thesaury.toml"
    plain = settings.read_text()
    capsys.readouterr()

    assert run(["status"]) == 0
    assert "embedding_model\tnone: words and concepts only" in capsys.readouterr().out
    assert run(["models", "fetched"]) == 0
    assert "No embedding model was fetched" in capsys.readouterr().err
    settings.write_text(plain + f'embedding_model = "{NAME}"\n')
    assert run(["status"]) == Usage.exit_code
    assert f"thesaury models fetch {NAME}" in capsys.readouterr().err

    with served() as hub:
        settings.write_text(plain + f'embedding_model = "{NAME}"\nmodel_hub = "{hub.url}"\n')
        repository = hub.repositories[NAME] = Repository(licence="", gated=True)
        repository.commit({path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*.*")})
        assert run(["models", "fetch", NAME]) == NeedsLogin.exit_code
        assert "HF_TOKEN" in capsys.readouterr().err
        hub.members = ("somebody",)
        monkeypatch.setenv("HF_TOKEN", TOKEN)
        assert run(["models", "fetch", NAME, "--json"]) == 0
        shown = capsys.readouterr()
        told = json.loads(shown.out)
        assert (told["name"], told["new"], told["licence"]) == (NAME, True, "")
        assert "states no licence" in shown.err
        assert f'embedding_model = "{NAME}"' in shown.err
        steps = [json.loads(line) for line in shown.err.splitlines() if line.startswith("{")]
        assert steps[-1] == {"stage": f"fetch {NAME}", "done": told["bytes"], "total": told["bytes"]}
        assert TOKEN not in shown.out + shown.err

    assert run(["models", "fetched", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{key: value for key, value in told.items() if key != "new"}]
    assert run(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["embedding_model"].startswith("tiny#")
