"""Documents of people to text: plain text, Markdown, DOCX, PDF and PPTX."""

from thesaury.engines.documents.reader import Documents

__all__ = ["Documents"]
