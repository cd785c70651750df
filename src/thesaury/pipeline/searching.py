"""What a workspace is searched with: its index, its words, and its embedding model where one can be used."""

from dataclasses import dataclass

from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.pipeline.words import current_versions, thesaurus_of
from thesaury.ports.embedder import Embedder
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.search.finding import Sources
from thesaury.search.linking.linker import Linker, linker
from thesaury.vocabulary.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class Understanding:
    """How queries are understood: the linker, and the model with it. `missing` says why the model of the settings is
    not used, or the dictionary where there is no model."""

    linker: Linker
    embedder: Embedder | None = None
    missing: str = ""

    def sources(self, workspace: Workspace, thesaurus: Thesaurus) -> Sources:
        """What a search of this workspace asks."""
        return Sources(workspace.catalogue, workspace.index, thesaurus, self.linker, self.embedder)


def usable_embedder(workspace: Workspace) -> tuple[Embedder | None, str]:
    """The embedding model, or None and the reason why the one of the settings cannot be used, empty where none is named."""
    try:
        return workspace.embedder, ""
    except (Usage, BadInput, Unreachable) as error:
        return None, error.message


def by_words(workspace: Workspace, thesaurus: Thesaurus) -> Understanding:
    """Understanding by words alone, which is soon ready: by what they mean in the dictionary of the settings, where it can be used."""
    try:
        return Understanding(linker(thesaurus, None, workspace.languages, senses=workspace.senses))
    except (Usage, BadInput, Unreachable) as error:
        return Understanding(linker(thesaurus, None, workspace.languages), None, error.message)


def in_full(
    workspace: Workspace, thesaurus: Thesaurus, progress: Progress = unheard, words: Understanding | None = None
) -> Understanding:
    """Understanding with the model of the settings; by words alone, as in `words`, where there is none, or where it cannot be used.

    The first time the labels of a vocabulary are embedded, which takes minutes for a large one: `progress` hears of it as "concepts".
    """
    embedder, missing = usable_embedder(workspace)
    if embedder:
        try:
            return Understanding(linker(thesaurus, embedder, workspace.languages, progress), embedder)
        except BadInput as error:
            missing = error.message
    alone = words or by_words(workspace, thesaurus)
    return Understanding(alone.linker, None, missing or alone.missing)


class Reading:
    """Has the labels of the current vocabularies read by the model ahead, so that whoever searches next finds their vectors kept."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is read yet."""
        self._workspace = workspace
        self._read: tuple[str, ...] = ()

    def look(self) -> bool:
        """Read what is new since the last look; whether there was anything."""
        embedder, _ = usable_embedder(self._workspace)
        versions = tuple(f"{version.key} {version.digest}" for version in current_versions(self._workspace))
        state = (embedder.name, *versions) if embedder else ()
        if not embedder or state == self._read:
            return False
        linker(thesaurus_of(self._workspace), embedder, self._workspace.languages)
        self._read = state
        return True
