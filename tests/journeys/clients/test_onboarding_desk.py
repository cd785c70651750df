"""The demo agency's second client is brought in at the desk, from the first page to its first flow: how many keys and clicks that takes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.clients.careful import CarefulPerson
from tests.journeys.clients.desk_rounds import brought_in, final_mappings
from tests.journeys.pages.browsing import chromium
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.onboarding import SubjectKind
from thesaury.pipeline.onboarding import round_named, standing
from thesaury.sandbox.agency import field_gold, value_gold

MINUTES = 15
FIRST = 0.9


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


def test_two_hundred_values_take_a_quarter_of_an_hour(browser: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def settled(workspace: EmbeddedWorkspace, person: CarefulPerson) -> None:
        with capsys.disabled():
            print({name: effort.told() for name, effort in person.parts.items()})
        fields, values = final_mappings(workspace)
        assert fields == {gold.field: (gold.role, gold.language) for gold in field_gold()}
        assert values == {(gold.field, gold.value): (gold.relation, gold.concept) for gold in value_gold()}
        decided = standing(workspace, round_named(workspace)).decided
        for kind, count in ((SubjectKind.FIELD, len(fields)), (SubjectKind.VALUE, len(values))):
            assert decided[kind].by_person == count
            assert decided[kind].as_proposed >= FIRST * count
        [flow] = workspace.catalogue.flows.all()
        assert [step.value for step in flow.flow.steps] == ["pull", "enrich"]
        assert person.effort.minutes <= MINUTES

    brought_in(browser, tmp_path, settled)
