"""What a delivered file says of itself: taken from what is published of an asset, in one language."""

from collections.abc import Sequence

from thesaury.model.concept import Label
from thesaury.model.publishing import Entry, Item
from thesaury.model.rendition import RightsMarks


def marks_of(item: Item, entry: Entry, language: str = "") -> RightsMarks:
    """The marks of a file of this item, with the last day that its entry names; texts in this language, else in the first there is."""
    return RightsMarks(
        asset=item.asset,
        title=said_in(item.titles, language),
        description=said_in(item.captions, language),
        alt=said_in(item.alts, language),
        language=language,
        creator=item.creator,
        credit=item.credit,
        copyright=item.copyright,
        usage=item.usage,
        licence=item.licence,
        acquire=item.acquire,
        expires=entry.allowed_until,
        concepts=tuple((topic.iri, topic.label(language)) for topic in item.topics),
    )


def said_in(texts: Sequence[Label], language: str) -> str:
    """The text in this language, else the first one, else none."""
    first = texts[0].text if texts else ""
    return next((one.text for one in texts if one.language == language), first)
