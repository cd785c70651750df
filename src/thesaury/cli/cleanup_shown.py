"""How clean-ups are printed: plans, entries, records, and what would be written as a difference."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from thesaury.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.model.cleanup import Cleanup, Entry, StepState
    from thesaury.sync.cleaning import Planned


def print_entries(opened: "EmbeddedWorkspace", entries: "Sequence[Entry]", as_json: bool) -> None:
    """Entries, a line each."""
    from thesaury.pipeline import thesaurus_of
    from thesaury.pipeline.cleaning import entry_dict, entry_rows

    if as_json:
        print_json([entry_dict(entry) for entry in entries])
        return
    rows = entry_rows(entries, thesaurus_of(opened), opened.languages)
    print_table(
        ("id", "tags", "assets", "standing", "certainty", "suggested", "decision", "concept"),
        [
            (
                row["id"],
                "; ".join(row["tags"]),
                row["assets"],
                row["standing"],
                row["certainty"],
                row["suggested"],
                row["decision"],
                row["label"],
            )
            for row in rows
        ],
    )
    if not entries:
        say("No entry: every tag here is an approved term.")


def print_cleanup(opened: "EmbeddedWorkspace", cleanup: "Cleanup", entries: "Sequence[Entry]", as_json: bool) -> None:
    """A plan with these of its entries."""
    from thesaury.pipeline.cleaning import cleanup_dict, entry_dict

    told = cleanup_dict(cleanup, opened.catalogue.cleanups.tallies(cleanup.id))
    if as_json:
        print_json(told | {"list": [entry_dict(entry) for entry in entries]})
        return
    print_entries(opened, entries, as_json=False)
    counts = [f"{count} {name}" for name, count in (*told["decisions"].items(), *told["records"].items())]
    say(f"{cleanup.name}: {told['state']}. {', '.join([*counts, str(told['undecided']) + ' undecided'])}.")


def print_planned(planned: "Iterable[Planned]", as_json: bool) -> None:
    """What would be written, as a difference."""
    from thesaury.sync.cleaning.planned import diff_lines, planned_dict

    found = list(planned)
    if as_json:
        print_json([planned_dict(one) for one in found])
        return
    for one in found:
        for line in diff_lines(one):
            print(line)
    writes = sum(len(one.writes) for one in found)
    say(f"{writes} writes to {len(found)} records." if found else "Nothing would be written.")


def print_steps(opened: "EmbeddedWorkspace", cleanup: "Cleanup", states: "Sequence[StepState]", as_json: bool) -> None:
    """The records a run came to."""
    from thesaury.pipeline.cleaning import step_dict

    rows = []
    for connection in opened.catalogue.records.connections():
        steps = opened.catalogue.cleanups.steps(cleanup.id, connection.name, "", 1_000_000, states)
        rows += [step_dict(step) for step in steps]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("connection", "record", "tags", "state", "why"),
        [
            (
                row["connection"],
                row["external_id"],
                "; ".join(one["tag"] for one in row["replaced"]),
                row["state"],
                row["message"],
            )
            for row in rows
        ],
    )
    if not rows:
        say("No run came to any record yet.")
