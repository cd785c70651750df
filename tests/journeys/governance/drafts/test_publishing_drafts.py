"""Drafts of vocabularies when several work at once, and publishing that is cut off, overtaken or finds no room."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.governance.drafts.drafting import (
    ECO,
    TERMS,
    WINTER,
    carriers,
    imported,
)
from tests.patience import PATIENCE
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.concept import Label
from thesaury.model.draft import DraftState
from thesaury.model.edit import Rename
from thesaury.model.errors import NoSpace, Outdated, ThesauryError, Usage, WorkspaceBusy
from thesaury.pipeline import editing
from thesaury.pipeline.editing import publishing
from thesaury.ports.audit import Sought
from thesaury.web.parts import working
from thesaury.web.parts.vocabulary.publishing import Publishing

EDITOR = """
import sys
from pathlib import Path
from thesaury.bootstrap import open_workspace
from thesaury.model.concept import Label
from thesaury.model.edit import AddConcept, Rename
from thesaury.pipeline import editing
who, count = sys.argv[2], int(sys.argv[3])
workspace = open_workspace(Path(sys.argv[1]))
saw = editing.draft_of(workspace, "terms").seen
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    new = AddConcept("", (Label(f"{who} {number}", "en"),), broader=("https://terms.example/season",))
    editing.edit(workspace, "terms", [new], saw, who)
try:
    editing.edit(workspace, "terms", [Rename("https://terms.example/winter", Label(f"of {who}", "en"))], saw, who)
    print("won")
except editing.EditConflict as conflict:
    print(f"lost to {conflict.who}")
workspace.close()
"""

KILLED = """
import os, sys
from pathlib import Path
from thesaury.bootstrap import open_workspace
from thesaury.pipeline import editing
from thesaury.pipeline.editing import publishing
moment, workspace = sys.argv[2], open_workspace(Path(sys.argv[1]))
def dies(*_, **__):
    os._exit(9)
def after_keeping(*given, kept=publishing.keep_vocabulary):
    kept(*given)
    dies()
if moment == "before the version":
    publishing.keep_vocabulary = dies
elif moment == "after the version":
    publishing.keep_vocabulary = after_keeping
else:
    publishing.annotate_outdated = dies
