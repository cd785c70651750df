"""ExifTool kept open: many calls to one process, which is started again when it died and never outlives us."""

import gc
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.contract.connectors.pictures import XMP, jpeg
from tests.contract.source_suite import everything
from tests.contract.test_connectors import opened
from tests.patience import PATIENCE
from thesaury.connectors.folder.exiftool import ExifTool
from thesaury.connectors.folder.kept_open import line
from thesaury.model.errors import Unreachable

pytestmark = [
    pytest.mark.skipif(not shutil.which("exiftool"), reason="needs ExifTool"),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see processes"),
]


@pytest.fixture
def program() -> ExifTool:
    return ExifTool(shutil.which("exiftool") or "")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    return jpeg(tmp_path / "a.jpg", XMP)


def below(parent: int) -> list[int]:
    """The processes a process started, and those they started."""
    children = _children(parent)
    return children + [deeper for child in children for deeper in below(child)]


def _children(parent: int) -> list[int]:
    """Those started by any of its threads; when one ends meanwhile, others have its processes, and all are asked again."""
    while True:
        try:
            tasks = list(Path(f"/proc/{parent}/task").iterdir())
            return [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            if not Path(f"/proc/{parent}").exists():
                return []


def perls(parent: int) -> list[int]:
    """The ExifTools a process started."""
    return [
        process
        for process in below(parent)
        if b"-stay_open" in Path(f"/proc/{process}/cmdline").read_bytes() and runs_perl(process)
    ]


def runs_perl(process: int) -> bool:
    return "perl" in os.readlink(f"/proc/{process}/exe")  # noqa: PTH115


def gone(process: int) -> bool:
    """Whether it ends within ten seconds."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_one_process_reads_page_after_page(program: ExifTool, picture: Path):
    first = program.read([picture])
    [process] = perls(os.getpid())
    assert program.read([picture]) == first
    assert perls(os.getpid()) == [process]


@pytest.mark.parametrize("whole", [True, False])
def test_a_killed_process_is_started_again(program: ExifTool, picture: Path, whole: bool):
    first = program.read([picture])
    [process] = perls(os.getpid())
    if whole:
        os.killpg(os.getpgid(process), signal.SIGKILL)
    else:
        os.kill(process, signal.SIGKILL)
    assert gone(process)
    assert program.read([picture]) == first
    assert process not in perls(os.getpid())


def test_it_ends_with_the_source_and_leaves_no_process(picture: Path):
    before = below(os.getpid())
    source = opened("folder", path=picture.parent, reader="exiftool")
    everything(source)
    [process] = perls(os.getpid())
    del source
    gc.collect()
    assert gone(process)
    assert below(os.getpid()) == before


def test_it_ends_when_closed_and_starts_again_when_asked(program: ExifTool, picture: Path):
    program.read([picture])
    [process] = perls(os.getpid())
    program.close()
    program.close()
    assert gone(process)
    assert program.read([picture])


STAYS = """
import sys, time
from pathlib import Path
from thesaury.connectors.folder.exiftool import ExifTool
program = ExifTool(sys.argv[1])
program.read([Path(sys.argv[2])])
print("read", flush=True)
if sys.argv[3] == "stay":
    time.sleep(60)
"""


@pytest.mark.parametrize("ending", ["stay", "end"])
def test_it_does_not_outlive_us_however_we_end(picture: Path, ending: str):
    command = [sys.executable, "-c", STAYS, shutil.which("exiftool") or "", str(picture), ending]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"read\n"
        started = perls(child.pid) if ending == "stay" else []
        if ending == "stay":
            child.kill()
    assert child.returncode == (-signal.SIGKILL if ending == "stay" else 0)
    assert len(started) == (ending == "stay")
    assert all(map(gone, started))


def test_a_call_that_takes_too_long_ends_the_process_and_the_next_one_works(picture: Path):
    program = ExifTool(shutil.which("exiftool") or "", wall=0.0001)
    with pytest.raises(Unreachable, match=r"longer than 0\.0001 seconds"):
        program.call("-json", str(picture))
    assert perls(os.getpid()) == []
    program._kept._wall = 60
    assert b"SourceFile" in program.call("-json", str(picture)).out


def test_a_program_that_is_not_there_or_is_none_says_so(tmp_path: Path):
    with pytest.raises(Unreachable):
        ExifTool(str(tmp_path / "nowhere")).call("-ver")
    with pytest.raises(Unreachable, match="ended before"):
        ExifTool("/bin/true").call("-ver")


def test_complaints_belong_to_their_call_alone(program: ExifTool, picture: Path):
    assert "File not found" in program.call("-json", str(picture.with_name("b.jpg"))).complaints
    assert program.call("-json", str(picture)).complaints == ""


def test_much_output_and_many_complaints_do_not_block(program: ExifTool, tmp_path: Path):
    missing = [str(tmp_path / f"{'x' * 200}{number}.jpg") for number in range(2_000)]
    said = program.call("-json", *missing)
    assert said.complaints.count("File not found") == 2_000


def test_no_picture_can_end_an_answer(program: ExifTool, tmp_path: Path):
    picture = jpeg(tmp_path / "a.jpg", XMP.replace("eco<", "{ready1}\n{ready123456789}\n<"))
    assert program.call("-b", "-XMP", str(picture)).out.decode() == XMP.replace("eco<", "{ready1}\n{ready123456789}\n<")


def test_lines_are_spelled_so_that_no_name_adds_an_argument():
    assert line("/a b.jpg") == "/a b.jpg"
    assert line("/a\\\n-execute\r.jpg") == "#[CSTR]/a\\\\\\n-execute\\r.jpg"
    with pytest.raises(ValueError, match="beside"):
        line("/$\n")
