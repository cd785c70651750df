"""The completer of the workspace: read anew with the vocabularies, and what it holds counted anew every minute."""

import logging
from threading import Lock, Thread
from time import monotonic

from thesaury.model.errors import ThesauryError
from thesaury.ports.workspace import Workspace
from thesaury.search.completing.completer import Completer
from thesaury.search.completing.holding import holding
from thesaury.search.text.known_words import speller
from thesaury.search.text.spelling import Speller
from thesaury.web.lexicon import Lexicon, LexiconKeeper

_LOG = logging.getLogger(__name__)


class CompleterKeeper:
    """Holds the completer of one workspace, over the lexicon of the moment."""

    def __init__(self, workspace: Workspace, lexicons: LexiconKeeper, every: float = 60.0) -> None:
        """Nothing is read before `completer` is called; `every`: seconds after which the workspace is counted anew."""
        self._workspace = workspace
        self._lexicons = lexicons
        self._every = every
        self._lock = Lock()
        self._lexicon: Lexicon | None = None
        self._completer: Completer | None = None
        self._speller: tuple[Completer, Speller] | None = None
        self._counted = 0.0

    def completer(self) -> Completer:
        """The completer of the current vocabularies. Whoever finds its counts old is answered with them, while they are renewed."""
        lexicon = self._lexicons.lexicon()
        with self._lock:
            if self._completer is None or self._lexicon is not lexicon:
                self._completer = self._with_counts(Completer(lexicon.thesaurus), lexicon)
                self._lexicon, self._counted = lexicon, monotonic()
            elif monotonic() - self._counted > self._every:
                self._counted = monotonic()
                Thread(target=self._renew, args=(self._completer, lexicon), name="completer", daemon=True).start()
            return self._completer

    def speller(self) -> Speller:
        """Corrects the words of queries by those of the current vocabularies and of the assets, as they were when counted last."""
        completer = self.completer()
        held = self._speller
        if held is None or held[0] is not completer:
            held = self._speller = completer, speller(self._lexicons.lexicon().thesaurus, self._workspace.index)
        return held[1]

    def _renew(self, completer: Completer, lexicon: Lexicon) -> None:
        try:
            renewed = self._with_counts(completer, lexicon)
        except ThesauryError as error:
            _LOG.warning("suggestions keep their old counts: %s", error.message)
            return
        with self._lock:
            if self._completer is completer:
                self._completer = renewed

    def _with_counts(self, completer: Completer, lexicon: Lexicon) -> Completer:
        held = holding(self._workspace.index, self._workspace.catalogue.enrichments)
        return completer.renewed(held.counts, held.names)