editing.publish(workspace, "terms", "ada", "autumn")
"""


def until(true: Callable[[], bool]) -> None:
    """Wait for that."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_three_processes_edit_at_once_and_no_edit_is_lost(place: Path):
    editors = [
        subprocess.Popen(
            [sys.executable, "-c", EDITOR, str(place), who, "4"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for who in ("ada", "ben", "cem")
    ]
    for editor in editors:
        assert editor.stdout
        assert editor.stdout.readline() == "ready\n"
    for editor in editors:
        assert editor.stdin
        editor.stdin.write("go\n")
        editor.stdin.flush()
    said = [editor.communicate(timeout=PATIENCE)[0].strip() for editor in editors]
    assert sorted(one.split()[0] for one in said) == ["lost", "lost", "won"], said
    workspace = open_workspace(place)
    view, content = editing.content_of(workspace, TERMS)
    workspace.close()
    assert [entry.number for entry in view.entries] == list(range(1, 14))
    names = {label.text for concept in content.concepts for label in concept.preferred}
    assert names >= {f"{who} {number}" for who in ("ada", "ben", "cem") for number in range(4)}


@pytest.mark.parametrize("moment", ["before the version", "after the version", "before annotating"])
def test_publishing_that_is_killed_is_made_whole_with_nothing_twice_and_nothing_lost(place: Path, moment: str):
    workspace = open_workspace(place)
    editing.edit(workspace, TERMS, [Rename(WINTER, Label("wintertime", "en"), keep=True)], None, "ada")
    workspace.close()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(place), moment], capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 9, done.stderr
    workspace = open_workspace(place)
    if moment == "before the version":
        editing.edit(workspace, TERMS, [Rename(ECO, Label("green box", "en"))], None, "ben")
    published = editing.publish(workspace, TERMS, "ada", "autumn")
    versions = workspace.catalogue.vocabularies.versions(TERMS)
    assert [version.number for version in versions] == [1, 2]
    assert published.version == 2
    assert versions[-1].source.startswith("edited by ada")
    assert workspace.catalogue.enrichments.counts().assets > 0
    deeds = [kept.deed.after for kept in workspace.catalogue.audit.deeds(Sought(action="vocabulary.publish"))]
    assert len(deeds) == 1
    assert [draft.state for draft in workspace.catalogue.drafts.recent(TERMS)] == [DraftState.PUBLISHED]
    assert carriers(workspace, WINTER) == 1
    workspace.close()


def test_of_several_who_publish_at_once_one_does_and_the_others_are_told(workspace: EmbeddedWorkspace):
    editing.edit(workspace, TERMS, [Rename(ECO, Label("green box", "en"))], None, "ada")

    def publish(who: str) -> editing.Published | ThesauryError:
        try:
            return editing.publish(workspace, TERMS, who)
        except (Usage, WorkspaceBusy) as error:
            return error

    with ThreadPoolExecutor(3) as pool:
        ended = list(pool.map(publish, ("ada", "ben", "cem")))
    assert [one.edits for one in ended if isinstance(one, editing.Published) and one.edits] == [1], ended
    assert [version.number for version in workspace.catalogue.vocabularies.versions(TERMS)] == [1, 2]
    assert len(workspace.catalogue.audit.deeds(Sought(action="vocabulary.publish"))) == 1


def test_publishing_beside_the_pages_waits_for_who_writes_and_publishes_what_was_seen(
    place: Path, workspace: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(working, "_PAUSE", 0.02)
    monkeypatch.setattr(working, "_TRIES", 1000)
    seen = editing.edit(workspace, TERMS, [Rename(ECO, Label("green box", "en"))], None, "ada").view.seen
    beside, other = Publishing(workspace), open_workspace(place)
    with other.writing():
        assert beside.begin(TERMS, "ada", "autumn", seen).stage == "keep"
        # Each try that finds somebody writing numbers the draft anew, so that it is no more what was seen.
        until(lambda: editing.draft_of(workspace, TERMS).seen != seen)
        assert beside.begin(TERMS, "ben", "winter").stage
    other.close()
    until(lambda: not beside.at(TERMS).stage)
    ended = beside.at(TERMS)
    assert (ended.message, ended.came and ended.came.version) == ("", 2)
    assert workspace.catalogue.vocabularies.versions(TERMS)[-1].source.endswith(": autumn")


def test_what_could_not_be_kept_is_an_open_draft_again(workspace: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise NoSpace("The disk is full. Make room, then run this again.")

    editing.edit(workspace, TERMS, [Rename(ECO, Label("green box", "en"))], None, "ada")
    monkeypatch.setattr(publishing, "keep_vocabulary", full)
    with pytest.raises(NoSpace):
        editing.publish(workspace, TERMS, "ada", "autumn")
    monkeypatch.undo()
    editing.edit(workspace, TERMS, [Rename(WINTER, Label("wintertime", "en"))], None, "ben")
    assert editing.publish(workspace, TERMS, "ada").edits == 2
    assert workspace.catalogue.vocabularies.versions(TERMS)[-1].source == "edited by ada, ben"


def test_a_version_that_comes_in_while_a_draft_is_published_is_not_overwritten(
    workspace: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    editing.edit(workspace, TERMS, [Rename(ECO, Label("green box", "en"))], None, "ada")
    begin = publishing._begun

    def overtaken(*given: Any) -> Any:
        draft = begin(*given)
        winter = workspace.catalogue.vocabularies.history(TERMS, WINTER)[0][1]
        assert winter
        imported(workspace, replace(winter, notations=("W",)))
        return draft

    monkeypatch.setattr(publishing, "_begun", overtaken)
    with pytest.raises(Outdated, match="Version 2 came in just now"):
        editing.publish(workspace, TERMS, "ada")
    monkeypatch.undo()
    assert editing.publish(workspace, TERMS, "ada").version == 3
    kept = {c.iri: c for c in workspace.catalogue.vocabularies.get(TERMS).concepts}
    assert (kept[WINTER].notations, kept[ECO].preferred) == (("W",), (Label("green box", "en"),))
