"""What child and parent say to each other: lines of JSON.

[[s, p, o], [s, p, text, language, datatype], [line, rule, message, 0], ...]   statements and mends, a batch per line
{"end": n}                                                                     all n statements were sent
{"refused": sentence}                                                          the file cannot be read, and why
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thesaury.model.statement import Iri, Literal, Statement
from thesaury.ports.rdf import Mended

LINE_LIMIT = 64 << 20
"""Bytes one line may have; a child that sends more is broken."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one parse may use: memory in MiB, processor seconds, unpacked bytes, statements."""

    memory_mib: int
    cpu_seconds: int
    unpacked_bytes: int
    statements: int


def line(content: Any) -> bytes:
    """One line of the conversation."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def told(batch: list[list[Any]]) -> Iterator[Statement | Mended]:
    """The values a batch stands for."""
    for item in batch:
        if len(item) == 3:
            yield Statement(item[0], item[1], Iri(item[2]))
        elif len(item) == 5:
            yield Statement(item[0], item[1], Literal(item[2], item[3], item[4]))
        else:
            yield Mended(item[0], item[1], item[2])
