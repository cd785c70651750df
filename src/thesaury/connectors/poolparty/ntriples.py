"""Statements as N-Triples, the one form every graph store takes."""

import re
from collections.abc import Iterable, Iterator

from thesaury.model.statement import XSD, Literal, Statement

_PLANES = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
_UNFIT_IN_IRI = re.compile(
    r"%(?![0-9A-Fa-f]{2})|[\x00-\x20\[\]<>\"{}|^`\\\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"
    rf"\U000e0000-\U000e0fff\U000f0000-\U0010ffff{_PLANES}]"
)
"""What RFC 3987 leaves out, private characters too."""

_UNFIT_IN_TEXT = re.compile(r"[\x00-\x1f\x7f\"\\\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def lines(statements: Iterable[Statement], graph: str) -> Iterator[str]:
    """One line per statement. A blank node becomes a name within the graph, so that pieces sent one by one fit together."""
    for statement in statements:
        subject, predicate = _resource(statement.subject, graph), _resource(statement.predicate, graph)
        value = statement.object
        said = _literal(value) if isinstance(value, Literal) else _resource(value.value, graph)
        yield f"{subject} {predicate} {said} .\n"


def _resource(value: str, graph: str) -> str:
    return _iri(f"{graph}#node-{value[2:]}") if value.startswith("_:") else _iri(value)


def _iri(value: str) -> str:
    """Characters no IRI has are escaped as percent signs, because many stores refuse them even when escaped otherwise."""
    start, mark, fragment = value.partition("#")
    return f"<{_UNFIT_IN_IRI.sub(_percent, start)}{mark}{_UNFIT_IN_IRI.sub(_percent, fragment).replace('#', '%23')}>"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _literal(value: Literal) -> str:
    text = f'"{_UNFIT_IN_TEXT.sub(_escaped, value.value)}"'
    if value.language and _LANGUAGE.fullmatch(value.language):
        return f"{text}@{value.language}"
    return f"{text}^^{_iri(value.datatype)}" if value.datatype and value.datatype != f"{XSD}string" else text


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
