"""What a collection is searched with, without a workspace."""

from pathlib import Path
from typing import TYPE_CHECKING

from thesaury.bootstrap.annotators import vocabulary_from
from thesaury.ports.embedder import Embedder
from thesaury.ports.progress import Progress, unheard

if TYPE_CHECKING:
    from thesaury.evaluation.search import Tools


def search_tools(
    folder: Path,
    vocabulary: Path | None,
    embedder: Embedder | None,
    language: str = "en",
    progress: Progress = unheard,
    wordnet: str = "auto",
) -> "Tools":
    """An empty index in a folder, and a thesaurus of one vocabulary file, or an empty one.

    Without a model queries are understood by the WordNet of the system, if it has one. Raises Unreachable, BadInput for a broken
    vocabulary, and what the model raises.
    """
    from thesaury.bootstrap.dictionaries import word_senses
    from thesaury.engines.columns import open_index
    from thesaury.evaluation.search import Tools
    from thesaury.search.linking.linker import linker
    from thesaury.vocabulary.thesaurus import Thesaurus

    thesaurus = Thesaurus([vocabulary_from(vocabulary)] if vocabulary else [])
    languages = (language,) if language else ("en",)
    senses = None if embedder else word_senses(wordnet, Path.cwd())
    made = linker(thesaurus, embedder, languages, progress, senses)
    return Tools(open_index(folder / "index"), thesaurus, made, embedder, languages)
