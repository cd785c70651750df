"""Concepts put into a CMS, with everything above them, so that editors find them at their places."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from thesaury.model.publishing import Topic
from thesaury.pipeline.publishing.again import Again
from thesaury.pipeline.publishing.targets import Bound
from thesaury.publishing.items import Items


class Placing:
    """Puts the concepts of one channel into one CMS; what it has put once it does not ask about again."""

    def __init__(self, to: Bound, again: Again) -> None:
        """Nothing is read before a concept has something above it."""
        self._to, self._again = to, again
        self._put: set[Topic] = set()

    def put(self, topics: Iterable[Topic]) -> int:
        """See that these are there as they are called now. Returns how many writes it took; raises what the target raises."""
        new = [topic for topic in topics if topic not in self._put]
        if not new:
            return 0
        writes = self._to.target.put_concepts(self.placed(new))
        self._put.update(new)
        return writes

    def placed(self, topics: Sequence[Topic]) -> list[Topic]:
        """These and everything next above them up to the top, each once, what is above first."""
        found = {topic.iri: topic for topic in topics}
        above: dict[str, Topic] = {}
        for topic in topics:
            following = topic.broader
            while following and following not in found and following not in above:
                above[following] = made = self._items.topic(following)
                following = made.broader
        return [*reversed(above.values()), *found.values()]

    @cached_property
    def _items(self) -> Items:
        return Items(self._to.channel, self._again.thesaurus)
