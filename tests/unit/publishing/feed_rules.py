"""The rules of the forms of feeds, as `tests/data/feed` has them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

RULES = Path(__file__).parents[2] / "data" / "feed"


def check(name: str, document: Any) -> None:
    """See that a document keeps the rules of this name, as it is sent."""
    sent = json.loads(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"))
    assert [fault.message for fault in _rules(name).iter_errors(sent)] == []


@cache
def _rules(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((RULES / name).read_text()))
