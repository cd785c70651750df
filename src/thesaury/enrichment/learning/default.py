"""The model that speaks before anybody has reviewed anything: a ranker that knows how labels are found, and no assets.

Trained by `./run ranker` on open data; docs/tagging.md says on which, and how it does on a collection it has not seen.
"""

from functools import cache
from pathlib import Path

from thesaury.enrichment.learning.model import Model, read_model

FILE = Path(__file__).with_name("default_ranker.npz")


@cache
def default_model() -> Model:
    """The shipped ranker, without experience."""
    return read_model(FILE.read_bytes())
