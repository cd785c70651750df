"""Behind the lock every operation answers a token as described, and tells a stranger to sign in."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.api.contract_check import checked
from tests.long_form import LONG
from thesaury.bootstrap import open_workspace
from thesaury.model.access import Permission, Role
from thesaury.pipeline.accounts import people, tokens
from thesaury.web.api import events
from thesaury.web.app import create_app

EXAMPLES, SECONDS = (4, 120) if LONG else (2, 12)


def test_every_operation_asks_who_calls(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(kept, tmp_path / "work")
    monkeypatch.setattr(events, "LONGEST_SECONDS", 0.0)
    with closing(open_workspace(tmp_path / "work")) as workspace:
        access = workspace.access
        person = people.add(access, "bot@example.org", "Bot", [Role.ADMIN])
        _, text = tokens.create(access, people.member(access, person.address), "checks", list(Permission), 1)
        found = checked(create_app(workspace, per_minute=10_000_000, access=access), EXAMPLES, SECONDS, text)
    told = "\n\n".join(f"{title}\n{detail}" for title, detail in sorted(found.failures.items()))
    assert not found.failures, f"{len(found.failures)} kinds of failure\n{told}"
    assert found.checks["ignored_auth"] > 50
    assert found.answers[200] > 10
    assert not [status for status in found.answers if status >= 500]
