"""A team uploads 500 assets with messy tags in three languages: what is found, and what is found wrongly, against the gold list.

`tests/data/governance/README.md` says how the list was made. Run `python -m pytest -s` on this file to read all figures.
"""

import csv
import json
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.journeys.conftest import prepared
from thesaury.bootstrap import open_workspace
from thesaury.sandbox import brand
from thesaury.web.app import create_app

with warnings.catch_warnings():
    # Starlette would rather have httpx2 beneath its test client; httpx does all that is asked of it here.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

DATA = Path(__file__).parents[2] / "data" / "governance"
CONCEPT = "https://vocabulary.fennmoor.example/concept/"
CERTAIN = ("approved", "synonym", "deprecated")
Tags = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Figures:
    """Shares of the tags that have one approved concept, and of all certain answers."""

    with_concept: int
    certain: float
    one_click: float
    wrong: float
    missed: Mapping[str, int]
    misled: Mapping[str, int]
    ambiguous: float

    @property
    def found(self) -> float:
        return self.certain + self.one_click


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    root = tmp_path_factory.mktemp("upload") / "work"
    prepared("init", root)
    prepared("vocabulary", "import", Path(brand.__file__).parent / "vocabulary.ttl", "-w", root)
    with (
        closing(open_workspace(root)) as workspace,
        TestClient(create_app(workspace), base_url="http://127.0.0.1/api/v1") as asking,
    ):
        yield asking


def gold() -> list[dict[str, str]]:
    with (DATA / "gold.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip_longest(head, row)) for row in rows]


def figures(answers: Tags) -> Figures:
    """What was said of each tag of the list, against what it means; the answers are rows of the sheet `Tags`."""
    found, missed, misled = Counter[str](), Counter[str](), Counter[str]()
    for one in gold():
        said = answers[one["tag"]]
        wanted = [CONCEPT + name.removeprefix("fm:") for name in one["concept"].split()]
        named, offered = said["concept"] or "", (said["suggested"] or "").split("; ")
        certain = said["standing"] in CERTAIN and bool(named)
        found["certain"] += certain
        if certain and wanted != [named]:
            misled[one["mess"]] += 1
        if len(wanted) > 1:
            found["ambiguous"] += 1
            found["ambiguous, both offered"] += set(wanted) <= set(offered)
        if len(wanted) != 1:
            continue
        found["with concept"] += 1
        if certain and [named] == wanted:
            found["right"] += 1
        elif said["standing"] == "near-miss" and offered[:1] == wanted:
            found["one click"] += 1
        else:
            missed[one["mess"]] += 1
    right, click = (found[name] / found["with concept"] for name in ("right", "one click"))
    wrong = misled.total() / found["certain"]
    both = found["ambiguous, both offered"] / found["ambiguous"]
    return Figures(found["with concept"], right, click, wrong, missed, misled, both)


def test_the_list_is_what_it_says(client: TestClient):
    rows = gold()
    known = [one for one in rows if one["concept"]]
    assert len({one["asset"] for one in rows}) == 500
    assert len(rows) > 2000
    assert len({one["concept"] for one in known}) > 100
    assert len(rows) - len(known) > 0.25 * len(rows)


def test_at_least_95_percent_are_found_and_at_most_1_percent_wrong(client: TestClient):
    sent = {"file": ("upload.csv", (DATA / "upload.csv").read_bytes(), "text/csv")}
    answer = client.post("/validate/table?form=xlsx", files=sent)
    assert answer.status_code == 200, answer.text
    book = load_workbook(BytesIO(answer.content), read_only=True)
    tags = {str(row["tag"]): row for row in rows_of(book["Tags"])}
    assert sum(row["times"] for row in tags.values()) == len(gold())
    read = figures(tags)
    print(json.dumps({"found": read.found, **vars(read)}, indent=2))
    assert read.found >= 0.95
    assert read.wrong <= 0.01
    assert read.ambiguous == 1


def test_the_table_comes_back_as_it_was_sent_with_corrected_tags(client: TestClient):
    content = (DATA / "upload.csv").read_bytes()
    answer = client.post(
        "/validate/table?file=upload.csv&language=de", content=content, headers={"content-type": "text/csv"}
    )
    assert answer.headers["content-disposition"] == 'attachment; filename="upload-corrected.csv"'
    before = list(csv.DictReader(content.decode().splitlines(keepends=True)))
    after = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines(keepends=True)))
    untouched = ("asset", "file name", "team", "market", "agency")
    assert [[row[name] for name in untouched] for row in before] == [[row[name] for name in untouched] for row in after]
    assert list(after[0])[:6] == list(before[0])
    one = next(row for row in after if row["asset"] == "U488")
    assert one["tags"] == "#love, Great Britian, Kochen, Europe"
    assert "#kochen → Kochen (approved)" in one["check: answers"]
    assert (one["check: standing"], one["check: suggestions"]) == ("unknown", "Great Britian: United Kingdom")
    broken = [(old["tags"], new["tags"]) for old, new in zip(before, after, strict=True) if "\n" in old["tags"]]
    assert broken
    assert all("\n" in new for _, new in broken)
