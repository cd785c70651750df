"""Text and Markdown files: their encoding told, their lines as they are."""

import codecs
import re

from thesaury.model.errors import BadInput
from thesaury.ports.documents import Document

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEADING = re.compile(r"#{1,6}[ \t]+(.+?)[ \t]*#*")


def plain_text(name: str, content: bytes) -> Document:
    """The text in the encoding of its BOM, else in UTF-8, else in Windows-1252. Raises BadInput where it is no text, or an empty one."""
    text = _decoded(name, content).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise BadInput(f"{name} is empty. Write the brief into it, or paste its text.")
    first = next(line for line in text.split("\n") if line.strip()).strip()
    heading = _HEADING.fullmatch(first)
    return Document(text, heading[1] if heading else "")


def _decoded(name: str, content: bytes) -> str:
    encoding = next((found for bom, found in _BOMS if content.startswith(bom)), "")
    for tried in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            text = content.decode(tried)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise BadInput(
                f"{name}: there is a NUL character, so this is no text file or a damaged one. Save it again as text."
            )
        return text
    raise BadInput(f"{name} is no text in {encoding.upper() or 'UTF-8'}. Save the file as UTF-8.")
