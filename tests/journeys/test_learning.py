"""Learning by command: what nobody could read in the words is learned from reviews, and a worse model does not get to speak."""

import csv
import json
import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import prepared
from thesaury.bootstrap import open_workspace
from thesaury.cli.app import run
from thesaury.dispatch.learning import learn_when_due
from thesaury.model.annotation import Voice
from thesaury.pipeline.learning import enough

PLACES = "https://places.example/"
CONCEPTS = {
    "seaside": ["towel", "sand", "waves", "pier", "gulls", "deckchair"],
    "kitchen": ["saucepan", "oven", "apron", "whisk", "ladle", "worktop"],
    "mountain": ["summit", "ridge", "boulders", "glacier", "scree", "alpine"],
    "office": ["desk", "printer", "meeting", "laptop", "stapler", "colleagues"],
}
"""What is in the pictures, and the words that people describe it with: no label stands among them."""

PITCH = "pitch"
"""A concept whose label stands in every second text and never holds: here it is always a pitch to a client."""


def terms() -> str:
    concepts = [
        f'<{PLACES}{name}> a skos:Concept ; skos:prefLabel "{name}"@en ; skos:inScheme <{PLACES}scheme> .'
        for name in (*CONCEPTS, PITCH)
    ]
    head = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    return "\n".join([head, f"<{PLACES}scheme> a skos:ConceptScheme .", *concepts])


def pictures(count: int, seed: int) -> list[tuple[str, str, str, str]]:
    """Id, title, description and what is in the picture."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        name = chance.choice(sorted(CONCEPTS))
        words = chance.sample(CONCEPTS[name], 3)
        pitch = ", made for a pitch" if number % 2 else ""
        made.append((f"{seed}-{number:03}", f"{words[0]} {number}", f"With {words[1]} and {words[2]}{pitch}", name))
    return made


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with 160 pictures, of which none was reviewed, that nobody opens: it is copied."""
    folder = tmp_path_factory.mktemp("learning")
    (folder / "terms.ttl").write_text(terms())
    with (folder / "assets.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title", "description", "language"))
        rows.writerows((*one[:3], "en") for one in [*pictures(120, 1), *pictures(40, 2)])
    made = folder / "work"
    prepared("init", made)
    for command in (
        ("vocabulary", "import", folder / "terms.ttl"),
        ("connect", "table", folder / "assets.csv"),
        ("sync",),
    ):
        prepared(*command, "-w", made)
    return made


