"""The suite of write-back over Bynder and Brandfolder."""

from collections.abc import Iterator

import pytest

from tests.journeys.dam_suite import DamSuite, place
from tests.journeys.dams import Dam, brandfolder, bynder

__all__ = ["place"]


class TestBynder(DamSuite):
    @pytest.fixture
    def dam(self) -> Iterator[Dam]:
        with bynder() as dam:
            yield dam


class TestBrandfolder(DamSuite):
    @pytest.fixture
    def dam(self) -> Iterator[Dam]:
        with brandfolder() as dam:
            yield dam
