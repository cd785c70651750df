"""Gold documents through an annotator: predictions in the open format, how good they are, and what they cost."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from thesaury.enrichment.learning.batch import Lookout
from thesaury.enrichment.learning.wordings import primary
from thesaury.evaluation.cost import cpu_seconds, peak_mib
from thesaury.evaluation.documents import GoldDocument, GoldFile, Survey
from thesaury.evaluation.predictions import Write, predictions_to
from thesaury.evaluation.scoring import Figure, Scoring
from thesaury.evaluation.teaching import taught
from thesaury.model.annotation import Suggestion
from thesaury.ports.annotator import Annotator, InBulk, Unread
from thesaury.ports.progress import Progress, unheard

# Documents annotated in one call, fewer where they are long: memory is to follow neither their number nor their length.
_MOST_DOCUMENTS, _MOST_LETTERS = 200, 1_000_000
# So much more for each process: at the end of a call some of them wait for the others.
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Annotated:
    """What annotating gold documents gave: how many there were, the figures of those with concepts, the seconds of CPU, those of all
    processes together, and the seconds that passed."""

    read: int
    figures: Mapping[str, Figure]
    seconds: float
    elapsed: float


def evaluate_tagging(
    gold: GoldFile,
    lookout: Lookout,
    records: GoldFile | None = None,
    out: Path | None = None,
    progress: Progress = unheard,
    tell: Callable[[str], None] = lambda sentence: None,
    bulk: Callable[[Annotator], Annotator] = lambda annotator: annotator,
) -> dict[str, Figure | str]:
    """Annotate every document of a file, after learning from training records where there are some, and compare.

    Returns `read`, the figures of `Scoring` (none where no document has gold concepts), `train` (records learned from),
    `training_seconds` (of CPU), `documents_per_second` (of CPU, spent annotating), `documents_per_second_elapsed` (by the
    clock), `peak_mib`, `annotator`, `embedding_model` (None without one) and `vocabulary`. With `out` the predictions are written.
    `tell` hears sentences on what is odd. `bulk` lets several processes annotate: the same predictions, the CPU of all of them,
    their peaks added. Raises Unreachable and BadInput.
    """
    with predictions_to(out) as write:
        surveyed = gold.survey(lookout.table.number)
        for sentence in _oddities(surveyed, gold, lookout):
            tell(sentence)
        learned = taught(records, lookout, progress)
        if learned.note:
            tell(learned.note)
        with _reading(learned.annotator, bulk) as annotator:
            found = annotate(
                gold.documents(), annotator, write, lambda done: progress("evaluate", done, surveyed.documents)
            )
    return {
        "read": found.read,
        **found.figures,
        "train": learned.examples,
        "training_seconds": round(learned.seconds, 2),
        "documents_per_second": round(found.read / found.seconds, 1) if found.seconds else None,
        "documents_per_second_elapsed": round(found.read / found.elapsed, 1) if found.elapsed else None,
        "peak_mib": peak_mib(annotator),
        "annotator": learned.annotator.version,
        "embedding_model": lookout.meaning.embedder if lookout.meaning else None,
        "vocabulary": learned.annotator.vocabulary,
    }


def annotate(
    documents: Iterable[GoldDocument],
    annotator: Annotator,
    write: Write,
    done: Callable[[int], None] = lambda count: None,
) -> Annotated:
    """Annotate documents in parts, write what is found, and score those that people gave concepts; `done` hears the count."""
    scoring, read, seconds, elapsed = Scoring(), 0, 0.0, 0.0
    for part in _parts(documents, annotator.processes * _ROUNDS if isinstance(annotator, InBulk) else 1):
        spent, at = cpu_seconds(annotator), monotonic()
        answers = annotator.suggest([document.asset for document in part])
        seconds += cpu_seconds(annotator) - spent
        elapsed += monotonic() - at
        for document, answer in zip(part, answers, strict=True):
            suggestions: Sequence[Suggestion] = () if isinstance(answer, Unread) else answer
            write(document.asset.id, suggestions)
            if document.gold:
                scoring.add(document.gold, suggestions)
        read += len(part)
        done(read)
    return Annotated(read, scoring.figures(), seconds, elapsed)


@contextmanager
def _reading(annotator: Annotator, bulk: Callable[[Annotator], Annotator]) -> Iterator[Annotator]:
    """The annotator, in several processes where these are wanted, which end with the block."""
    chosen = bulk(annotator)
    try:
        yield chosen
    finally:
        if isinstance(chosen, InBulk):
            chosen.close()


def _parts(documents: Iterable[GoldDocument], times: int) -> Iterator[list[GoldDocument]]:
    part: list[GoldDocument] = []
    letters = 0
    for document in documents:
        length = sum(len(text.value) for text in document.asset.texts())
        if part and (len(part) >= _MOST_DOCUMENTS * times or letters + length > _MOST_LETTERS * times):
            yield part
            part, letters = [], 0
        part.append(document)
        letters += length
    if part:
        yield part


def _oddities(surveyed: Survey, gold: GoldFile, lookout: Lookout) -> Iterator[str]:
    if surveyed.unknown:
        yield (
            f"{sum(surveyed.unknown.values())} of {surveyed.gold} gold concepts are not in the vocabulary, such as "
            f"{min(surveyed.unknown)}; they count as missed."
        )
    spoken = [language for language in lookout.reader.languages if language]
    if gold.language and spoken and primary(gold.language) not in spoken:
        yield f"The vocabulary has no labels in {gold.language!r}; those in {', '.join(spoken)} are looked for."
