"""A table checked over fakes: rows in their order, sums in sheets of their own, and what is refused before anything is written."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.fakes.tables import FakeTables
from tests.fakes.workspace import FakeWorkspace
from thesaury.governance.correcting import ADDED, OpenRow
from thesaury.model.concept import Label
from thesaury.model.errors import Usage
from thesaury.model.validation import RecordAnswer, Standing, TagAnswer, Use
from thesaury.pipeline.correcting import Wanted, correct_table

UPLOAD, OUT = Path("upload.csv"), Path("corrected.xlsx")
COLUMNS = ("id", "tags", "market")
LINES = [[str(number), "Kueche, foo", "DE"] for number in range(1, 1202)]


class Answers:
    """Knows one term; notes how many rows it is asked for at once."""

    whole = frozenset[str]()

    def __init__(self) -> None:
        self.asked: list[int] = []

    def records(self, rows: Sequence[OpenRow]) -> list[RecordAnswer]:
        self.asked.append(len(rows))
        return [RecordAnswer("", tuple(map(_answer, row.tags)), (), False) for row in rows]

    def called(self, scheme: str) -> str:
        return scheme


def _answer(tag: str) -> TagAnswer:
    if tag == "Kueche":
        return TagAnswer(tag, Standing.SYNONYM, (Use("urn:kitchen", Label("kitchen", "en")),))
    return TagAnswer(tag, Standing.UNKNOWN)


@pytest.fixture
def workspace() -> FakeWorkspace:
    made = FakeWorkspace()
    made.tables = FakeTables({UPLOAD: (COLUMNS, LINES)})
    return made


def test_rows_come_back_in_their_order_with_the_sums(workspace: FakeWorkspace):
    answers, heard = Answers(), list[tuple[str, int, int | None]]()
    handed = correct_table(workspace, answers, UPLOAD, OUT, progress=lambda *step: heard.append(step))
    sheets = workspace.table_files.files[OUT]
    assert list(sheets) == ["Rows", "Summary", "Tags"]
    columns, rows = sheets["Rows"]
    assert columns == (*COLUMNS, *ADDED)
    assert [row["id"] for row in rows] == [line[0] for line in LINES]
    assert {row["tags"] for row in rows} == {"kitchen, foo"}
    assert {"what": "corrected tags", "number": 1201} in sheets["Summary"][1]
    assert [(row["tag"], row["times"]) for row in sheets["Tags"][1]] == [("foo", 1201), ("Kueche", 1201)]
    assert handed.tally.rows == 1201
    assert answers.asked == [500, 500, 201]
    assert heard[-1] == ("check", 1201, 1201)


def test_without_a_target_nothing_is_written(workspace: FakeWorkspace):
    assert correct_table(workspace, Answers(), UPLOAD, None).tally.tags == 2402
    assert not workspace.table_files.files


def test_a_table_is_not_written_over_itself(workspace: FakeWorkspace):
    with pytest.raises(Usage, match="another name"):
        correct_table(workspace, Answers(), UPLOAD, UPLOAD)


def test_a_column_that_is_not_there_is_refused_before_anything_is_asked(workspace: FakeWorkspace):
    answers = Answers()
    with pytest.raises(Usage, match="id, tags, market"):
        correct_table(workspace, answers, UPLOAD, OUT, Wanted(tags=("words",)))
    assert not answers.asked
    assert not workspace.table_files.files


def test_a_table_that_was_checked_before_is_checked_anew(workspace: FakeWorkspace):
    columns = (*COLUMNS, *ADDED)
    workspace.tables = FakeTables({UPLOAD: (columns, [["1", "Kueche", "DE", *("old" for _ in ADDED)]])})
    correct_table(workspace, Answers(), UPLOAD, OUT)
    written, [row] = workspace.table_files.files[OUT]["Rows"]
    assert written == columns
    assert "old" not in row.values()
