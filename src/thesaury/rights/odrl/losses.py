"""What is lost while a policy is read: told in sentences, and kept from ever looking complete."""

from dataclasses import replace

from thesaury.model.licensing import Axis, Term, Unresolved
from thesaury.rights.odrl.graph import Graph


class Reading:
    """One policy being read: its document, and what was lost so far."""

    def __init__(self, graph: Graph) -> None:
        """Nothing is lost yet."""
        self.graph = graph
        self._losses: list[str] = []
        self._unresolved: list[Unresolved] = []

    def lose(self, sentence: str, words: str = "") -> None:
        """Remember what was lost; with words it also keeps the statement from being complete."""
        self._losses.append(sentence)
        if words:
            self._unresolved.append(Unresolved("refers_to_external_document", 0, 0, words))

    def unclear(self, term: Term, sentence: str, axis: Axis = Axis.OTHER) -> Term:
        """The term with an axis that nobody can decide, and the sentence among the losses."""
        self.lose(sentence)
        return term if axis in term.unclear_axes else replace(term, unclear_axes=(*term.unclear_axes, axis))

    def losses(self) -> tuple[str, ...]:
        """What was not understood, each sentence once."""
        return tuple(dict.fromkeys(self._losses))

    def unresolved(self) -> tuple[Unresolved, ...]:
        """What keeps the statement from being complete."""
        return tuple(dict.fromkeys(self._unresolved))
