"""What a Smint.io connection can be, by its settings: words come with bought content, and only some ways of writing are set up."""

from thesaury.connectors.smintio.settings import LICENSED, settings_of
from thesaury.connectors.smintio.write_settings import strategy_of
from thesaury.model.connection import Connection


def roles(connection: Connection) -> tuple[str, ...]:
    """Source always, vocabulary for bought content, sink where a way of writing is chosen. Raises Usage for a wrong setting."""
    words = ("vocabulary",) if settings_of(connection).content == LICENSED else ()
    return ("source", *words, *(() if strategy_of(connection) == "none" else ("sink",)))
