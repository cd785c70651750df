"""Embedding models from a hub: what is fetched, what is kept of it, how it goes on after a break, and every way it can fail."""

import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from tests.contract.engines.tiny_model import tiny_model
from tests.fakes.hub_server import TOKEN, HubServer, Repository, served
from tests.patience import PATIENCE
from thesaury.bootstrap import embedder_at, fetch_model
from thesaury.engines.embedding import downloading, fetched_model, fetched_models
from thesaury.engines.embedding.hub import Hub
from thesaury.model.errors import (
    BadInput,
    NeedsLogin,
    NoSpace,
    Refused,
    ThesauryError,
    Unreachable,
    Usage,
    WorkspaceBusy,
)
from thesaury.ports.embedder import FetchedModel

NAME = "fennmoor/tiny"
NETWORK = "onnx/model.onnx"


@pytest.fixture(scope="module")
def running_hub() -> Iterator[HubServer]:
    with served() as server:
        yield server


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    """A model as a repository holds it, with much that is not needed."""
    folder = tiny_model(tmp_path / "made", outside=True)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}')
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return found | {
        "README.md": b"# tiny",
        "pytorch_model.bin": b"x",
        "onnx/model_O4.onnx": b"x",
        "special_tokens_map.json": b"",
    }


@pytest.fixture
def hub(running_hub: HubServer, files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HubServer:
    running_hub.asked.clear()
    running_hub.says, running_hub.sizes, running_hub.parts, running_hub.members = {}, {}, True, ()
    running_hub.hub.reset()
    running_hub.store.reset()
    repository = Repository()
    repository.commit(files)
    running_hub.repositories = {NAME: repository}
    monkeypatch.setenv("THESAURY_MODEL_HUB", running_hub.url)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setattr(downloading, "PAUSES", (0, 0, 0))
    monkeypatch.chdir(tmp_path)
    return running_hub


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "thesaury" / "models"


def fetch(name: str = NAME, revision: str = "", **further: object) -> FetchedModel:
    return fetch_model(name, revision, **further)[0]  # type: ignore[arg-type]


def by_name(named: str) -> object:
    return embedder_at(Path("work") / named, None, named)


def test_only_what_is_needed_is_fetched_and_what_it_is_is_remembered(
    hub: HubServer, files: dict[str, bytes], store: Path
):
    told = []
    model, new = fetch_model(NAME, progress=lambda *step: told.append(step))
    kept = {path.relative_to(model.folder).as_posix() for path in model.folder.rglob("*") if path.is_file()}
    wanted = {*files} - {"README.md", "pytorch_model.bin", "onnx/model_O4.onnx"}
    assert kept == wanted | {"thesaury-model.json"}
    assert all((model.folder / path).read_bytes() == files[path] for path in wanted)
    assert (new, model.name, model.hub, model.licence) == (True, NAME, "127.0.0.1", "apache-2.0")
    assert model.commit == hub.repositories[NAME].revisions["main"]
    assert model.files == {path: hashlib.sha256(files[path]).hexdigest() for path in wanted}
    total = sum(len(files[path]) for path in wanted)
    assert (told[-1], model.bytes) == ((f"fetch {NAME}", total, total), total)
    assert fetched_models(store) == (model,)


def test_a_fetched_model_is_used_by_its_name_and_nobody_is_asked(
    hub: HubServer, files: dict[str, bytes], tmp_path: Path
):
    fetch()
    hub.asked.clear()
    found = by_name(NAME).embed(("the boat",))  # type: ignore[attr-defined]
    assert np.array_equal(found, embedder_at(tmp_path / "made", None).embed(("the boat",)))
    assert embedder_at(Path(NAME), None).name.startswith("tiny#")
    assert hub.asked == []


def test_a_second_time_nothing_is_fetched(hub: HubServer):
    first = fetch()
    hub.asked.clear()
    again, new = fetch_model(NAME)
    assert (new, again.files, hub.fetched()) == (False, first.files, [])


def test_the_newest_state_is_used_unless_a_revision_is_named(hub: HubServer, files: dict[str, bytes], store: Path):
    repository = hub.repositories[NAME]
    old = fetch()
    newer = repository.commit({**files, "config.json": b'{"hidden_size": 8, "max_position_embeddings": 4}'})
    repository.revisions["v/1"] = old.commit
    assert fetched_model(store, NAME) == old
    assert fetch().commit == newer
    assert fetch(revision="v/1").commit == old.commit
    found = fetched_model(store, NAME)
    assert found
    assert found.commit == newer
    for revision in ("v/1", old.commit, old.commit[:7]):
        pinned = fetched_model(store, NAME, revision)
        assert pinned
        assert pinned.folder == old.folder
    assert fetched_model(store, NAME, "v2") is None
    assert by_name(f"{NAME}@v/1").name != by_name(NAME).name  # type: ignore[attr-defined]


def test_what_was_not_fetched_is_told_with_the_command_that_does(hub: HubServer):
    with pytest.raises(Usage, match=rf"Fetch it first with: thesaury models fetch {NAME}$"):
        by_name(NAME)
    fetch()
    with pytest.raises(Usage, match=rf"models fetch {NAME} --revision v2$"):
        by_name(f"{NAME}@v2")


def test_a_folder_of_its_own(hub: HubServer, tmp_path: Path, store: Path):
    (tmp_path / "own").mkdir()
    model = fetch(to=tmp_path / "own")
    assert model.folder == tmp_path / "own"
    assert embedder_at(tmp_path / "own", None).dimensions == 8
    assert fetch_model(NAME, to=tmp_path / "own")[1] is False
    assert fetched_models(store) == ()
    hub.repositories[NAME].commit({"model.onnx": b"", "tokenizer.json": b""})
    with pytest.raises(Usage, match="holds fennmoor/tiny at"):
        fetch(to=tmp_path / "own")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "note.txt").write_text("mine")
    with pytest.raises(Usage, match="holds something else"):
        fetch(to=tmp_path / "other")
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["note.txt"]


