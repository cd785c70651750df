"""PPTX: slide by slide, its title as a heading, its texts from top to bottom, tables row by row.

What speakers note below a slide, and slides that are hidden, are left out: who sends a deck as a brief means what it shows.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from thesaury.engines.documents.marking import heading, item, joined, row
from thesaury.model.errors import BadInput
from thesaury.ports.documents import Document

_MOST_SLIDES = 300


def slides_text(name: str, content: bytes) -> Document:
    """The text of a PPTX. Raises BadInput for one of more than 300 slides, and what the library raises where it is none."""
    from pptx import Presentation

    opened = Presentation(BytesIO(content))
    slides = [slide for slide in opened.slides if slide._element.get("show") not in ("0", "false")]
    if len(slides) > _MOST_SLIDES:
        raise BadInput(f"{name} has {len(slides)} slides; {_MOST_SLIDES} are read. Give those that matter.")
    lines = [line for number, slide in enumerate(slides) for line in _slide(slide, number)]
    title = next((line.strip().lstrip("# ") for line in lines if line.startswith("\n#")), "")
    return Document(joined(lines), title or (opened.core_properties.title or ""))


def _slide(slide: Any, number: int) -> Iterator[str]:
    title = slide.shapes.title
    if title is not None and title.has_text_frame and title.text_frame.text.strip():
        yield heading(title.text_frame.text, 2 if number else 1)
    for shape in _shapes(slide.shapes):
        if title is None or shape.shape_id != title.shape_id:
            yield from _shape(shape)
            yield ""


def _shapes(shapes: Iterable[Any]) -> Iterator[Any]:
    """The shapes from top to bottom, those of groups among them."""
    for shape in sorted(shapes, key=lambda one: (one.top or 0, one.left or 0)):
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _shape(shape: Any) -> Iterator[str]:
    if getattr(shape, "has_table", False):
        for line in shape.table.rows:
            yield row([" ".join(cell.text_frame.text.split()) for cell in line.cells])
    elif shape.has_text_frame:
        paragraphs = [one for one in shape.text_frame.paragraphs if one.text.strip()]
        listed = shape.is_placeholder and len(paragraphs) > 1
        for one in paragraphs:
            text = one.text.replace("\v", "\n")
            yield item(text, one.level) if listed or _bulleted(one) else text.strip()


def _bulleted(paragraph: Any) -> bool:
    properties = paragraph._p.pPr
    if properties is None:
        return False
    return any(str(child.tag).rsplit("}", 1)[-1] in ("buChar", "buAutoNum") for child in properties)
