"""Which connection a first flow takes over: that of its table or of a table before it, and nobody else's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from thesaury.engines.tables import Tables
from thesaury.model.audit import acting
from thesaury.model.concept import Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import Meaning, SourceKind, Subject, SubjectKind
from thesaury.onboarding.fields import FieldRole
from thesaury.pipeline.onboarding import (
    Ruling,
    begin_with_table,
    decide,
    propose,
    propose_round,
    rehearse,
    start,
    undo,
)
from thesaury.pipeline.onboarding.in_force import decided_words

TEXT = "key,tags\na1,lake\na2,ship\n"
NAMED = {
    Subject(SubjectKind.FIELD, "key"): Ruling(meaning=Meaning.ROLE, target=FieldRole.ID),
    Subject(SubjectKind.FIELD, "tags"): Ruling(meaning=Meaning.ROLE, target=FieldRole.TAGS),
}
LAKE = {Subject(SubjectKind.VALUE, "tags", "lake"): Ruling(meaning=Meaning.NOTHING)}


class Here(FakeWorkspace):
    """A workspace with files and the shared model, in which every connection can be read."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root / "work"
        self.root.mkdir()
        self.tables = Tables()  # type: ignore[assignment]
        self.catalogue.vocabularies.put(Vocabulary("shared", (), ()), "here", "")

    def source(self, connection: Connection) -> FakeSource:
        return FakeSource()


@pytest.fixture(autouse=True)
def _ada() -> Iterator[None]:
    """A person decides."""
    said = acting.set("ada")
    yield
    acting.reset(said)


@pytest.fixture
def workspace(tmp_path: Path) -> Here:
    return Here(tmp_path)


def written(path: Path) -> str:
    path.write_text(TEXT)
    return str(path)


def paths(workspace: Here) -> dict[str, str]:
    return {one.name: one.setting("path") for one in workspace.catalogue.records.connections()}


def test_a_connection_of_the_rounds_name_that_reads_something_else_is_left_alone(workspace: Here, tmp_path: Path):
    theirs = Connection("client", "table", (("path", written(tmp_path / "theirs.csv")),))
    workspace.catalogue.records.put_connection(theirs)
    round = propose(workspace, SourceKind.TABLE, written(tmp_path / "client.csv")).round
    decide(workspace, round, NAMED)
    decide(workspace, propose_round(workspace, round).round, LAKE)
    with pytest.raises(Usage, match="--name NAME"):
        start(workspace, round)
    assert workspace.catalogue.records.connections() == (theirs,)
    assert not workspace.catalogue.flows.all()
    assert not decided_words(workspace).words
    rehearse(workspace, round)
    assert paths(workspace) == {"client": str(tmp_path / "theirs.csv")}
    assert start(workspace, round, name="dam").made_connection
    assert paths(workspace) == {"client": str(tmp_path / "theirs.csv"), "dam": str(tmp_path / "client.csv")}
    assert {word.connection for word in decided_words(workspace).words} == {"dam"}


def test_the_next_export_goes_to_the_connection_of_the_one_before_however_it_is_called(workspace: Here, tmp_path: Path):
    round = propose(workspace, SourceKind.TABLE, written(tmp_path / "may.csv"), "client").round
    decide(workspace, round, NAMED)
    start(workspace, round, name="dam")
    later = propose(workspace, SourceKind.TABLE, written(tmp_path / "june.csv"), "client").round
    started = start(workspace, later)
    assert (started.connection, started.made_connection, started.changed_connection) == ("dam", False, True)
    assert paths(workspace) == {"dam": str(tmp_path / "june.csv")}


def test_decided_words_stay_in_force_while_the_role_of_their_field_is_open_again(workspace: Here, tmp_path: Path):
    round = propose(workspace, SourceKind.TABLE, written(tmp_path / "client.csv")).round
    decide(workspace, round, NAMED)
    decide(workspace, propose_round(workspace, round).round, LAKE)
    start(workspace, round)
    [decided] = decided_words(workspace).words
    tags = Subject(SubjectKind.FIELD, "tags")
    undo(workspace, round, tags)
    assert workspace.catalogue.mappings.of(round.name, [tags])[tags].said.status is MappingStatus.PROPOSED
    assert decided_words(workspace).words == (decided,)
    decide(workspace, round, {tags: Ruling(meaning=Meaning.ROLE, target=FieldRole.SEASON)})
    assert [word.field for word in decided_words(workspace).words] == ["season"]
    decide(workspace, round, {tags: Ruling(status=MappingStatus.REJECTED)})
    assert decided_words(workspace).words == ()


def test_started_with_the_role_open_again_nothing_is_read_from_the_field(workspace: Here, tmp_path: Path):
    round = propose(workspace, SourceKind.TABLE, written(tmp_path / "client.csv")).round
    decide(workspace, round, NAMED)
    decide(workspace, propose_round(workspace, round).round, LAKE)
    start(workspace, round)
    undo(workspace, round, Subject(SubjectKind.FIELD, "tags"))
    start(workspace, round)
    assert decided_words(workspace).words == ()


def test_a_table_in_the_workspace_is_named_by_its_place_there(workspace: Here, tmp_path: Path):
    sent = tmp_path / "client.csv"
    written(sent)
    round = begin_with_table(workspace, sent)
    propose_round(workspace, round)
    decide(workspace, round, NAMED)
    assert start(workspace, round).made_connection
    assert paths(workspace) == {"client": round.source}
    assert not start(workspace, round).changed_connection
