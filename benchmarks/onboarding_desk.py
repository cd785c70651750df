"""How long a person takes to bring the demo agency's second client in at the desk: by lists, and with every decision alone.

Keys, clicks, decisions and words are counted by a driver in Chromium; minutes are those of the keystroke-level model, with the constants
and their sources in `tests/journeys/clients/keystrokes.py`.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from _pytest.outcomes import Skipped as NotHere

from benchmarks import Skipped
from tests.journeys.clients.careful import CarefulPerson
from tests.journeys.clients.desk_rounds import brought_in, final_mappings
from tests.journeys.pages.browsing import chromium
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.pipeline.onboarding import round_named, standing
from thesaury.sandbox.agency import field_gold, value_gold


def run() -> dict[str, object]:
    try:
        with chromium() as browser:
            return {name: _figures(browser, lists) for name, lists in (("by_lists", True), ("one_by_one", False))}
    except NotHere as reason:
        raise Skipped(str(reason)) from reason


def _figures(browser: object, lists: bool) -> dict[str, object]:
    found: dict[str, object] = {}

    def settled(workspace: EmbeddedWorkspace, person: CarefulPerson) -> None:
        fields, values = final_mappings(workspace)
        decided = standing(workspace, round_named(workspace)).decided
        found["parts"] = {name: effort.told() for name, effort in person.parts.items()}
        found["all"] = person.effort.told()
        found["first_proposal_was_right"] = {
            kind.value: [counted.as_proposed, counted.all] for kind, counted in decided.items()
        }
        found["as_gold"] = {
            "fields": sum(fields[gold.field] == (gold.role, gold.language) for gold in field_gold()),
            "values": sum(values[gold.field, gold.value] == (gold.relation, gold.concept) for gold in value_gold()),
        }

    with TemporaryDirectory() as folder:
        brought_in(browser, Path(folder), settled, lists)
    return found
