"""What a SPARQL server answers when it does not answer, sorted by what should happen next."""

import re
from collections.abc import Mapping

from thesaury.model.errors import BadInput, NeedsLogin, Refused, ThesauryError, Unreachable

_LATER = frozenset({408, 425, 429, 502, 503, 504})
_DEADLOCK = re.compile(r"SR172|[Dd]eadlock")
"""Of two that write at once Virtuoso ends one, with status 500."""

_PARTIAL = ("S1T", "S1TAT")
_NO_LEAVE = re.compile(r"SR186|SECURITY|[Nn]o permission|not permitted")
_LONG = 300
ASK_LESS = "ask for less at once, or raise the server's own limit of time"


def partial(status: int, headers: Mapping[str, str]) -> bool:
    """Whether the answer says of itself that it is not whole: Virtuoso answers so what it has found when its time is up."""
    return status == 206 or headers.get("x-sql-state", "").startswith(_PARTIAL)


def passing(status: int, text: str) -> bool:
    """Whether the same may be asked again after a reply with this status and body."""
    return status in _LATER or (status >= 500 and bool(_DEADLOCK.search(text)))


def failure(host: str, status: int, text: str) -> ThesauryError:
    """The failure that a reply with this status and body comes to."""
    said = _first_line(text)
    if status in (401, 403):
        return NeedsLogin(
            f"The graph server at {host} refuses the login ({status}). Set graph_server_user in thesaury.toml, and the secret of it in "
            "the environment variable that graph_server_secret_from names."
        )
    if passing(status, text):
        return Unreachable(f"The graph server at {host} answers {status} now. Try again when it has less to do.")
    if _NO_LEAVE.search(said):
        return Refused(
            f"The graph server at {host} does not allow it ({said}). Give its user the right to write.", status
        )
    if "S1T" in said or "exceeds the limit" in said:
        return BadInput(f"The graph server did not finish the question ({said}): {ASK_LESS}.")
    if status == 400 or (status == 500 and said.startswith("Virtuoso ")):
        return BadInput(f"the question cannot be answered: {said or status}")
    if status >= 500:
        return Unreachable(
            f"The graph server at {host} broke down ({status} {said}). Look into its log, then try again."
        )
    return Refused(
        f"The graph server at {host} answers {status}. See that the addresses in thesaury.toml are right.", status
    )


def _first_line(text: str) -> str:
    """The server's own words, without the question that some repeat behind them, or the tags of a page."""
    return re.sub(r"<[^>]*>", " ", text).strip().partition("\n")[0].strip()[:_LONG]
