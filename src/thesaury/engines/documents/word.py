"""DOCX: paragraphs, headings, lists and tables in their order; what was inserted with tracked changes counts, what was deleted does not.

Headers, footers, notes and comments are left out: they are no part of what a brief asks for.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from thesaury.engines.documents.marking import bold, heading, item, joined, row
from thesaury.ports.documents import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEVEL = re.compile(r"heading (\d)")
_OFF = ("0", "false", "off", "none")


def word_text(name: str, content: bytes) -> Document:
    """The text of a DOCX. Raises what the library raises where it is none."""
    from docx import api

    opened = api.Document(BytesIO(content))
    styles = {style.style_id: (style.name or "").lower() for style in opened.styles if style.style_id}
    numbered = {
        style.style_id for style in opened.styles if style.style_id and style.element.find(f".//{_W}numPr") is not None
    }
    reader = _Reader(styles, numbered)
    lines = list(reader.blocks(opened.element.body))
    title = next((line.strip("# \n") for line in lines if line.startswith("\n#")), "") or (
        opened.core_properties.title or ""
    )
    return Document(joined(lines), title.strip())


class _Reader:
    """The blocks of one document, by the names of its styles."""

    def __init__(self, styles: dict[str, str], numbered: set[str]) -> None:
        self._styles = styles
        self._numbered = numbered

    def blocks(self, above: Iterable[Any]) -> Iterator[str]:
        """Each paragraph and each table below an element, those in content controls among them."""
        for element in above:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
                yield ""
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
                yield from self.blocks(element)

    def _paragraph(self, element: Any) -> Iterator[str]:
        runs = list(_runs(element))
        text = "".join(said for said, _ in runs).strip()
        style = self._style(element)
        listed = self._list_level(element)
        if text and (level := self._heading_level(element, style)):
            yield heading(text, level)
        elif text and listed is not None:
            yield item(_with_bold(runs), listed)
        else:
            yield _with_bold(runs) if text else ""
            yield ""
        for box in element.iter(f"{_W}txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                yield from self.blocks(box)

    def _table(self, table: Any) -> Iterator[str]:
        yield ""
        for line in table.iter(f"{_W}tr"):
            cells = [" ".join(" ".join(self.blocks(cell)).split()) for cell in line.iterchildren(f"{_W}tc")]
            yield row(cells)

    def _style(self, element: Any) -> str:
        found = element.find(f"{_W}pPr/{_W}pStyle")
        return "" if found is None else str(found.get(f"{_W}val", ""))

    def _heading_level(self, element: Any, style: str) -> int:
        called = self._styles.get(style, "")
        if called == "title":
            return 1
        if found := _LEVEL.match(called):
            return min(6, int(found[1]))
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        level = int(outline.get(f"{_W}val", "9")) if outline is not None else 9
        return level + 1 if level < 6 else 0

    def _list_level(self, element: Any) -> int | None:
        """How deep an item of a list stands, from 0; None for what is none."""
        numbering = element.find(f"{_W}pPr/{_W}numPr")
        if numbering is not None:
            number, level = numbering.find(f"{_W}numId"), numbering.find(f"{_W}ilvl")
            if number is not None and number.get(f"{_W}val") == "0":
                return None
            return int(level.get(f"{_W}val", "0")) if level is not None else 0
        style = self._style(element)
        return 0 if style in self._numbered or self._styles.get(style, "").startswith("list ") else None


def _runs(paragraph: Any) -> Iterator[tuple[str, bool]]:
    """What each run says, and whether it is bold; text boxes are paragraphs of their own."""
    for run in paragraph.iter(f"{_W}r"):
        if any(above.tag == f"{_W}txbxContent" for above in _between(run, paragraph)):
            continue
        said = "".join(_said(part) for part in run)
        strong = run.find(f"{_W}rPr/{_W}b")
        if said:
            yield said, strong is not None and strong.get(f"{_W}val", "1") not in _OFF


def _between(run: Any, paragraph: Any) -> Iterator[Any]:
    for above in run.iterancestors():
        if above is paragraph:
            return
        yield above


def _said(part: Any) -> str:
    if part.tag == f"{_W}t":
        return part.text or ""
    if part.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    return {f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}.get(part.tag, "")


def _with_bold(runs: list[tuple[str, bool]]) -> str:
    """The paragraph with what is bold marked, as the names of fields are; neighbours are marked together."""
    found: list[tuple[str, bool]] = []
    for said, strong in runs:
        if found and found[-1][1] == strong:
            found[-1] = (found[-1][0] + said, strong)
        else:
            found.append((said, strong))
    return "".join(bold(said) if strong else said for said, strong in found).strip()
