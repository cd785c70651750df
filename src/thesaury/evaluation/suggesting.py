"""Our own suggestions for a search collection: an annotator that has not seen what it is asked."""

from collections.abc import Sequence
from pathlib import Path

from thesaury.enrichment.learning.annotator import LearnedAnnotator
from thesaury.enrichment.learning.batch import Lookout
from thesaury.enrichment.learning.default import default_model
from thesaury.enrichment.learning.examples import Example
from thesaury.evaluation.collection import Collection
from thesaury.evaluation.documents import GoldFile
from thesaury.evaluation.teaching import learned
from thesaury.ports.annotator import Annotator
from thesaury.ports.progress import Progress, unheard


def annotator_for(
    collection: Collection, lookout: Lookout, train: Sequence[Path], language: str = "", progress: Progress = unheard
) -> tuple[Annotator, str]:
    """An annotator that learned from these records, without those that are in the corpus, and a sentence about it.

    The hidden concepts of a document would come back from its own record. Without training records the default ranker speaks.
    Raises BadInput and Unreachable.
    """
    lookout.prepare()
    if not train:
        return LearnedAnnotator(
            lookout, default_model()
        ), "suggestions by the default ranker: there is nothing to learn from"
    ids = {one.asset.id for one in collection.documents(language)}
    records = [one for path in train for one in GoldFile(path, language).documents() if one.gold]
    kept = [Example(one.asset, one.gold) for one in records if one.asset.id not in ids]
    annotator = learned(kept, lookout, progress)
    return (
        annotator,
        f"learned from {len(kept)} records; {len(records) - len(kept)} are in the corpus and were left out",
    )
