"""The dictionary of meanings that queries are understood by where there is no embedding model."""

from functools import cache
from pathlib import Path

from thesaury.ports.word_senses import WordSenses

AUTOMATIC = "auto"


def word_senses(named: str, root: Path) -> WordSenses | None:
    """The WordNet of a setting: `auto` for the one that the system has, if it has one; a folder, relative to `root`; empty for none.

    Raises Usage where the folder named holds no WordNet, Unreachable and BadInput for its files.
    """
    from thesaury.engines.wordnet import USUAL_FOLDER, holds_wordnet

    if not named or (named == AUTOMATIC and not holds_wordnet(USUAL_FOLDER)):
        return None
    return _opened(USUAL_FOLDER if named == AUTOMATIC else root / Path(named).expanduser())


@cache
def _opened(folder: Path) -> WordSenses:
    """One for all workspaces of this process: it is the same book for all, holds nothing of theirs, and takes 60 MiB."""
    from thesaury.engines.wordnet import WordNet

    return WordNet(folder)
