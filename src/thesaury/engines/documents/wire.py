"""What the reader of documents and its child agree on: the forms, and the limits of one reading.

The child answers one JSON object: {"text": ..., "title": ...}, or {"refused": sentence}.
"""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """The forms a child reads."""

    DOCX = "docx"
    PDF = "pdf"
    PPTX = "pptx"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may use: memory in MiB, processor seconds, bytes once unpacked, and characters of text."""

    memory_mib: int
    cpu_seconds: int
    unpacked_bytes: int
    characters: int
