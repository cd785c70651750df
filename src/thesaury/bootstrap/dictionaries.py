"""The dictionary of meanings that queries are understood by where there is no embedding model."""

from pathlib import Path

from thesaury.ports.word_senses import WordSenses

AUTOMATIC = "auto"


def word_senses(named: str, root: Path) -> WordSenses | None:
    """The WordNet of a setting: `auto` for the one that the system has, if it has one; a folder, relative to `root`; empty for none.

    Raises Usage where the folder named holds no WordNet, Unreachable and BadInput for its files.
    """
    from thesaury.engines.wordnet import USUAL_FOLDER, WordNet, holds_wordnet

    if not named or (named == AUTOMATIC and not holds_wordnet(USUAL_FOLDER)):
        return None
    return WordNet(USUAL_FOLDER if named == AUTOMATIC else root / Path(named).expanduser())
