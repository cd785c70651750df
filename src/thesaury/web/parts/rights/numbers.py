"""Numbers as people type them, read in one way or not at all."""

import re

_NUMBER = re.compile(r"\d{1,12}(\.\d{1,9})?|\d{1,3}(,\d{3}){1,3}")
_TWO_READINGS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def exact_number(written: str) -> float | None:
    """A number that can be read in one way only; None for others: 5.000 is five thousand to some and five to others."""
    if _TWO_READINGS.fullmatch(written) or not _NUMBER.fullmatch(written):
        return None
    return float(written.replace(",", ""))
