"""Every keeper of models against the suite, and what the one on files promises beyond it."""

import json
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.contract.models_suite import NOTE, ModelsSuite, here, keep
from tests.fakes.models import FakeModels
from thesaury.engines.modelfiles import ModelFiles, models
from thesaury.model.errors import BadInput, NoSpace, ThesauryError, Unreachable, Usage, WorkspaceBusy
from thesaury.ports.models import KeptModel, Models

LARGE = b"0123456789abcdef" * 60_000

KILLED_AT_EVERY_STEP = """
import os, shutil, signal, sys
from itertools import count
from pathlib import Path
from tests.contract.models_suite import NOTE
from thesaury.engines.modelfiles import ModelFiles
import filelock
prepared, place, change = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
for step in count(1):
    shutil.copytree(prepared, place / f"{step:03}")
    child = os.fork()
    if not child:
        left = step
        def kill(event, _):
            global left
            if event == "open" or event.startswith(("os.", "fcntl.")):
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)
        kept = ModelFiles(place / f"{step:03}", keep=2)
        sys.addaudithook(kill)
        kept.put(b"new", NOTE, choose=True) if change == "put" else kept.choose(2)
        os._exit(0)
    if not os.waitpid(child, 0)[1]:
        break
print(step - 1)
"""

WITHOUT_END = """
import sys
from itertools import count
from pathlib import Path
from tests.contract.models_suite import NOTE
from tests.contract.test_models import LARGE
from thesaury.engines.modelfiles import ModelFiles
kept = ModelFiles(Path(sys.argv[1]), keep=3)
for _ in count():
    print(kept.put(LARGE, NOTE, choose=True).number, flush=True)
"""


class TestFakeModels(ModelsSuite):
    @pytest.fixture
    def models(self) -> Models:
        return FakeModels(keep=3)


class TestModelFiles(ModelsSuite):
    @pytest.fixture
    def models(self, tmp_path: Path) -> Models:
        return ModelFiles(tmp_path / "a ?#&%20 ü" / "models", keep=3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def kept(folder: Path) -> ModelFiles:
    """Three models, the second chosen after the first."""
    made = ModelFiles(folder, keep=3)
    keep(made, b"first", b"second", choose=True)
    keep(made, b"third")
    return made


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def message(ask: Callable[[], object], kind: type[ThesauryError]) -> str:
    with pytest.raises(kind) as error:
        ask()
    assert error.value.message.endswith(".")
    return error.value.message


def test_asking_makes_nothing(folder: Path):
    asked = ModelFiles(folder)
    assert (asked.all(), asked.chosen()) == ([], None)
    asked.choose(None)
    with pytest.raises(Usage):
        asked.choose(1)
    assert not folder.exists()


def test_another_that_opens_the_folder_sees_the_same(folder: Path, kept: ModelFiles):
    again = ModelFiles(folder)
    assert (again.all(), again.content(2)) == (kept.all(), b"second")
    assert names(folder) == ["000001.model", "000002.model", "000003.model", "models.json", "models.lock"]


@pytest.mark.parametrize("change", ["put", "choose"])
def test_killed_at_any_step_the_old_state_stays_or_the_new_one_is_there(
    folder: Path, kept: ModelFiles, tmp_path: Path, change: str
):
    kept.choose(1)
    before, after = kept.all(), changed(folder, tmp_path / "after", change).all()
    copies = tmp_path / "copies"
    copies.mkdir()
    command = [sys.executable, "-c", KILLED_AT_EVERY_STEP, str(folder), str(copies), change]
    kills = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    found = []
    for copy in sorted(copies.iterdir())[:kills]:
        left = ModelFiles(copy, keep=2)
        found.append(left.all())
        assert here(left) == [model.number for model in found[-1] if model.bytes]
        assert left.put(b"next", NOTE, choose=False).number == found[-1][-1].number + 1
        whole = {f"{number:06}.model" for number in here(left)}
        assert set(names(copy)) == {"models.json", "models.lock", *whole}
    assert {"before" if state == before else "after" for state in found} == {"before", "after"}
    assert all(state in (before, after) for state in found)


def changed(folder: Path, copy: Path, change: str) -> ModelFiles:
    shutil.copytree(folder, copy)
    undisturbed = ModelFiles(copy, keep=2)
    if change == "put":
        undisturbed.put(b"new", NOTE, choose=True)
    else:
        undisturbed.choose(2)
    return undisturbed


def test_killed_while_writing_much_nothing_acknowledged_is_lost(folder: Path):
    asked = ModelFiles(folder, keep=3)
    for _ in range(3):
        acknowledged = killed_after_some_models(folder)
        chosen = asked.chosen()
        assert chosen is not None
        assert chosen.number == asked.all()[-1].number >= acknowledged
        assert asked.content(chosen.number) == LARGE
        assert len(here(asked)) == 3
    keep(asked, b"last")
    assert len([name for name in names(folder) if name not in ("models.json", "models.lock")]) == len(here(asked))


def killed_after_some_models(folder: Path) -> int:
    with subprocess.Popen([sys.executable, "-c", WITHOUT_END, str(folder)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        numbers = [int(child.stdout.readline()) for _ in range(5)]
        child.send_signal(signal.SIGKILL)
        return max(numbers + [int(line) for line in child.stdout if line.endswith("\n")])


def test_many_that_keep_models_at_once_take_turns(folder: Path):
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda n: ModelFiles(folder, keep=99).put(b"%d" % n, NOTE, choose=True), range(24)))
    assert sorted(model.number for model in made) == list(range(1, 25))
    asked = ModelFiles(folder)
    assert all(asked.content(model.number) == b"%d" % n for n, model in enumerate(made))
    assert [model.number for model in asked.all() if model.chosen] == [24]


def test_readers_see_whole_states_while_another_writes(folder: Path, kept: ModelFiles):
    with ThreadPoolExecutor(1) as writer:
        written = writer.submit(lambda: keep(ModelFiles(folder, keep=1), *[b"x"] * 40, choose=True))
        while not written.done():
            state = kept.all()
            assert [model.number for model in state] == list(range(1, len(state) + 1))
            assert sum(model.chosen for model in state) == 1
        written.result()


def test_one_writer_at_a_time_and_readers_never_wait(folder: Path, kept: ModelFiles, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(models, "_PATIENCE", 0.05)
    with FileLock(folder / "models.lock"):
        assert kept.content(1) == b"first"
        for ask in (lambda: keep(kept, b"x"), lambda: kept.choose(3)):
            assert "Wait until" in message(ask, WorkspaceBusy)
    kept.choose(3)


@pytest.mark.parametrize("damage", [b"", b"secone", b"second!", None])
def test_a_damaged_content_is_never_given_nor_chosen(folder: Path, kept: ModelFiles, damage: bytes | None):
    place = folder / "000001.model"
    place.unlink() if damage is None else place.write_bytes(damage)
    for ask in (kept.content, kept.choose):
        assert str(place) in message(lambda ask=ask: ask(1), BadInput)
    assert kept.content(2) == b"second"
    assert [model.chosen for model in kept.all()] == [False, True, False]


NAMELESS = {**asdict(KeptModel(1, NOTE, "", 0, False)), "number": "one"}
WHOLE = {"form": 1, "chosen": None, "recent": [], "models": []}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        *(json.dumps({**WHOLE, **wrong}).encode() for wrong in ({"form": 2}, {"chosen": 7}, {"recent": 3})),
        *(json.dumps({**WHOLE, "models": wrong}).encode() for wrong in ([{}], [NAMELESS], [3], 3)),
    ],
)
def test_a_register_that_is_none_is_said_and_left_alone(folder: Path, kept: ModelFiles, content: bytes):
    (folder / "models.json").write_bytes(content)
    asks = (kept.all, kept.chosen, lambda: kept.content(1), lambda: kept.choose(None), lambda: keep(kept, b"x"))
    for ask in asks:
        assert "Put a backup in its place" in message(ask, BadInput)
    assert (folder / "models.json").read_bytes() == content
    assert [(folder / f"{number:06}.model").read_bytes() for number in (1, 2, 3)] == [b"first", b"second", b"third"]