def _gate(hub: HubServer) -> None:
    hub.repositories[NAME].gated = True


def _break(fault: str, route: str = "^/api/"):
    return lambda hub: hub.hub.faults.add(fault, route, times=None)


def _only(*names: str):
    return lambda hub: hub.repositories[NAME].commit(dict.fromkeys(names, b""))


@pytest.mark.parametrize(
    ("given", "token", "name", "revision", "kind", "words"),
    [
        (None, "", "fennmoor/nowhere", "", Usage, "knows no model fennmoor/nowhere"),
        (None, TOKEN, "fennmoor/nowhere", "", Usage, "knows no model fennmoor/nowhere"),
        (None, "", "../../etc", "", Usage, "owner/name"),
        (None, "", NAME, "v9", Usage, "has no revision v9"),
        (
            _only("README.md", "model.safetensors"),
            "",
            NAME,
            "",
            Usage,
            "has no onnx/model.onnx and no model.onnx. Choose",
        ),
        (_only("onnx/model_int8.onnx"), "", NAME, "", Usage, "it has onnx/model_int8.onnx"),
        (_only(NETWORK, "vocab.txt"), "", NAME, "", Usage, "has no tokenizer.json"),
        (_gate, "", NAME, "", NeedsLogin, "accepted its terms"),
        (_gate, TOKEN, NAME, "", Refused, "Ask for access"),
        (None, "hf_wrong", NAME, "", NeedsLogin, "does not take the token"),
        (_break("status:503"), "", NAME, "", Unreachable, "answered with status 503"),
        (_break("status:429"), "", NAME, "", Unreachable, "answered with status 429"),
        (_break("status:500", "resolve"), "", NAME, "", Unreachable, "answered with status 500"),
        (_break("html200"), "", NAME, "", BadInput, "does not speak as a model hub does"),
        (_break("html200", "resolve"), "", NAME, "", BadInput, "without its commit and digest"),
        (_break("redirect_loop"), "", NAME, "", Unreachable, "could not be reached"),
        (_break("reset"), "", NAME, "", Unreachable, "could not be reached"),
    ],
)
def test_every_failure_says_what_to_do_and_leaves_nothing_that_looks_whole(
    hub: HubServer,
    store: Path,
    monkeypatch,
    given,
    token: str,
    name: str,
    revision: str,
    kind: type[ThesauryError],
    words: str,
):
    if given:
        given(hub)
    if token:
        monkeypatch.setenv("HF_TOKEN", token)
    with pytest.raises(kind, match=words) as error:
        fetch(name, revision)
    assert type(error.value) is kind
    assert "\n" not in error.value.message
    assert "hf_" not in error.value.message
    assert fetched_models(store) == ()
    with pytest.raises(Usage):
        by_name(NAME)


