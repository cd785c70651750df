"""PDF: page by page, lines that are larger than the text as headings, without what every page repeats."""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from statistics import median
from typing import Any

from thesaury.engines.documents.marking import bold, heading, joined
from thesaury.engines.documents.wire import Limits
from thesaury.model.errors import BadInput
from thesaury.ports.documents import Document

_MOST_PAGES = 300
_LARGER = 1.15
"""From this ratio to the size of the text on a line is a heading."""
_HEADING_WORDS = 14
_GAP = 1.7
"""Lines further apart than so many times their size stand in two paragraphs."""
_REPEATED = 3
"""What stands on as many pages, at their edge, is a header or a footer."""
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[a-zà-öø-ÿ])")
_LETTERS_A_PAGE = 5
_BULLETS = frozenset("•–-▪◦·‣●○*\uf0b7\uf0a7\u25aa")


@dataclass(slots=True)
class _Line:
    """A line: what it says, the size of its largest letters, how high it stands, and whether all of it is bold."""

    text: str = ""
    size: float = 0.0
    top: float = 0.0
    bold: bool = False
    runs: list[tuple[str, bool]] = field(default_factory=list)


def pdf_text(name: str, content: bytes, limits: Limits) -> Document:
    """The text of a PDF. Raises BadInput where it is locked, endless, or holds pictures of text alone; and what the library raises."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    opened = PdfReader(BytesIO(content), strict=False)
    if opened.is_encrypted and not opened.decrypt(""):
        raise BadInput(f"{name} is locked with a password. Save it anew without one, or paste its text.")
    if len(opened.pages) > _MOST_PAGES:
        raise BadInput(f"{name} has {len(opened.pages)} pages; {_MOST_PAGES} are read. Give those that matter.")
    pages: list[list[_Line]] = []
    for page in opened.pages:
        pages.append(_lines(page))
        if sum(len(line.text) for page_ in pages for line in page_) > limits.characters:
            raise BadInput(f"{name} holds more than {limits.characters:,} characters. Give the part that matters.")
    letters = sum(sum(map(str.isalpha, line.text)) for lines in pages for line in lines)
    if letters < _LETTERS_A_PAGE * len(pages):
        raise BadInput(
            f"{name}: this PDF holds pictures of text, no text that can be read. Have the text recognised (OCR), or paste it."
        )
    text, title = _laid_out(_without_repeated(pages))
    told = opened.metadata.title if opened.metadata and isinstance(opened.metadata.title, str) else ""
    return Document(text, title or told.strip())


def _lines(page: Any) -> list[_Line]:
    lines = [_Line()]

    def hear(text: str, _cm: Any, tm: Any, font: Any, size: float) -> None:
        scale = abs(tm[3]) or abs(tm[1]) or 1.0
        strong = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        for place, piece in enumerate(text.split("\n")):
            if place:
                lines.append(_Line())
            line = lines[-1]
            if piece.strip():
                line.top = line.top if line.runs else float(tm[5])
                line.size = max(line.size, abs(size) * scale)
            if piece:
                line.runs.append((piece, strong))

    page.extract_text(visitor_text=hear)
    return list(_with_bullets([line for line in map(_told, lines) if line.text]))


def _told(line: _Line) -> _Line:
    """The line with its text; what is bold is marked in one that is not bold as a whole."""
    said = [(text, strong) for text, strong in line.runs if text.strip()]
    line.bold = bool(said) and all(strong for _, strong in said)
    marked = "".join(bold(text) if strong and not line.bold else text for text, strong in line.runs)
    line.text = " ".join(marked.replace("****", "").split())
    return line


def _with_bullets(lines: Sequence[_Line]) -> Iterator[_Line]:
    """A mark that stands on a line by itself belongs to the next one."""
    mark = ""
    for line in lines:
        if line.text in _BULLETS:
            mark = "- "
            continue
        line.text = mark + line.text
        mark = ""
        yield line


def _without_repeated(pages: Sequence[list[_Line]]) -> list[list[_Line]]:
    """Without first and last lines that most pages share but for their numbers."""
    edges = Counter(key for lines in pages for key in {_key(line) for line in _edges(lines)})
    repeated = {key for key, times in edges.items() if times >= max(_REPEATED, len(pages) // 2)}
    return [[line for line in lines if _key(line) not in repeated or line not in _edges(lines)] for lines in pages]


def _edges(lines: Sequence[_Line]) -> list[_Line]:
    return [*lines[:2], *lines[-2:]]


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text).lower()


def _laid_out(pages: Sequence[list[_Line]]) -> tuple[str, str]:
    """The text with its headings, and the first of the largest of them."""
    lines = [line for page in pages for line in page]
    body = median([line.size for line in lines for _ in range(max(1, len(line.text) // 10))]) if lines else 0.0
    sizes = sorted({round(line.size, 1) for line in lines if _is_heading(line, body)}, reverse=True)
    title = next(
        (line.text for line in lines if sizes and round(line.size, 1) == sizes[0] and _is_heading(line, body)), ""
    )
    text = joined(_marked(pages, body, sizes))
    return _BROKEN.sub("", text), title


def _marked(pages: Sequence[list[_Line]], body: float, sizes: Sequence[float]) -> Iterator[str]:
    for page in pages:
        before: _Line | None = None
        for line in page:
            if _is_heading(line, body):
                level = sizes.index(round(line.size, 1)) + 1
                yield heading(line.text, min(6, level))
            elif (
                line.bold and len(line.text.split()) <= _HEADING_WORDS // 2 and not line.text.endswith((".", ",", ";"))
            ):
                yield f"\n**{line.text}**\n"
            else:
                if before and before.top - line.top > _GAP * max(line.size, 1.0):
                    yield ""
                yield line.text
            before = line
        yield ""


def _is_heading(line: _Line, body: float) -> bool:
    return (
        line.size >= _LARGER * body > 0
        and len(line.text.split()) <= _HEADING_WORDS
        and any(map(str.isalpha, line.text))
    )
