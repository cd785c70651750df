"""A brief from its text, or from the file somebody wrote it in."""

from thesaury.model.brief import Brief
from thesaury.model.brief_json import MOST_TEXT
from thesaury.model.errors import BadInput
from thesaury.pipeline.searching import Understanding
from thesaury.ports.workspace import Workspace
from thesaury.recommendation.briefing import Reader
from thesaury.vocabulary.thesaurus import Thesaurus


def read_brief(
    workspace: Workspace, understanding: Understanding, thesaurus: Thesaurus, text: str, *, title: str = ""
) -> Brief:
    """The brief that a text is, as it is understood; one that says nothing has no concepts. Raises BadInput for an endless text."""
    if len(text) > MOST_TEXT:
        raise BadInput(
            f"The brief has {len(text):,} characters; {MOST_TEXT:,} are read. Give the part that asks for pictures."
        )
    reader = Reader(thesaurus, workspace.detector, understanding.linker, understanding.embedder)
    return reader.read(text, title)


def brief_of_file(
    workspace: Workspace, understanding: Understanding, thesaurus: Thesaurus, name: str, content: bytes
) -> Brief:
    """The brief in a file, whose form its ending tells. Raises BadInput where the file is none that can be read."""
    document = workspace.documents.read(name, content)
    return read_brief(workspace, understanding, thesaurus, document.text, title=document.title)
