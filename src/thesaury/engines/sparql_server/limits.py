"""The limit of a server that leaves statements out without a word: Virtuoso says of rows that there are more, of statements it does not."""

import httpx

from thesaury.engines.sparql_server.answers import CutShort, Rows
from thesaury.engines.sparql_server.dataset import Dataset
from thesaury.engines.sparql_server.server import SOLUTIONS, SparqlServer

_FEW = 1_000
"""No server is set to give less."""
_DIGITS = " ".join(map(str, range(10)))


def says_no_limit(response: httpx.Response) -> bool:
    """Whether this answer comes from such a server."""
    return "virtuoso" in response.headers.get("server", "").lower()


def check_limit(server: SparqlServer, dataset: Dataset, count: int) -> None:
    """Raises CutShort where the server gives fewer than so many: it is asked for as many rows as there were statements."""
    if count < _FEW:
        return
    places = range(len(str(count)))
    asked = " ".join(f"VALUES ?d{place} {{ {_DIGITS} }}" for place in places)
    with server.asked(f"SELECT ?d0 {{ {asked} }} LIMIT {count}", dataset, SOLUTIONS) as response:
        if most := Rows(response, {}).most:
            raise CutShort(most)
