"""Publishes drafts beside the pages, and tells how far each is."""

from thesaury.model.draft import Seen
from thesaury.pipeline import editing
from thesaury.ports.progress import Progress
from thesaury.ports.workspace import Workspace
from thesaury.web.parts.working import At, Works


class Publishing:
    """The publishing that goes on in this server, by vocabulary; what came of the last one is remembered until the next begins."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing goes on yet."""
        self._workspace = workspace
        self._works = Works[editing.Published]("publishing", "keep")

    def at(self, vocabulary: str) -> At[editing.Published]:
        """How far it is with this vocabulary."""
        return self._works.at(vocabulary)

    def begin(self, vocabulary: str, who: str, note: str = "", saw: Seen | None = None) -> At[editing.Published]:
        """Begin to publish the draft, unless that goes on already; in the name and language of whoever asked.

        Raises what `editing.ready` raises.
        """
        if not self.at(vocabulary).stage:
            editing.ready(self._workspace, vocabulary, saw)
        # Whoever had to wait has numbered the draft anew, which is no more what was seen: only the first try compares.
        seen = iter([saw])

        def publish(heard: Progress) -> editing.Published:
            return editing.publish(self._workspace, vocabulary, who, note, next(seen, None), heard)

        return self._works.begin(vocabulary, publish)
