"""Everything that goes wrong ends in a sentence and an exit code of its own, with nothing lost and nothing half written."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

USAGE, BAD_INPUT, UNREACHABLE, BUSY, NO_SPACE = 2, 5, 6, 7, 8


def failed(done: subprocess.CompletedProcess[str]) -> tuple[int, str]:
    return done.returncode, done.stderr.strip().splitlines()[-1]


def test_no_workspace(tmp_path: Path, thesaury):
    code, sentence = failed(thesaury("sync", cwd=tmp_path, ok=False))
    assert code == USAGE
    assert "thesaury init" in sentence


def test_a_workspace_is_not_made_twice(brought: Path, thesaury):
    assert failed(thesaury("init", brought, ok=False))[0] == USAGE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "broken.ttl",
            b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<https://a.example/b> a skos:Concept ;; ,",
        ),
        ("bomb.rdf", b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>'),
        ("nothing.ttl", b""),
        ("noskos.ttl", b"<https://a.example/b> <https://a.example/c> 1 ."),
        ("rubbish.jsonld", bytes(range(256))),
    ],
)
def test_a_broken_vocabulary_changes_nothing(synced: Path, answer, thesaury, tmp_path: Path, name: str, content: bytes):
    (tmp_path / name).write_bytes(content)
    code, sentence = failed(thesaury("vocabulary", "import", tmp_path / name, cwd=synced, ok=False))
    assert code == BAD_INPUT
    assert name in sentence
    assert len(answer("vocabulary", "list", cwd=synced)) == 1


def test_a_missing_vocabulary_file(synced: Path, thesaury, tmp_path: Path):
    assert failed(thesaury("vocabulary", "import", tmp_path / "no.ttl", cwd=synced, ok=False))[0] == UNREACHABLE


def test_an_unknown_column_names_the_right_ones(brought: Path, answer, thesaury, tmp_path: Path):
    code, sentence = failed(
        thesaury(
            "connect", "table", tmp_path / "assets.csv", "--name", "x", "--map", "headline=title", cwd=brought, ok=False
        )
    )
    assert code == USAGE
    assert "description" in sentence
    assert "x" not in [c["name"] for c in answer("connections", cwd=brought)]


def test_an_unknown_connector_names_the_right_ones(brought: Path, thesaury):
    code, sentence = failed(thesaury("connect", "ftp", "/", cwd=brought, ok=False))
    assert code == USAGE
    assert "folder" in sentence


def test_an_unreachable_folder_stops_before_anything_is_forgotten(synced: Path, answer, thesaury, tmp_path: Path):
    (tmp_path / "pictures").rename(tmp_path / "elsewhere")
    code, sentence = failed(thesaury("sync", cwd=synced, ok=False))
    assert code == UNREACHABLE
    assert "pictures" in sentence
    assert answer("status", cwd=synced)["records"] == 6


def test_a_failing_connection_does_not_keep_the_others_waiting(brought: Path, answer, thesaury, tmp_path: Path):
    (tmp_path / "assets.csv").unlink()
    code, sentence = failed(thesaury("sync", cwd=brought, ok=False))
    assert (code, sentence.startswith("thesaury: assets:")) == (UNREACHABLE, True)
    assert answer("status", cwd=brought)["records"] == 2
    assert {c["name"]: c["last_run"]["state"] for c in answer("connections", cwd=brought)} == {
        "assets": "failed",
        "pictures": "finished",
    }


def test_a_broken_table_keeps_what_was_there(synced: Path, answer, thesaury, tmp_path: Path):
    (tmp_path / "assets.csv").write_bytes(b"id,title\n1,\x00\n")
    code, sentence = failed(thesaury("sync", cwd=synced, ok=False))
    assert code == BAD_INPUT
    assert "assets.csv" in sentence
    assert answer("status", cwd=synced)["records"] == 6


def test_a_broken_picture_is_named_and_the_rest_goes_on(brought: Path, answer, tmp_path: Path):
    (tmp_path / "pictures" / "broken.jpg").write_bytes(b"")
    summary = answer("sync", cwd=brought)
    assert summary["connections"][1]["new"] >= 2


def test_a_second_process_is_told_who_is_writing(synced: Path, thesaury):
    hold = (
        "import sys; from pathlib import Path; from thesaury.bootstrap import open_workspace\n"
        "with open_workspace(Path(sys.argv[1])).writing():\n    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(synced)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        code, sentence = failed(thesaury("sync", cwd=synced, ok=False))
        assert (code, str(holder.pid) in sentence) == (BUSY, True)
        thesaury("search", "packaging", cwd=synced)  # reading goes on
        assert holder.stdin is not None
        holder.stdin.close()
    thesaury("sync", cwd=synced)


def fill_up(disk: Path) -> None:
    with suppress(OSError), (disk / "fill").open("wb", buffering=0) as fill:
        while True:
            fill.write(b"x" * 4096)


def test_a_full_disk_leaves_no_half_export(synced: Path, thesaury, small_disk: Path):
    fill_up(small_disk)
    code, sentence = failed(thesaury("export", "jsonl", small_disk / "a.jsonl", cwd=synced, ok=False))
    assert code == NO_SPACE
    assert "full" in sentence
    assert not (small_disk / "a.jsonl").exists()


def test_a_full_disk_during_sync_loses_nothing(thesaury, answer, small_disk: Path, tmp_path: Path):
    rows = "".join(f"{n},A title about winter number {n} {'words ' * 60},d{n}\n" for n in range(6000))
    (tmp_path / "many.csv").write_text("id,title,description\n" + rows)
    skos = "http://www.w3.org/2004/02/skos/core#"
    (tmp_path / "w.ttl").write_text(f'<https://w.example/w> a <{skos}Concept> ; <{skos}prefLabel> "winter"@en .')
    work = small_disk / "work"
    thesaury("init", work)
    thesaury("vocabulary", "import", tmp_path / "w.ttl", cwd=work)
    thesaury("connect", "table", tmp_path / "many.csv", cwd=work)
    code, _ = failed(thesaury("sync", cwd=work, ok=False))
    assert code == NO_SPACE
    assert answer("status", cwd=work)["records"] % 500 == 0


@pytest.fixture
def small_disk(tmp_path: Path):
    """A real file system of 4 MiB."""
    mount = tmp_path / "small"
    mount.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", mount], capture_output=True).returncode
    ):
        pytest.skip("needs the right to mount a small file system (root)")
    yield mount
    subprocess.run(["umount", "-l", mount], check=True)
