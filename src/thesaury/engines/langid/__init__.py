"""Language detection by py3langid, in this process and without any file beyond the library's own."""

from thesaury.engines.langid.detector import LangidDetector

__all__ = ["LangidDetector"]
