"""Graphs as they were put into a graph store elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GraphPut:
    """What a graph store holds of one named graph: so many statements, put at this moment (UTC, empty for never).

    `digest` tells the statements, and is empty where nobody knows what is there: the graph is being put, or its end was never heard.
    `failed` says why the newest try did not put it; what was there before is still there then.
    """

    graph: str
    digest: str = ""
    statements: int = 0
    at: str = ""
    failed: str = ""


@dataclass(frozen=True, slots=True)
class GraphRound:
    """The newest round over all graphs of a workspace into one store: when it ended (UTC), how many seconds it took, and why it failed.

    `seen` tells what the workspace was then, and is empty where something is left to do; `whole` is the moment at which everything there
    was as here last, empty for never.
    """

    ended: str
    seconds: float
    seen: str = ""
    whole: str = ""
    failed: str = ""