def test_a_hub_that_is_away_and_addresses_that_are_none(hub: HubServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("THESAURY_MODEL_HUB", "http://127.0.0.1:9")
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1 could not be reached"):
        fetch()
    monkeypatch.setenv("THESAURY_MODEL_HUB", "hub.example")
    with pytest.raises(Usage, match="is no address of a model hub"):
        fetch()
    with pytest.raises(Usage, match=r"not sent to hub\.example in clear"):
        Hub("http://hub.example", TOKEN)


def test_the_token_goes_to_the_hub_and_to_nobody_else(hub: HubServer, monkeypatch: pytest.MonkeyPatch, caplog):
    _gate(hub)
    hub.members = ("somebody",)
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    with caplog.at_level("DEBUG"):
        model = fetch()
    assert {asked.token for asked in hub.asked if not asked.elsewhere} == {f"Bearer {TOKEN}"}
    assert {asked.token for asked in hub.asked if asked.elsewhere} == {""}
    assert TOKEN not in caplog.text + (model.folder / "thesaury-model.json").read_text()


def test_without_a_token_none_is_looked_for(hub: HubServer):
    fetch()
    assert {asked.token for asked in hub.asked} == {""}


@pytest.mark.parametrize("parts", [True, False])
def test_a_broken_connection_is_gone_on_from(hub: HubServer, files: dict[str, bytes], parts: bool):
    hub.parts = parts
    hub.store.faults.add("truncate", f"{NETWORK}$")
    model = fetch()
    assert (model.folder / NETWORK).read_bytes() == files[NETWORK]
    asked = [a.part for a in hub.asked if a.elsewhere and a.path.endswith(f"/{NETWORK}")]
    assert (asked[0], asked[1].startswith("bytes=")) == ("", True)


def test_a_connection_that_breaks_for_good_is_gone_on_from_the_next_time(hub: HubServer, store: Path):
    hub.store.faults.add("truncate", f"{NETWORK}$")
    hub.store.faults.add("reset", f"{NETWORK}$", times=4)
    with pytest.raises(Unreachable, match="run the same command again"):
        fetch()
    assert fetched_models(store) == ()
    assert not list(store.rglob("thesaury-model.json"))
    hub.asked.clear()
    fetch()
    fetched = [(a.path.rsplit("/", 1)[-1], a.part) for a in hub.asked if a.method == "GET" and a.elsewhere]
    assert [(name, bool(part)) for name, part in fetched] == [("model.onnx", True)]
    assert not list(store.rglob("*.part"))


@pytest.mark.parametrize(("path", "digest"), [(NETWORK, "0" * 64), ("config.json", "0" * 40)])
def test_content_that_is_not_what_the_hub_says_is_thrown_away(hub: HubServer, store: Path, path: str, digest: str):
    hub.says[path] = digest
    with pytest.raises(BadInput, match=f"{path} of {NAME} did not come as"):
        fetch()
    assert not {path, f"{path}.part"} & {
        found.relative_to(found.parents[len(Path(path).parts) - 1]).as_posix() for found in store.rglob("*")
    }
    hub.says.clear()
    assert fetch().files


def test_a_mirror_may_tell_another_digest_or_none_that_is_known(hub: HubServer, files: dict[str, bytes]):
    hub.says["config.json"] = hashlib.sha1(files["config.json"]).hexdigest()
    hub.says["tokenizer.json"] = "some other mark"
    assert fetch().files


def test_the_hub_of_the_environment(hub: HubServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("THESAURY_MODEL_HUB")
    monkeypatch.setenv("HF_ENDPOINT", f"{hub.url}/")
    assert fetch().name == NAME


def test_a_full_disk(hub: HubServer, files: dict[str, bytes], store: Path):
    hub.sizes[NETWORK] = 1 << 60
    with pytest.raises(NoSpace, match="MiB more in"):
        fetch()
    assert NETWORK not in " ".join(hub.fetched())
    hub.sizes.clear()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(files[NETWORK]) - 10, hard))
    try:
        with pytest.raises(NoSpace, match="disk is full"):
            fetch()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert fetched_models(store) == ()
    assert fetch().files


