"""Asking whether a use is permitted, by the real command: scripts go by its exit code."""

import json

import pytest

TEXT = "Web only, DACH, until 31.12.2026"


@pytest.mark.parametrize(
    ("region", "day", "code"), [("AT", "2026-12-31", 0), ("AT", "2027-01-01", 3), ("LI", "2026-06-01", 4)]
)
def test_the_exit_code_is_the_answer(thesaury, region, day, code):
    asked = ("--channel", "website", "--region", region, "--date", day, "--json")
    done = thesaury("rights", "check", "--text", TEXT, *asked, ok=code == 0)
    told = json.loads(done.stdout)
    assert done.returncode == code
    assert told["decision"] == {0: "permit", 3: "deny", 4: "needs_review"}[code]
    assert "not legal advice" in told["notice"]


def test_an_asset_whose_rights_nobody_recorded_needs_a_person(thesaury, synced):
    done = thesaury("rights", "check", "1", "--channel", "website", "--region", "DE", cwd=synced, ok=False)
    assert done.returncode == 4
    assert done.stdout.startswith("Needs review.")
