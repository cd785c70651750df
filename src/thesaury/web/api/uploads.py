"""Bodies that are files: which operations take them, of which types, and past the limit that holds for JSON."""

from collections.abc import Mapping

from thesaury.web.api.describing import ANY, file_body
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.routing import Operation, is_of

ENDINGS: Mapping[str, str] = {
    "text/turtle": ".ttl",
    "application/rdf+xml": ".rdf",
    "application/ld+json": ".jsonld",
    "application/n-triples": ".nt",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
"""What a file ends in whose type is known and whose name is not."""

BODY = file_body(f"The file as it is; {', '.join(ENDINGS)} are taken too.")


def file_name(kind: str, named: str) -> str:
    """What the file is called: as it is named, else by its type; empty where neither says what it is. Raises 415."""
    if kind and not is_of(kind, (ANY, *ENDINGS)):
        listed = ", ".join((ANY, *ENDINGS))
        raise ApiProblem("unsupported-media-type", f"A file is sent as one of {listed}, not {kind[:100]!r}.")
    ending = ENDINGS.get(kind.partition(";")[0].strip().lower(), "")
    return named or (f"vocabulary{ending}" if ending else "")


class Upload(Operation):
    """An operation whose body is a file; of which type it is, the handler looks at, after who calls."""

    takes = ()
