"""What a Brandfolder connection can be, by its settings."""

from thesaury.connectors.brandfolder.settings import settings_of
from thesaury.model.connection import Connection


def roles(connection: Connection) -> tuple[str, ...]:
    """Source always; sink, vocabulary and usage where the settings ask for them. Raises Usage for a wrong setting."""
    settings = settings_of(connection)
    asked = {
        "source": True,
        "sink": settings.writing.way != "none",
        "vocabulary": settings.vocabulary,
        "usage": bool(settings.insights),
    }
    return tuple(role for role, wanted in asked.items() if wanted)
