"""The benchmark of the graph of analysis, in its smallest form: its workspace has something for nearly every question."""

from pathlib import Path

from benchmarks import analytics
from benchmarks.synthetic.analytics import Size


def test_every_question_is_measured_and_most_have_rows(tmp_path: Path):
    figures = analytics.run(Size(40, 400, 60, 8, 30), tmp_path / "work")
    questions = {told: one for told, one in figures["questions"].items() if isinstance(one, dict) and "rows" in one}  # type: ignore[attr-defined]
    silent = {told.split()[0] for told in questions} - {
        told.split()[0] for told, one in questions.items() if one["rows"]
    }
    # Nobody decides or writes briefs there, and which licences run today depends on the day.
    assert silent <= {
        "tag-quality",
        "briefs-of-concept",
        "idle-licences",
        "licences-ending",
        "ending-in-live-campaigns",
    }
    assert figures["dashboard"]
