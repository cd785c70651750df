"""WordNet, a dictionary of English meanings, read from a folder of its database files (https://wordnet.princeton.edu, wndb(5WN))."""

from thesaury.engines.wordnet.dictionary import USUAL_FOLDER, WordNet, holds_wordnet

__all__ = ["USUAL_FOLDER", "WordNet", "holds_wordnet"]
