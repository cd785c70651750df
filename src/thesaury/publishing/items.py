"""What is published of an asset: its texts in the languages of a channel, its credits, and its concepts with their labels."""

import re
from collections.abc import Callable, Iterable, Sequence

from thesaury.model.asset import Asset
from thesaury.model.concept import Label
from thesaury.model.licensing import Statement
from thesaury.model.publishing import Channel, Item, Topic
from thesaury.publishing.credits import credits_of, properties_of
from thesaury.publishing.files import file_tag, shown_record
from thesaury.publishing.plain import line_of, text_of
from thesaury.publishing.qualifying import audiences_of
from thesaury.vocabulary.languages import canonical
from thesaury.vocabulary.thesaurus import Thesaurus

TITLE = ("title", "headline")
CAPTION = ("caption", "description", "abstract")
ALT = ("alt", "alt_text", "alternative_text", "alttext", "accessibility")
"""Fields of texts, the best first."""
FOCUS = ("focus", "focal_point", "focus_point", "focalpoint")
_PERCENT = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s*%\s*[,;]?\s*(\d{1,3}(?:\.\d+)?)\s*%\s*")
_SHARES = re.compile(r"\s*(\d(?:\.\d+)?)\s*[,; ]\s*(\d(?:\.\d+)?)\s*")


class Items:
    """Makes the items of one channel; what is said of a concept is worked out once."""

    def __init__(self, channel: Channel, thesaurus: Thesaurus) -> None:
        """Nothing is made yet."""
        self._channel, self._thesaurus = channel, thesaurus
        self._languages = tuple(canonical(tag) or tag for tag in channel.languages)
        self._topics: dict[str, Topic] = {}

    def concepts(self, accepted: Iterable[str]) -> tuple[str, ...]:
        """Those of these concepts that are published: in a vocabulary still, or what took their place there, sorted."""
        successors = (self._thesaurus.successor(iri) for iri in accepted)
        return tuple(sorted({iri for iri in successors if self._thesaurus.concept(iri)}))

    def above(self, concepts: Iterable[str]) -> frozenset[str]:
        """Everything broader than these."""
        return frozenset(name for iri in concepts for name in self._thesaurus.ancestors(iri))

    def item(self, asset: Asset, concepts: Sequence[str], stated: Sequence[Statement] = ()) -> Item:
        """What is published of an asset that qualifies; `stated` is what its licences say."""
        shown = shown_record(asset, self._channel.media)
        record, kind = shown or (asset.records[0], "document")
        file, owed = record.file, credits_of(asset, stated)
        titles, captions = self._texts(asset, TITLE, line_of), self._texts(asset, CAPTION, text_of)
        topics = tuple(self.topic(iri) for iri in concepts)
        first = self._languages[0] if self._languages else ""
        return Item(
            asset=asset.id,
            record=record.key,
            kind=kind,
            media_type=file.media_type if file else "",
            width=file.width if file else 0,
            height=file.height if file else 0,
            file=file_tag(record),
            titles=titles,
            captions=captions,
            alts=self._alts(asset, captions, titles),
            creator=owed.creator,
            credit=owed.credit,
            copyright=owed.copyright,
            licence=owed.licence,
            acquire=owed.acquire,
            usage=owed.usage,
            topics=topics,
            above=tuple(sorted(self.above(concepts))),
            keywords=tuple(dict.fromkeys(topic.label(first) for topic in topics if topic.labels)),
            markets=self._channel.markets,
            audiences=audiences_of(asset),
            created=next((line_of(value) for value in properties_of(asset, ("created", "date_created"))), ""),
            focus=_focus(properties_of(asset, FOCUS)),
        )

    def _texts(self, asset: Asset, fields: Sequence[str], read: Callable[[str], str]) -> tuple[Label, ...]:
        """One text for each language of the channel that has one; one of another language only where there is none at all."""
        told = [text for text in asset.texts() if text.field.casefold() in fields]
        said = [
            (canonical(text.language) or text.language, clean)
            for field in fields
            for text in told
            if text.field.casefold() == field and (clean := read(text.value))
        ]
        found = [Label(text, tag) for tag in self._languages if (text := _in_language(said, tag, self._languages[0]))]
        return tuple(found) or tuple(Label(text, tag) for tag, text in said[:1])

    def _alts(self, asset: Asset, captions: Sequence[Label], titles: Sequence[Label]) -> tuple[Label, ...]:
        """The words for whoever does not see the picture; without words of their own what describes it, else its title."""
        own = {label.language: label for label in self._texts(asset, ALT, line_of)}
        described = {label.language: Label(line_of(label.text), label.language) for label in captions}
        best = {label.language: label for label in titles} | described | own
        order = (*self._languages, *best)
        return tuple(best[tag] for tag in dict.fromkeys(order) if tag in best)

    def topic(self, iri: str) -> Topic:
        """A concept as it is published, with its labels in the languages of the channel."""
        if (made := self._topics.get(iri)) is None:
            concept = self._thesaurus.concept(iri)
            labels = [] if concept is None else [Label(line_of(one.text), one.language) for one in concept.preferred]
            said = [(canonical(one.language) or one.language, one.text) for one in labels]
            named = [Label(text, tag) for tag in self._languages if (text := _in_language(said, tag, ""))]
            spare = (Label(line_of(self._thesaurus.label(iri, self._languages))),)
            made = self._topics[iri] = Topic(
                iri,
                scheme=next(iter(concept.schemes), "") if concept else "",
                notation=next(iter(concept.notations), "") if concept else "",
                labels=tuple(named) or spare,
                broader=next(iter(self._thesaurus.broader(iri)), ""),
            )
        return made


def _in_language(said: Sequence[tuple[str, str]], tag: str, untold: str) -> str:
    """The first text in this language, else in one of its kinds, else one of no language, where that is what such texts are read as."""
    base = _base(tag)
    exact = next((text for language, text in said if language.casefold() == tag.casefold()), "")
    kin = next((text for language, text in said if language and _base(language) == base), "")
    plain = next((text for language, text in said if not language), "") if tag == untold else ""
    return exact or kin or plain


def _base(tag: str) -> str:
    return tag.partition("-")[0].casefold()


def _focus(values: Iterable[str]) -> tuple[float, float] | None:
    return next(filter(None, map(_point, values)), None)


def _point(said: str) -> tuple[float, float] | None:
    """A point such as `0.3,0.6` or `30%, 60%`."""
    if found := _PERCENT.fullmatch(said):
        shares = float(found[1]) / 100, float(found[2]) / 100
    elif found := _SHARES.fullmatch(said):
        shares = float(found[1]), float(found[2])
    else:
        return None
    return (round(shares[0], 4), round(shares[1], 4)) if max(shares) <= 1 else None
