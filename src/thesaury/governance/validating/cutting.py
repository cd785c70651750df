"""Tags that hold more than one term: several in one field, and paths such as `Subject > Nature > Tree` or `Farbe: rot`."""

import re
from collections.abc import Sequence

MOST_PARTS = 50
"""A field with more parts is a text, and no list of tags."""

_LIST = re.compile(r"[;\n\r\t]+|\s+(?=#\w)")
_COMMAS = re.compile(r",(?!\d)")
_PATH = re.compile(r"\s*(?:>|\u2192|\u00bb|\u203a|::?|\||\\|/)\s*")
_ALSO_LIST = re.compile(r"[|/]")
"""Signs that stand in paths with some people, and between tags with others."""


def listed(tag: str) -> tuple[str, ...]:
    """The parts of a list with signs that stand in no term, nothing where it is none."""
    return _parts(_LIST.split(tag))


def comma_listed(tag: str) -> tuple[str, ...]:
    """The parts between commas, which may as well belong to one term (`Berlin, Germany`); nothing where there are none."""
    return _parts(_COMMAS.split(tag))


def path(tag: str) -> tuple[str, ...]:
    """The steps of a path, the term itself last; nothing where it is none."""
    return _parts(_PATH.split(tag))


def may_be_list(tag: str) -> bool:
    """Whether the signs of this path stand between tags with some people."""
    return bool(_ALSO_LIST.search(tag))


def _parts(cut: Sequence[str]) -> tuple[str, ...]:
    parts = tuple(dict.fromkeys(stripped for part in cut if (stripped := part.strip())))
    return parts if 1 < len(parts) <= MOST_PARTS else ()