def test_prompts_that_a_model_does_not_state_are_remembered_and_carried_on(
    hub: HubServer, files: dict[str, bytes], tmp_path: Path
):
    plain = embedder_at(tmp_path / "made", None)
    said = {"query": "boat ", "document": "harbour "}
    fetch(prompts=said)
    model = embedder_at(Path(NAME), None)
    assert np.array_equal(model.embed_query("packaging"), plain.embed(("boat packaging",))[0])
    assert np.array_equal(model.embed(("packaging",)), plain.embed(("harbour packaging",)))
    assert fetch().prompts == said
    hub.repositories[NAME].commit({**files, "modules.json": b"[]"})
    assert fetch().prompts == said
    assert fetch(prompts={"query": "the ", "document": ""}).prompts["query"] == "the "


def test_two_at_once_do_not_mix(hub: HubServer, store: Path):
    model = fetch()
    [lock] = (store / ".locks").iterdir()
    with FileLock(lock), pytest.raises(WorkspaceBusy, match="Another process fetches this model"):
        fetch()
    assert fetch().folder == model.folder


def test_a_model_that_lost_a_file_is_told(hub: HubServer):
    (fetch().folder / "tokenizer.json").unlink()
    with pytest.raises(Usage, match=r"has lost its tokenizer\.json"):
        fetch()


def test_a_broken_record_is_told(hub: HubServer, store: Path):
    model = fetch()
    (model.folder / "thesaury-model.json").write_text("{}")
    with pytest.raises(BadInput, match="fetch the model again"):
        by_name(NAME)


def test_ctrl_c_keeps_what_came_and_the_same_command_goes_on(hub: HubServer, files: dict[str, bytes], store: Path):
    large = os.urandom(200_000)
    hub.repositories[NAME].commit({**files, "onnx/model.onnx_data": large})
    hub.store.faults.add("drip:100000", "data$")
    command = [sys.executable, "-m", "thesaury", "models", "fetch", NAME]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < deadline and not _begun(store):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, "goes on from here" in said) == (130, True), said
    assert fetched_models(store) == ()
    hub.asked.clear()
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    assert (Path(json.loads(done.stdout)["folder"]) / "onnx" / "model.onnx_data").read_bytes() == large
    [part] = [asked.part for asked in hub.asked if asked.path.endswith("data") and asked.elsewhere]
    assert part.startswith("bytes=")


def _begun(store: Path) -> bool:
    with suppress(OSError):
        return any(path.stat().st_size > 10_000 for path in store.rglob("model.onnx_data.part"))
    return False


def test_without_its_package_it_says_how_to_get_it():
    code = """
from importlib import util
real = util.find_spec
util.find_spec = lambda name: None if name == "huggingface_hub" else real(name)
from thesaury.bootstrap import fetch_model
fetch_model("fennmoor/tiny")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "huggingface-hub is needed. Install: pip install thesaury[vectors]" in done.stderr
