"""Where files are taken: past the limit that holds for JSON, and without a key."""

import re

PATH = "/imports"
"""The address, below that of the interface, at which vocabularies are taken."""

TABLES = "/validate/table"
"""The address at which tables of tags are taken."""

BRIEFS = "/briefs/files"
"""The address at which briefs are taken as files."""


ROUND_TABLES = "/onboarding/tables"
"""The address at which tables of clients are taken."""

ROUND_FILES = "/onboarding/rounds/{round}/import"
"""The address at which layouts and mappings of a round are taken."""

_ROUND = re.compile(re.escape(ROUND_FILES).replace(re.escape("{round}"), "[^/]+"))


def is_upload(method: str, path: str) -> bool:
    """Whether this request brings a file."""
    below = path.removeprefix("/api/v1").removeprefix("/panel/v1")
    known = below in (PATH, TABLES, BRIEFS, ROUND_TABLES) or _ROUND.fullmatch(below)
    return method == "POST" and bool(known)
