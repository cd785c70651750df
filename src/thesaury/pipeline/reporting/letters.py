"""A report as HTML, for e-mail and to look at, and as text. Mail programs know neither style sheets nor scripts, so the styles are written
beside what they are for, and bars are cells of a table."""

from collections.abc import Iterator
from html import escape

from thesaury.ports.report_printing import PrintedFigure, PrintedReport, PrintedSection

_FONT = "font-family:Arial,Helvetica,sans-serif"
_INK, _FAINT, _LINE, _PALE, _BAR = "#1a1a1a", "#5a5f68", "#d5dae2", "#f3f5f9", "#5b7db1"
_CELL = f"padding:4px 6px;border-bottom:1px solid {_LINE};vertical-align:top;text-align:"
_ACROSS = 3


def as_html(report: PrintedReport) -> str:
    """One document that stands alone; it loads nothing."""
    title = escape(report.title)
    body = "".join(
        [
            f'<h1 style="font-size:22px;margin:0 0 4px">{title}</h1>',
            f'<p style="margin:0 0 16px;color:{_FAINT}">{escape(report.lead)}</p>',
            _figures(report.figures),
            *(_section(one) for one in report.sections),
            f'<p style="margin:24px 0 0;color:{_FAINT};font-size:12px">{escape(report.footer)}</p>',
        ]
    )
    return (
        f'<!doctype html><html lang="{report.words.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title></head>'
        f'<body style="margin:0;background:#ffffff;color:{_INK};{_FONT};font-size:14px;line-height:1.45">'
        f'<div style="max-width:680px;margin:0 auto;padding:20px">{body}</div></body></html>'
    )


def as_text(report: PrintedReport) -> str:
    """The figures, the sentences and the tables, for whoever reads no HTML."""
    return "\n".join(_lines(report)) + "\n"


def _figures(figures: tuple[PrintedFigure, ...]) -> str:
    rows = []
    for start in range(0, len(figures), _ACROSS):
        cells = "".join(_figure(one) for one in figures[start : start + _ACROSS])
        rows.append(f"<tr>{cells}</tr>")
    return f'<table role="presentation" cellspacing="4" cellpadding="0" style="width:100%">{"".join(rows)}</table>'


def _figure(one: PrintedFigure) -> str:
    return (
        f'<td style="background:{_PALE};padding:8px 10px;vertical-align:top;width:33%">'
        f'<div style="color:{_FAINT};font-size:12px">{escape(one.name)}</div>'
        f'<div style="font-size:19px;font-weight:bold">{escape(one.value)}</div>'
        f'<div style="color:{_FAINT};font-size:12px">{escape(one.said)}</div></td>'
    )


def _section(one: PrintedSection) -> str:
    parts = [f'<h2 style="font-size:17px;margin:24px 0 4px">{escape(one.title)}</h2>']
    parts += [f'<p style="margin:0 0 8px">{escape(one.sentence)}</p>'] if one.sentence else []
    parts += [_table(one)] if one.rows else []
    parts += [f'<p style="margin:6px 0 0;color:{_FAINT};font-size:12px">{escape(one.note)}</p>'] if one.note else []
    return "".join(parts)


def _table(one: PrintedSection) -> str:
    """The rows; where there are bars, each row has its own as a further cell, which says nothing that the row does not."""
    aligned = ["right" if place in one.numbers else "left" for place in range(len(one.heads))]
    heads = "".join(
        f'<th scope="col" style="{_CELL}{side};border-bottom:1px solid {_INK}">{escape(head)}</th>'
        for head, side in zip(one.heads, aligned, strict=True)
    )
    longest = max((bar.value or 0 for bar in one.bars), default=0)
    rows = []
    for place, row in enumerate(one.rows):
        cells = "".join(
            f'<td style="{_CELL}{side}">{escape(cell)}</td>' for cell, side in zip(row, aligned, strict=True)
        )
        rows.append(f"<tr>{cells}{_bar(one, place, longest)}</tr>")
    blank = f'<td style="{_CELL}left;width:30%;border-bottom:1px solid {_INK}"></td>' if longest else ""
    return (
        '<table cellspacing="0" cellpadding="0" style="width:100%;border-collapse:collapse;font-size:13px">'
        f"<thead><tr>{heads}{blank}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _bar(one: PrintedSection, place: int, longest: float) -> str:
    if not longest:
        return ""
    share = round(100 * (one.bars[place].value or 0) / longest) if place < len(one.bars) else 0
    filled = f'<div style="height:10px;background:{_BAR};width:{share}%"></div>' if share else ""
    return f'<td aria-hidden="true" style="{_CELL}left;vertical-align:middle;width:30%">{filled}</td>'


def _lines(report: PrintedReport) -> Iterator[str]:
    yield report.title
    yield "=" * len(report.title)
    yield report.lead
    yield ""
    for figure in report.figures:
        yield f"{figure.name}: {figure.value}" + (f" ({figure.said})" if figure.said else "")
    for section in report.sections:
        yield from ("", section.title, "-" * len(section.title))
        if section.sentence:
            yield section.sentence
        for row in section.rows:
            told = [f"{head}: {cell}" for head, cell in zip(section.heads, row, strict=True) if cell]
            yield f"* {'; '.join(told)}"
        if section.note:
            yield section.note
    yield from ("", report.footer)
