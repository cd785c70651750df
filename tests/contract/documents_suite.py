"""What every reader of documents promises."""

import pytest

from thesaury.model.errors import BadInput
from thesaury.ports.documents import DocumentReader

TEXT = "# Refill\n\n- a kitchen\n- Küche, Größe\n"


class DocumentsSuite:
    """Give a `reader`."""

    @pytest.fixture
    def reader(self) -> DocumentReader:
        """The reader under test."""
        raise NotImplementedError

    def test_a_text_is_read_as_it_is(self, reader: DocumentReader):
        assert {".txt", ".md"} <= set(reader.endings)
        for ending in (".txt", ".md"):
            assert reader.read(f"brief{ending}", TEXT.encode()).text == TEXT

    def test_an_ending_nobody_reads_is_refused_with_those_that_are(self, reader: DocumentReader):
        for name in ("brief.xyz", "brief", ""):
            with pytest.raises(BadInput, match=r"\.txt"):
                reader.read(name, b"Refill")

    def test_an_empty_document_is_refused(self, reader: DocumentReader):
        for content in (b"", b"  \n\n"):
            with pytest.raises(BadInput, match="empty"):
                reader.read("brief.txt", content)
