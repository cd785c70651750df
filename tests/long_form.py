"""What only repeats a kind that the usual suite sees runs in its long form: `./run drill long_tests`, or with THESAURY_LONG=1."""

import os
from collections.abc import Iterable
from typing import Any

import pytest

LONG = bool(os.environ.get("THESAURY_LONG"))
"""Whether sets have their full size, and tests marked `long` run."""


def usually(few: Iterable[Any], further: Iterable[Any]) -> list[Any]:
    """Parameters of which the usual suite tries a few, and the long form the further ones as well."""
    return [*few, *(pytest.param(one, marks=pytest.mark.long) for one in further)]
