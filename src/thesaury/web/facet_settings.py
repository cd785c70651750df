"""Which schemes searches show as facets, read from the settings again as soon as the file changes."""

from contextlib import suppress
from pathlib import Path

from thesaury.config import SETTINGS_FILE, read_settings
from thesaury.model.errors import ThesauryError

FacetNames = tuple[tuple[str, ...], tuple[str, ...]]
"""The schemes that come first, in their order, and those that are no facets."""


class FacetSettings:
    """The facets of one workspace; a look costs one question to the file system."""

    def __init__(self, root: Path) -> None:
        """Nothing is read yet."""
        self._file = root / SETTINGS_FILE
        self._seen: int | None = None
        self._named: FacetNames = ((), ())

    def named(self) -> FacetNames:
        """Those of this moment; where the settings cannot be read, the last ones."""
        try:
            seen = self._file.stat().st_mtime_ns
        except OSError:
            seen = 0
        if seen != self._seen:
            with suppress(ThesauryError):  # whoever wrote it by hand is told by the command that he runs next
                settings = read_settings(self._file.parent)
                self._named = settings.schemes_first, settings.schemes_without_facet
            self._seen = seen
        return self._named
