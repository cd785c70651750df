"""Documents that people write in: text, Markdown, DOCX, PDF and PPTX, all read alike."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says: its text, in which headings begin with `#` signs, items of lists with `- ` or `1. `, and a blank line stands
    between paragraphs, whatever form it had; and its title, empty where it has none."""

    text: str
    title: str = ""


class DocumentReader(Protocol):
    """Reads documents."""

    @property
    def endings(self) -> tuple[str, ...]:
        """What a name may end in: `.txt`, `.md`, `.docx`, `.pdf`, `.pptx`."""

    def read(self, name: str, content: bytes) -> Document:
        """The text of a document, its form told by the ending of the name.

        Raises BadInput, with a sentence that says what to do, for an ending that is not read, for a file that is broken, locked or too
        large, and for one without any text.
        """
