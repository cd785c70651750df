"""Every operation answers whatever is sent as the description says: schemathesis with all its checks, over a real workspace."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.api.contract_check import checked
from tests.long_form import LONG
from thesaury.bootstrap import open_workspace
from thesaury.web.api import events
from thesaury.web.app import create_app

EXAMPLES, SECONDS = (4, 240) if LONG else (2, 30)


def test_every_operation_answers_as_described(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(kept, tmp_path / "work")
    monkeypatch.setattr(events, "LONGEST_SECONDS", 0.0)
    with closing(open_workspace(tmp_path / "work")) as workspace:
        found = checked(create_app(workspace, per_minute=10_000_000), EXAMPLES, SECONDS)
    told = "\n\n".join(f"{title}\n{detail}" for title, detail in sorted(found.failures.items()))
    assert not found.failures, f"{len(found.failures)} kinds of failure\n{told}"
    assert found.answers.total() > 400
    assert not [status for status in found.answers if status >= 500]
