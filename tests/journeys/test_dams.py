"""The suite of write-back over Bynder and Brandfolder. Here a fault meets one of them; `./run drill dam_faults` has more, and both."""

from collections.abc import Iterator

import pytest

from tests.journeys.dam_suite import FAULTS, DamSuite, Place, place, withstands
from tests.journeys.dams import Dam, brandfolder, bynder

__all__ = ["place"]


class TestBynder(DamSuite):
    @pytest.fixture
    def dam(self) -> Iterator[Dam]:
        with bynder() as dam:
            yield dam

    @pytest.mark.parametrize("fault", FAULTS[::2])
    def test_a_fault_loses_nothing_and_is_said(self, place: Place, fault: str):
        withstands(place, fault)


class TestBrandfolder(DamSuite):
    @pytest.fixture
    def dam(self) -> Iterator[Dam]:
        with brandfolder() as dam:
            yield dam

    @pytest.mark.parametrize("fault", FAULTS[1::2])
    def test_a_fault_loses_nothing_and_is_said(self, place: Place, fault: str):
        withstands(place, fault)
