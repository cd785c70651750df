"""Sample payloads of a target and what they become, in pairs: `NAME.payload.json` and `NAME.held.json`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from thesaury.model.publication import Held


def check_samples(connector: str, mapped: Callable[[Mapping[str, Any]], Held]) -> None:
    """Every payload that lies beside a connector becomes what lies beside it."""
    folder = files("thesaury.connectors") / connector / "samples"
    payloads = [file for file in folder.iterdir() if file.name.endswith(".payload.json")]
    assert payloads
    for payload in payloads:
        expected = json.loads((folder / payload.name.replace(".payload.", ".held.")).read_text("utf-8"))
        found = json.loads(json.dumps(asdict(mapped(json.loads(payload.read_text("utf-8"))))))
        assert found == expected, payload.name
