"""Assets, facets and rights as panels are told of them: with signed addresses of pictures, and names in the languages asked for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from thesaury.model.asset import Asset
from thesaury.model.licensing import Axis
from thesaury.model.policy import Verdict
from thesaury.model.standing import standing
from thesaury.model.use import AxisAnswer, Fit, Use
from thesaury.pipeline.rights.asking import ask
from thesaury.search.by_scheme import CONCEPT
from thesaury.search.cleared import VERDICT
from thesaury.web.desk import Desk
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.search.facet_names import value_name
from thesaury.web.panel.door import session_here
from thesaury.web.panel.renditions import PREVIEW, THUMBNAIL, Rendition, renditions_of
from thesaury.web.panel.signing import Signer, Ticket
from thesaury.web.parts.cards import picture
from thesaury.web.parts.rights import words
from thesaury.web.texts import named, phrase

Shape = dict[str, Any]

MOST_REASONED = 100
"""Of so many blocked assets the reasons are told."""
SHOWN = (CONCEPT, "campaign", "market", "brand", "product", "type", "source")
"""The facets that panels choose by; those of licences are answered by asking about the use."""
_MOST_VALUES = 8
_CREATORS = ("creator", "credit", "photographer", "author")
_MEDIA = "/panel/v1/media/"


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of assets to the panel whose request is being answered."""

    desk: Desk
    signer: Signer

    def assets(self, ids: Sequence[str]) -> dict[str, Shape]:
        """What a list shows of each of these assets, by id."""
        lexicon = self.desk.lexicon()
        return {one.id: self.asset(one, lexicon) for one in self.desk.workspace.catalogue.records.assets(list(ids))}

    def asset(self, asset: Asset, lexicon: Lexicon, denied: bool = False) -> Shape:
        """One asset: its names, its pictures by signed paths of this server, and as which files it can be had. Of one that is denied, or is
        not to be offered, there is no larger picture than the smallest: the preview is a file to place."""
        shown, file = picture(asset, lexicon.languages), asset.picture()
        not_offered = standing_words(asset)
        files = renditions_of(asset, self.desk.workspace.opened)
        return {
            "asset": asset.id,
            "title": asset.title(lexicon.languages),
            "alt": shown.alt,
            "creator": creator(asset),
            "record": record(asset),
            "type": file.media_type if file else (files[0].type if files else ""),
            "width": file.width or None if file else None,
            "height": file.height or None if file else None,
            "standing": not_offered,
            "thumbnail": self.address(asset.id, THUMBNAIL),
            "preview": self.address(asset.id, THUMBNAIL if denied or not_offered else PREVIEW),
            "renditions": [rendition_shape(one) for one in files],
        }

    def address(self, asset: str, rendition: str) -> str:
        """The signed path of a rendition, good for a quarter of an hour at most, and while the session lasts."""
        session = session_here.get()
        assert session is not None
        return _MEDIA + self.signer.ticket(Ticket(session.id, asset, rendition))


def rendition_shape(one: Rendition, url: str = "") -> Shape:
    """A file as panels are told of it; without an address where it is only named."""
    return {"name": one.name, "type": one.type, "width": one.width, "height": one.height, "url": url}


def standing_words(asset: Asset) -> str:
    """Why the asset is not to be offered, in a sentence; empty where its systems say nothing against it."""
    found = standing(asset)
    return phrase(f"panel.standing.{found.value}") if found else ""


def creator(asset: Asset) -> str:
    """Who made it, as the first record that knows says; empty where none does."""
    values = (value for record in asset.records for name in _CREATORS for value in record.property_values(name))
    return next(values, "")


def record(asset: Asset) -> str:
    """The record whose file is placed: the first with a file, else the first."""
    return next((one.key for one in asset.records if one.file), asset.records[0].key if asset.records else "")


def badge_shape(line: Mapping[str, Any] | None) -> Shape | None:
    """The rights line of a hit with its word in the language of the panel, and the last day on which it holds."""
    if line is None:
        return None
    verdict, change = line["decision"], line["next_change"]
    sentence = words.in_words(line["sentence"])
    return {
        "decision": verdict,
        "word": phrase(f"rights.verdict.{verdict}"),
        "sentence": sentence,
        "until": last_day(change) if verdict == Verdict.PERMIT.value else None,
    }


def last_day(change: str | None) -> str | None:
    """The day before the answer is another one; for a moment that day itself."""
    if not change:
        return None
    if "T" in change:
        return datetime.fromisoformat(change).date().isoformat()
    return (date.fromisoformat(change) - timedelta(days=1)).isoformat()


def facet_shapes(desk: Desk, counts: Mapping[str, Mapping[str, int]], chosen: Iterable[tuple[str, str]]) -> list[Shape]:
    """The facets worth showing, with names of their values; those that are chosen come along even where nothing has them any more."""
    lexicon, taken, found = desk.lexicon(), list(chosen), []
    for name in SHOWN:
        picked = [value for facet, value in taken if facet == name]
        values = dict(counts.get(name, {}))
        best = sorted(values, key=lambda value: (-values[value], value))[:_MOST_VALUES]
        listed = list(dict.fromkeys((*picked, *best)))
        if len(listed) > 1 or picked:
            told = [
                {"value": value, "label": value_name(name, value, lexicon, desk.workspace.root).text}
                | {"count": values.get(value, 0), "chosen": value in picked}
                for value in listed
            ]
            found.append({"name": name, "label": named("facet", name), "values": told})
    return found


def blocked_shape(desk: Desk, total: int, ids: Sequence[str], use: Use) -> Shape:
    """How many assets may not be used, and why: by axis, for the first hundred of them."""
    found = desk.workspace.catalogue.records.assets(list(ids))
    why = Counter(_axis(one.decision.axes) for one in ask(desk.workspace, found, use))
    reasons = [{"reason": name, "label": words.axis(name), "count": count} for name, count in why.most_common()]
    return {"total": total, "of": len(found), "reasons": reasons}


def verdict_counts(facets: Mapping[str, Mapping[str, int]]) -> Mapping[str, int]:
    """How many of what matches have each verdict."""
    return facets.get(VERDICT, {})


def _axis(axes: Sequence[AxisAnswer]) -> str:
    return next((one.axis.value for one in axes if one.fit is Fit.NO), Axis.OTHER.value)
