"""Gold documents through an annotator: predictions in the open format, and how good they are."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from thesaury.evaluation.measures import MEASURES, measures
from thesaury.model.annotation import Suggestion
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.errors import BadInput, Unreachable
from thesaury.ports.annotator import Annotator, Unread
from thesaury.ports.progress import Progress, unheard

_CHUNK = 200
# Which fields of a gold document's context are prose an annotator may read.
_CONTEXT_TEXTS = ("group", "inscription", "medium")


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document as an asset, and the concepts that people gave it."""

    asset: Asset
    gold: frozenset[str]


def evaluate_tagging(
    gold: Path, annotator: Annotator, out: Path | None = None, progress: Progress = unheard
) -> dict[str, float]:
    """Annotate every document of a gold file and compare; returns `documents`, P@1, F1@5, R@10 and nDCG@10, to four decimals.

    Each measure is a mean over the documents that have gold concepts; one without suggestions counts 0. With `out` the
    predictions are written as JSON Lines: `{"id", "concepts": [{"uri", "score"}]}`. Raises Unreachable and BadInput.
    """
    documents = list(gold_documents(gold))
    totals = dict.fromkeys(MEASURES, 0.0)
    with out.open("w", encoding="utf-8") if out else nullcontext() as file:
        for done, (document, suggestions) in enumerate(_annotated(documents, annotator), 1):
            if file:
                _write(file, document.asset.id, suggestions)
            if document.gold:
                found = measures([suggestion.concept for suggestion in suggestions], document.gold)
                totals = {name: total + found[name] for name, total in totals.items()}
            if done % _CHUNK == 0 or done == len(documents):
                progress("evaluate", done, len(documents))
    judged = sum(bool(document.gold) for document in documents)
    return {"documents": judged, **{name: round(total / max(1, judged), 4) for name, total in totals.items()}}


def gold_documents(path: Path) -> Iterator[GoldDocument]:
    """The documents of a JSON Lines file (.gz allowed). Raises Unreachable when it is missing, BadInput with the line."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            yield from (_document(line, number, path) for number, line in enumerate(lines, 1) if line.strip())
    except FileNotFoundError as missing:
        raise Unreachable(f"There is no gold file {path}. Check the path.") from missing
    except (gzip.BadGzipFile, EOFError, UnicodeDecodeError) as broken:
        raise BadInput(
            f"{path} cannot be read to its end ({broken}). Give a whole JSON Lines file in UTF-8."
        ) from broken


def _document(line: str, number: int, path: Path) -> GoldDocument:
    try:
        fields = json.loads(line)
        return GoldDocument(_asset(fields), frozenset(fields["gold"]))
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise BadInput(
            f"{path}, line {number} is no gold document ({wrong}). It needs id, title, text, language, context and gold."
        ) from wrong


def _asset(fields: Mapping[str, Any]) -> Asset:
    context = fields.get("context") or {}
    prose = [("title", fields["title"]), ("description", fields.get("text"))]
    prose += [(name, context.get(name)) for name in _CONTEXT_TEXTS]
    language = fields.get("language") or ""
    texts = tuple(Text(name, value, language) for name, value in prose if value)
    return Asset(fields["id"], (Record("gold", fields["id"], "", texts),))


def _annotated(
    documents: Iterable[GoldDocument], annotator: Annotator
) -> Iterator[tuple[GoldDocument, Sequence[Suggestion]]]:
    waiting = iter(documents)
    while chunk := list(islice(waiting, _CHUNK)):
        answers = annotator.suggest([document.asset for document in chunk])
        suggestions = [() if isinstance(answer, Unread) else answer for answer in answers]
        yield from zip(chunk, suggestions, strict=True)


def _write(file: TextIO, document: str, suggestions: Iterable[Suggestion]) -> None:
    concepts = [{"uri": suggestion.concept, "score": suggestion.score} for suggestion in suggestions]
    file.write(json.dumps({"id": document, "concepts": concepts}, ensure_ascii=False) + "\n")
