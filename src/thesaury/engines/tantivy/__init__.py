"""The lexical index on tantivy: stemmed words per language, concepts and facets, in one directory."""

from thesaury.engines.tantivy.index import TantivyIndex, open_index

__all__ = ["TantivyIndex", "open_index"]
