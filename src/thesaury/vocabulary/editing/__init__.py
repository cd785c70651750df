"""Edits carried out on a vocabulary: applied whole or refused with a sentence, so that what comes out is as sound as what went in."""

from thesaury.vocabulary.editing.applying import Applied, apply
from thesaury.vocabulary.editing.bench import Bench
from thesaury.vocabulary.editing.refusal import EditRefused
from thesaury.vocabulary.editing.slots import overwrites

__all__ = ["Applied", "Bench", "EditRefused", "apply", "overwrites"]
