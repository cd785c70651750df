"""What a Bynder connection can be, by its settings."""

from thesaury.connectors.bynder.settings import settings_of
from thesaury.model.connection import Connection


def roles(connection: Connection) -> tuple[str, ...]:
    """Source always; sink, vocabulary and usage as the settings say. Raises Usage for a wrong setting."""
    settings = settings_of(connection)
    able = {"sink": settings.writes, "vocabulary": settings.vocabulary, "usage": settings.usage}
    return ("source", *(role for role, chosen in able.items() if chosen))
