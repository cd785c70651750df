"""Policies from files, read where a hostile file can do no harm."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from thesaury.model.errors import BadInput, Unreachable
from thesaury.model.statement import Statement
from thesaury.ports.rdf import Mended, RdfReader
from thesaury.rights.odrl.context import CONTEXT, REMOTE
from thesaury.rights.odrl.graph import Graph

SIZE_LIMIT = 16 << 20
"""Bytes of a JSON-LD document; the largest policy of the public sets has under one."""


def document(reader: RdfReader, path: Path) -> Graph:
    """All statements of the file; the context of ODRL need not be fetched, for it is known.

    Raises Unreachable or BadInput as the reader does, and BadInput where a line had to be mended: what is permitted must not hang on
    a guess.
    """
    if path.suffix not in (".json", ".jsonld"):
        return Graph(_exact(reader, path))
    with TemporaryDirectory() as folder:
        whole = Path(folder) / path.name
        whole.write_text(_with_context(path), encoding="utf-8")
        return Graph(_exact(reader, whole))


def _exact(reader: RdfReader, path: Path) -> Iterator[Statement]:
    for each in reader.read(path):
        if isinstance(each, Mended):
            raise BadInput(f"{path.name}, line {each.line}: {each.message} A policy has to be exact: correct it there.")
        yield each


def _with_context(path: Path) -> str:
    """The document with the context of ODRL in place of its address."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise BadInput(f"{path.name} has more than {SIZE_LIMIT >> 20} MiB. Split it.")
        content = json.loads(path.read_text(encoding="utf-8"))
        return json.dumps([_local(part) for part in content] if isinstance(content, list) else _local(content))
    except OSError as error:
        raise Unreachable(f"{path} cannot be opened: {error.strerror}. Check the path and its permissions.") from error
    except RecursionError as error:
        raise BadInput(f"{path.name} is nested too deeply. Nest less deeply.") from error
    except ValueError as error:
        raise BadInput(f"{path.name} is not valid JSON-LD ({error}). Correct it there and import again.") from error


def _local(part: Any) -> Any:
    if not isinstance(part, dict) or "@context" not in part:
        return part
    given = part["@context"]
    contexts = given if isinstance(given, list) else [given]
    return {**part, "@context": [CONTEXT if _is_remote(each) else each for each in contexts]}


def _is_remote(context: Any) -> bool:
    return isinstance(context, str) and context.rstrip("/") in REMOTE
