"""A cell as text, where the form knows nothing else."""

import json
from typing import Any


def written(value: Any) -> str:
    """A cell as text: lists of texts joined by `; `, anything else nested as JSON, switches as yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
