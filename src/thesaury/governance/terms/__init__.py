"""Approved terms: the labels of the current vocabularies, found by what people type for them."""

from thesaury.governance.terms.labels import Bearer, LabelTable
from thesaury.governance.terms.lookup import Terms

__all__ = ["Bearer", "LabelTable", "Terms"]
