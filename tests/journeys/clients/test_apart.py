"""What comes to one client leaves no trace with the other: not in a file, a log, an error, an export or an answer, and not in a score."""

import json
import re
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.clients.keeping import CANARY, agency, client, everything, fill, naming
from tests.journeys.conftest import Command
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.onboarding import SourceKind
from thesaury.pipeline.onboarding import propose

_ASKED = ("packaging", "eco-friendly", "winter packaging", CANARY, "Verpackung", "lake")

_RANKED = (
    ("recommend", f"A winter campaign about eco-friendly packaging by the lake, and a {CANARY}"),
    ("complete", "pa"),
    ("complete", CANARY[:2]),
    ("expand", "packaging"),
    ("expand", CANARY),
    ("review", "--list"),
    ("validate", "winter"),
)
"""Every other list that has scores or an order: recommended, completed, understood, suggested and approved."""


_MAPPED = (("show", "--kind", "field"), ("show", "--kind", "value"), ("coverage",))
"""What a round of onboarding says of the client's fields and values: proposals with confidence, its own terms, how much is covered."""
_WHEN = re.compile(r'"(place|begun_at|done_at)": [^,\n]+')
"""Where and when a proposal was written."""


@pytest.fixture(scope="module")
def told(thesaury: Command, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The agency, and what the quiet client answered before the other had anything, and afterwards while the other is open beside it."""
    place = tmp_path_factory.mktemp("apart")
    root = agency(place)
    thesaury("onboard", "propose", "--connection", "table-lake", "--quiet", "-w", client(root, "plain"))
    thesaury("onboard", "decide", "tags", "lake", "--own", "-w", client(root, "plain"))
    before = _answers(thesaury, root)
    files = everything(client(root, "plain"))
    fill(root, "full", place, CANARY)
    with closing(EmbeddedWorkspace(client(root, "full"))) as full:
        assert CANARY in str(propose(full, SourceKind.CONNECTION, f"table-{CANARY}", "spring"))
        after = _answers(thesaury, root)
    return {"root": root, "before": before, "files": files, "after": after}


def _answers(thesaury: Command, root: Path) -> list[str]:
    """Every answer as it is printed, to the last digit of a score."""
    plain = client(root, "plain")
    asked = [thesaury("search", words, "--limit", "50", "--json", "-w", plain).stdout for words in _ASKED]
    first = json.loads(asked[0])["hits"][0]["asset"]
    read = (("similar", first), ("show", first), ("vocabulary", "candidates"), ("vocabulary", "list"), ("user", "list"))
    thesaury("onboard", "propose", "--connection", "table-lake", "--quiet", "-w", plain)
    answers = [thesaury(*command, "--json", "-w", plain).stdout for command in (*read, *_RANKED)]
    mapped = [thesaury("onboard", *command, "--json", "-w", plain).stdout for command in _MAPPED]
    return [*asked, *answers, *(_WHEN.sub("", told) for told in mapped)]


def test_answers_and_scores_are_the_same_to_the_last_digit(told: dict[str, object]):
    before, after = told["before"], told["after"]
    assert isinstance(before, list)
    assert json.loads(before[0])["total"] == 20
    fields, values, _ = before[-len(_MAPPED) :]
    assert '"confidence": 0.' in fields
    assert '"meaning": "concept"' in values
    assert '"meaning": "own"' in values
    assert before == after


def test_no_file_of_the_other_client_changed_or_holds_a_word_of_it(told: dict[str, object]):
    root = told["root"]
    assert isinstance(root, Path)
    assert naming(client(root, "full"), CANARY)
    assert naming(client(root, "plain"), CANARY) == []
    assert naming(root / "shared", CANARY) == []
    # Reading writes nothing either but the log of what was searched.
    kept = {
        name: held for name, held in everything(client(root, "plain")).items() if not name.startswith("catalogue.db")
    }
    before = told["files"]
    assert isinstance(before, dict)
    assert {name: before.get(name) for name in kept} == kept


def test_no_export_error_or_log_line_holds_a_word_of_it(thesaury: Command, told: dict[str, object], tmp_path: Path):
    root = told["root"]
    assert isinstance(root, Path)
    plain = client(root, "plain")
    said = [
        thesaury(*command, "-w", plain, ok=ok, THESAURY_LOG="debug")
        for ok, command in (
            (True, ("sync",)),
            (True, ("export", "jsonl", tmp_path / "assets.jsonl")),
            (True, ("export", "turtle", tmp_path / "assets.ttl")),
            (True, ("audit", "list")),
            (True, ("rights", "list")),
            (False, ("show", "no such asset")),
            (False, ("check", "no such connection")),
            (False, ("flow", "show", "no such flow")),
        )
    ]
    thesaury("agency", "export", "plain", tmp_path / "plain.zip", "-a", root)
    thesaury("agency", "receive", tmp_path / "plain.zip", "--alone", tmp_path / "again")
    assert CANARY not in "".join(done.stdout + done.stderr for done in said).lower()
    assert naming(tmp_path, CANARY) == []
    assert CANARY in thesaury("search", CANARY, "--json", "-w", client(root, "full")).stdout
