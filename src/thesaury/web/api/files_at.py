"""Where files are taken: past the limit that holds for JSON, and without a key."""

PATH = "/imports"
"""The address, below that of the interface, at which vocabularies are taken."""

TABLES = "/validate/table"
"""The address at which tables of tags are taken."""

BRIEFS = "/briefs/files"
"""The address at which briefs are taken as files."""


def is_upload(method: str, path: str) -> bool:
    """Whether this request brings a file."""
    return method == "POST" and path.removeprefix("/api/v1").removeprefix("/panel/v1") in (PATH, TABLES, BRIEFS)
