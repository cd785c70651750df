"""The names of languages, in the language that is spoken."""

from babel import Locale, UnknownLocaleError

from thesaury.web.texts import speaking


def tongue_name(tag: str, language: str = "") -> str:
    """What a language is called, in that which is spoken or another; the tag itself where nobody knows its name."""
    try:
        found = Locale.parse(tag.split("-x-")[0], sep="-").get_display_name(language or speaking.get())
    except (UnknownLocaleError, ValueError, TypeError):
        return tag
    return found or tag
