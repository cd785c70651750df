"""The rooms of the settings."""

from thesaury.web.texts import phrase

Tab = tuple[str, str, int | None]

_ROOMS = (
    ("/settings", "settings.general"),
    ("/settings/model", "settings.model"),
    ("/settings/schemes", "settings.schemes"),
    ("/settings/thresholds", "settings.thresholds"),
    ("/settings/branding", "settings.branding"),
    ("/settings/people", "people.title"),
    ("/settings/tokens", "tokens.title"),
    ("/settings/picker", "picker.title"),
)


def settings_tabs() -> list[Tab]:
    """Address and name of each, and no count."""
    return [(url, phrase(key), None) for url, key in _ROOMS]
