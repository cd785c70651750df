"""Documents in memory: every one is UTF-8 text, whatever its name ends in."""

from thesaury.model.errors import BadInput
from thesaury.ports.documents import Document


class FakeDocuments:
    """Implements `ports.documents.DocumentReader`."""

    endings = (".txt", ".md")

    def read(self, name: str, content: bytes) -> Document:
        if not name.endswith(self.endings):
            raise BadInput(f"{name}: documents ending in {', '.join(self.endings)} are read.")
        if not content.strip():
            raise BadInput(f"{name} is empty.")
        return Document(content.decode())
