"""Which words of the licence stand behind an answer."""

from collections.abc import Sequence

from thesaury.model.licensing import Axis, Selection, Span, Statement, Term


def quoted(statement: Statement, term: Term, axis: Axis, about: tuple[str, ...]) -> Span | None:
    """The words an axis was read from: those by which the names `about` were read, else the first ones of the axis.

    A rule that reads many names may not say which one it read. Then all its words are quoted, from the first to the last of them.
    """
    if axis is Axis.OTHER and statement.unresolved:
        return unresolved(statement)
    spans = list(dict.fromkeys(span for span in (*term.spans, *statement.spans) if span.axis is axis))
    if not about or not spans:
        return spans[0] if spans else None
    for span in spans:
        if set(about).intersection(span.rule.split()):
            return span
    return _stretch([span for span in spans if not _names(term, axis).intersection(span.rule.split())] or spans[:1])


def unresolved(statement: Statement) -> Span | None:
    """The first words that nobody understood, with the reason as their rule."""
    if not statement.unresolved:
        return None
    first = statement.unresolved[0]
    return Span(Axis.OTHER, first.start, first.end, first.words, first.reason)


def _names(term: Term, axis: Axis) -> set[str]:
    chosen = {
        Axis.CHANNEL: term.channels,
        Axis.REGION: term.regions,
        Axis.PURPOSE: term.purposes,
        Axis.PARTY: term.parties,
    }.get(axis, Selection())
    return {*(chosen.allow or ()), *chosen.deny, *chosen.unclear}


def _stretch(spans: Sequence[Span]) -> Span:
    first, last = spans[0], max(spans, key=lambda span: span.end)
    if first is last:
        return first
    return Span(first.axis, first.start, last.end, " \u2026 ".join(span.words for span in spans), first.rule)
