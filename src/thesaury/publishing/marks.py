"""What a delivered file says of itself: taken from what is published of an asset, in one language."""

from collections.abc import Sequence

from thesaury.model.concept import Label
from thesaury.model.publishing import Entry, Item
from thesaury.model.rendition import RightsMarks


def marks_of(item: Item, entry: Entry, language: str = "") -> RightsMarks:
    """The marks of a file of this item, with the last day that its entry names; texts in this language, else in the first there is. They
    are said to be in a language only where all of them are."""
    said = {one.language for texts in (item.titles, item.captions, item.alts) if (one := _label_in(texts, language))}
    return RightsMarks(
        asset=item.asset,
        title=said_in(item.titles, language),
        description=said_in(item.captions, language),
        alt=said_in(item.alts, language),
        language=said.pop() if len(said) == 1 else "",
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
    found = _label_in(texts, language)
    return found.text if found else ""


def _label_in(texts: Sequence[Label], language: str) -> Label | None:
    return next((one for one in texts if one.language == language), texts[0] if texts else None)