def test_a_full_disk_is_named_and_leaves_everything_as_it_was(folder: Path, kept: ModelFiles):
    before, there = kept.all(), names(folder)
    for content, limit in ((LARGE, 10_000), (b"x", 20)):  # not even a note may be written, the second time
        with files_of_at_most(limit):
            message(lambda content=content: kept.put(content, NOTE, choose=True), NoSpace)
        assert (kept.all(), names(folder)) == (before, there)
    assert kept.put(LARGE, NOTE, choose=True).number == 4


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_place_that_cannot_be_used_is_named(tmp_path: Path):
    (tmp_path / "models").write_text("a file")
    asked = ModelFiles(tmp_path / "models")
    for ask in (asked.all, lambda: keep(asked, b"x")):
        assert "models" in message(ask, Unreachable)


class SameAnswers(RuleBasedStateMachine):
    """Whatever is done to both keepers, files and memory answer alike."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.both: tuple[Models, Models] = (FakeModels(keep=2), ModelFiles(self.folder, keep=2))

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(content=st.sampled_from([b"", b"a", b"bc"]), choose=st.booleans())
    def put(self, content: bytes, choose: bool) -> None:
        fake, files = (ended(lambda one: one.put(content, NOTE, choose), one) for one in self.both)
        assert fake == files

    @rule(number=st.none() | st.integers(0, 9))
    def choose(self, number: int | None) -> None:
        fake, files = (ended(lambda one: one.choose(number), one) for one in self.both)
        assert fake == files

    @invariant()
    def answers_agree(self) -> None:
        fake, files = ([one.all(), one.chosen(), here(one)] for one in self.both)
        assert fake == files


def ended(ask: Callable[[Models], KeptModel | None], models: Models) -> KeptModel | type[ThesauryError] | None:
    try:
        return ask(models)
    except (BadInput, Usage) as error:
        return type(error)


TestSameAnswers = SameAnswers.TestCase
TestSameAnswers.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
