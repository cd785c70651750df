"""The annotator that is measured: the default ranker, or one that learned from training records."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import process_time

from thesaury.enrichment.learning.annotator import LearnedAnnotator
from thesaury.enrichment.learning.batch import Lookout
from thesaury.enrichment.learning.default import default_model
from thesaury.enrichment.learning.examples import Example
from thesaury.enrichment.learning.model import Model, read_model
from thesaury.enrichment.learning.training import FEWEST, train
from thesaury.evaluation.documents import GoldFile
from thesaury.model.errors import BadInput
from thesaury.ports.annotator import Annotator
from thesaury.ports.progress import Progress, unheard


@dataclass(frozen=True, slots=True)
class Taught:
    """An annotator, how many examples it learned from, and the CPU seconds of learning; `note` says why it learned nothing though
    there were training records."""

    annotator: Annotator
    examples: int = 0
    seconds: float = 0.0
    note: str = ""


def taught(records: GoldFile | None, lookout: Lookout, progress: Progress = unheard) -> Taught:
    """The annotator that these records teach, or the default ranker where there are none or too few of them.

    It annotates with the model as it is kept, not as it left training. Raises Unreachable and BadInput for the file.
    """
    lookout.prepare()
    if records is None:
        return Taught(LearnedAnnotator(lookout, default_model()))
    started = process_time()
    examples = [Example(document.asset, document.gold) for document in records.documents() if document.gold]
    try:
        annotator = learned(examples, lookout, progress)
    except BadInput as few:
        return Taught(
            LearnedAnnotator(lookout, default_model()), note=f"{few.message} The default ranker speaks instead."
        )
    return Taught(annotator, len(examples), process_time() - started)


def learned(examples: Sequence[Example], lookout: Lookout, progress: Progress = unheard) -> Annotator:
    """The annotator that these examples teach. Raises BadInput where they are too few."""
    if len(examples) < FEWEST:
        raise BadInput(f"Learning takes at least {FEWEST} training records with concepts, and here is {len(examples)}.")
    trained = train(examples, lookout, progress)
    model = Model(trained.ranker, trained.experience, embedder=trained.embedder)
    annotator = LearnedAnnotator(lookout, read_model(model.content))
    annotator.prepare()
    return annotator
