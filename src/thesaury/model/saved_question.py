"""Questions of one's own to the graph, saved under a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question in SPARQL that somebody saved: `owner` is who, as the audit log calls them, and names are told apart for each owner.

    A shared one is seen by everybody who may read the workspace, another by its owner alone. `at` is when it was saved last
    (ISO 8601, UTC).
    """

    id: str
    name: str
    sparql: str
    owner: str
    at: str
    shared: bool = False
