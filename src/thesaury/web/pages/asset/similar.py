"""The row of similar assets on the page of one."""

import logging
from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.errors import ThesauryError
from thesaury.ports.workspace import Workspace
from thesaury.search.alike.similar import Alike, similar
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.cards import Because, Card, picture, title
from thesaury.web.texts import hundredths, phrase

SHOWN = 6
_SHARED = 2
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """At most six cards; `fault` says why there are none where the search failed. The page itself never fails for it."""

    cards: tuple[Card, ...] = ()
    fault: str = ""


def similar_row(asset: Asset, workspace: Workspace, lexicon: Lexicon) -> SimilarRow:
    """What is like this asset, best first."""
    try:
        found = similar(asset, lexicon.sources(workspace), SHOWN)
    except ThesauryError as error:
        _LOG.warning("nothing similar to %s is shown: %s", asset.id, error.message)
        return SimilarRow(fault=error.message)
    return SimilarRow(tuple(_card(hit, lexicon) for hit in found.hits))


def _card(hit: Alike, lexicon: Lexicon) -> Card:
    asset, languages = hit.asset, lexicon.languages
    sources = tuple(dict.fromkeys(record.connection for record in asset.records))
    shown = picture(asset, languages)
    return Card(asset.id, title(asset, languages), shown, sources, tuple(_because(hit, lexicon)), hit.doubles)


def _because(hit: Alike, lexicon: Lexicon) -> list[Because]:
    shared = [Because(path=(lexicon.name(iri),)) for iri in hit.concepts[:_SHARED]]
    words = ", ".join(phrase("search.quote", word=word) for word in hit.words)
    shared += [Because(words=words, field=phrase("similar.both"))] if words else []
    return shared + ([Because(likeness=hundredths(hit.likeness))] if hit.likeness else [])