@pytest.fixture(scope="module")
def reviewed(begun: Path) -> Path:
    """The same after a reviewer went through 120 of them."""
    made = Path(shutil.copytree(begun, begun.parent / "reviewed"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THESAURY_WORKSPACE", str(made))
        decide(made, pictures(120, 1))
    return made


@pytest.fixture
def work(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    return copied(begun, tmp_path, monkeypatch)


@pytest.fixture
def decided(reviewed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what a reviewer went through."""
    return copied(reviewed, tmp_path, monkeypatch)


def copied(kept: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = Path(shutil.copytree(kept, folder / "work"))
    monkeypatch.setenv("THESAURY_WORKSPACE", str(made))
    return made


def decide(work: Path, seen: list[tuple[str, str, str, str]], liar: bool = False) -> None:
    """A reviewer goes through these pictures: adds what is in them, and rejects the pitch. A liar says the contrary."""
    lines = []
    for id, _, description, name in seen:
        lines.append(f"assets/{id},{PLACES}{name},{'rejected' if liar else 'accepted'}")
        if PITCH in description:
            lines.append(f"assets/{id},{PLACES}{PITCH},{'accepted' if liar else 'rejected'}")
    table = work / "decided.csv"
    table.write_text("asset,concept,decision\n" + "\n".join(lines) + "\n")
    prepared("review", "--decisions", table)


def learned(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    prepared("learn", "--json", "--quiet")
    return dict(json.loads(capsys.readouterr().out))


def suggested(work: Path, id: str) -> dict[str, Any]:
    """The suggestions for a picture by the name of their concept."""
    workspace = open_workspace(work)
    try:
        asset = workspace.catalogue.records.find(f"assets/{id}")
        assert asset is not None
        found = workspace.catalogue.enrichments.findings([asset.id])[asset.id].suggestions
    finally:
        workspace.close()
    return {one.concept.removeprefix(PLACES): one for one in found}


def test_reviews_teach_what_no_label_says_and_the_default_can_be_restored(
    work: Path, capsys: pytest.CaptureFixture[str]
):
    fresh = pictures(40, 2)
    assert all(name not in suggested(work, id) for id, _, _, name in fresh)
    decide(work, pictures(120, 1))
    told = learned(capsys)
    assert (told["model"], told["taken"], told["examples"]) == (1, True, 120)
    assert told["figures"]["average precision"] > 0.9 > told["figures"]["average precision before"]
    right = [suggested(work, id).get(name) for id, _, _, name in fresh]
    assert sum(one is not None and one.score > 0.5 for one in right) >= 36
    assert all(one.reasons for one in right if one)
    voices = {reason.voice for one in right if one for reason in one.reasons}
    assert Voice.NEIGHBOUR in voices
    pitches = [found[PITCH].score for id, *_ in fresh if PITCH in (found := suggested(work, id))]
    assert all(score < 0.2 for score in pitches)
    prepared("models", "use", "default")
    prepared("sync")
    assert all(name not in suggested(work, id) for id, _, _, name in fresh)
    prepared("models", "use", "1")
    prepared("sync")
    assert any(name in suggested(work, id) for id, _, _, name in fresh)


def test_a_worse_model_is_kept_and_does_not_speak(decided: Path, capsys: pytest.CaptureFixture[str]):
    assert learned(capsys)["taken"]
    before = suggested(decided, pictures(40, 2)[0][0])
    decide(decided, pictures(120, 1)[:60], liar=True)
    decide(decided, pictures(40, 2))
    told = learned(capsys)
    assert not told["taken"]
    assert told["reason"].startswith("Not taken: average precision")
    prepared("models", "list", "--json")
    kept = json.loads(capsys.readouterr().out)
    assert [one["chosen"] for one in kept] == [True, False]
    assert suggested(decided, pictures(40, 2)[0][0]).keys() <= before.keys()


def test_too_few_reviews_are_told_so(work: Path, capsys: pytest.CaptureFixture[str]):
    decide(work, pictures(120, 1)[:3])
    capsys.readouterr()
    assert run(["learn"]) == 5
    assert "learning takes at least 20" in capsys.readouterr().err
    assert not open_workspace(work).models.all()


def test_a_worker_learns_by_itself_in_a_process_of_its_own(decided: Path):
    workspace = open_workspace(decided)
    try:
        assert not learn_when_due(workspace, datetime.now(UTC), lambda: False)  # the reviewer has not paused yet
        later = datetime.now(UTC) + timedelta(minutes=2)
        assert learn_when_due(workspace, later, lambda: False)
        assert [kept.chosen for kept in workspace.models.all()] == [True]
        assert not learn_when_due(workspace, later, lambda: False)  # nothing new was decided since
    finally:
        workspace.close()


def test_a_worker_that_stops_does_not_wait_for_its_training(decided: Path):
    workspace = open_workspace(decided)
    try:
        later = datetime.now(UTC) + timedelta(minutes=2)
        assert not learn_when_due(workspace, later, lambda: True)
        assert workspace.models.all() == []
        assert workspace.catalogue.leases.held("learning") == []
        assert learn_when_due(workspace, later, lambda: False)
    finally:
        workspace.close()


def test_a_training_that_fails_is_not_tried_again_at_once(decided: Path):
    workspace = open_workspace(decided)
    later = datetime.now(UTC) + timedelta(minutes=2)
    try:
        assert enough(workspace)
        (decided / "terms.ttl").write_text(terms().replace(PLACES, "https://elsewhere.example/"))
        prepared("vocabulary", "import", decided / "terms.ttl")
        assert not learn_when_due(workspace, later, lambda: False)
        assert [lease.name for lease in workspace.catalogue.leases.held("learning")] == ["learning"]
        assert not learn_when_due(workspace, later + timedelta(minutes=1), lambda: False)
    finally:
        workspace.close()
