"""Who spoke for a concept, from the catalogue to every place where a person asks why."""

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from thesaury.bootstrap import open_workspace
from thesaury.model.annotation import Enrichment, Reason, Suggestion, Voice

ECO, SUSTAINABLE = "https://terms.example/eco", "https://terms.example/sustainable"
WHY = "like “Refill pouches on a shelf” (0.71), beside “sustainable packaging” (broader), “window” in earlier reviews"


@pytest.fixture
def explained(synced: Path) -> Path:
    """The synced workspace, in which one suggestion was made by neighbours, graph and experience alone."""
    workspace = open_workspace(synced)
    kitchen, neighbour = (workspace.catalogue.records.find(f"assets/{number}") for number in "12")
    assert kitchen
    assert neighbour
    reasons = (
        Reason(Voice.GRAPH, SUSTAINABLE, 0.4, "broader"),
        Reason(Voice.EXPERIENCE, "window", 0.3),
        Reason(Voice.NEIGHBOUR, neighbour.id, 0.71),
    )
    found = Suggestion(ECO, 0.99, (), "learned/1", "terms@1", reasons)
    workspace.catalogue.enrichments.store([Enrichment(kitchen.id, kitchen.content_digest(), "s", suggestions=(found,))])
    workspace.close()
    return synced


def test_show_and_the_queue_say_why_in_one_line(explained: Path, thesaury, answer):
    shown = thesaury("show", "assets/1", cwd=explained).stdout
    assert f"suggestion\t0.99 eco-friendly packaging: {WHY}\n" in shown
    first = answer("review", "--list", "--minimum", "0.9", cwd=explained)[0]
    assert (first["concept"], first["evidence"], ", ".join(first["reasons"])) == (ECO, [], WHY)
    assert thesaury("review", "--list", "--minimum", "0.9", cwd=explained).stdout.endswith(f"\t{WHY}\n")


def test_a_person_is_told_why_and_what_was_accepted_keeps_it(explained: Path, thesaury, answer, tmp_path: Path):
    told = answered(["review", "--minimum", "0.9"], b"a", explained)
    assert f"eco-friendly packaging  0.99  {WHY}\n" in told
    assert "1 suggestions are decided." in told
    [concept] = [c for c in answer("show", "assets/1", cwd=explained)["concepts"] if c["iri"] == ECO]
    assert [(reason["voice"], reason["step"]) for reason in concept["reasons"]] == [
        ("graph", "broader"),
        ("experience", ""),
        ("neighbour", ""),
    ]
    assert f"concept\teco-friendly packaging (review): {WHY}\n" in thesaury("show", "assets/1", cwd=explained).stdout
    thesaury("export", "jsonl", tmp_path / "a.jsonl", cwd=explained)
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert concept in [told for line in lines for told in line["concepts"]]


def answered(arguments: list[str], key: bytes, work: Path) -> str:
    """What the command says on a terminal where somebody presses this key until it ends: a terminal that becomes raw drops what
    was typed before."""
    control, terminal = pty.openpty()
    command = [sys.executable, "-m", "thesaury", *arguments]
    with subprocess.Popen(command, cwd=work, stdin=terminal, stderr=subprocess.PIPE, text=True) as asked:
        os.close(terminal)
        while asked.poll() is None:
            os.write(control, key)
            time.sleep(0.1)
        assert asked.stderr is not None
        told = asked.stderr.read()
    os.close(control)
    return told
