"""What a Smint.io connection can be, by its settings: words come with bought content, and only what is set up is written and counted."""

from thesaury.connectors.smintio.settings import LICENSED, settings_of
from thesaury.connectors.smintio.write_settings import strategy_of
from thesaury.model.connection import Connection


def roles(connection: Connection) -> tuple[str, ...]:
    """Source always, vocabulary for bought content, sink where a way of writing is chosen, usage where counters are read.

    Raises Usage for a wrong setting.
    """
    settings = settings_of(connection)
    able = {
        "vocabulary": settings.content == LICENSED,
        "sink": strategy_of(connection) != "none",
        "usage": settings.usage,
    }
    return ("source", *(role for role, chosen in able.items() if chosen))
