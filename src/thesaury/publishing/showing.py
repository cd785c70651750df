"""What a CMS is to show of an item: its texts under the names and in the languages that the system can hold."""

from collections.abc import Iterator, Sequence

from thesaury.model.concept import Label
from thesaury.model.publication import Shown
from thesaury.model.publishing import Item
from thesaury.ports.publishing_target import Able
from thesaury.publishing.marks import said_in


def shown_of(item: Item, allowed_until: str, able: Able, language: str, file: str = "") -> Shown:
    """What is wanted of an item that may be shown until this day, where `language` is that of fields that have one text; `file` is the
    tag of the file."""
    texts: dict[str, str] = {}
    for name, labels in (("title", item.titles), ("alt", item.alts), ("caption", item.captions)):
        if name in able.localized:
            texts |= {f"{name}@{tag}": text for tag, text in _localized(labels, able.languages, language)}
        else:
            texts[name] = said_in(labels, language)
    texts |= {
        "credit": item.credit or item.creator,
        "copyright": item.copyright,
        "licence": item.licence,
        "usage": item.usage,
        "allowed_until": allowed_until,
    }
    held = {name: text for name, text in texts.items() if name.partition("@")[0] in able.fields}
    return Shown.of(held, tuple(topic.iri for topic in item.topics), file)


def _localized(labels: Sequence[Label], languages: Sequence[str], language: str) -> Iterator[tuple[str, str]]:
    """The languages of a target with the text each of them gets; a target without any takes all there are."""
    for tag in languages or list(dict.fromkeys(label.language or language for label in labels)):
        text = next((label.text for label in labels if (label.language or language) == tag), "")
        base = next((label.text for label in labels if _base(label.language or language) == _base(tag)), "")
        if text or base:
            yield tag, text or base


def _base(tag: str) -> str:
    return tag.partition("-")[0].casefold()
