"""What the values of a facet are called: concepts by the lexicon, names of rights by their tables, everything else by itself."""

from collections.abc import Mapping
from pathlib import Path

from thesaury.model.concept import Label
from thesaury.model.errors import BadInput
from thesaury.rights.vocabulary.client import own_regions
from thesaury.rights.vocabulary.labels import labels_of
from thesaury.vocabulary.languages import best
from thesaury.web.lexicon import Lexicon
from thesaury.web.texts import named, speaking

_KINDS: Mapping[str, str] = {
    "licensed_channel": "channel",
    "licensed_region": "region",
    "licensed_purpose": "purpose",
    "licensed_use": "use",
}


def value_name(facet: str, value: str, lexicon: Lexicon, root: Path) -> Label:
    """The name of a value with its language, none where it is in none."""
    if facet == "concept":
        return lexicon.name(value)
    if facet == "verdict":
        return Label(named("rights.verdict", value), speaking.get())
    if facet == "rights":
        return Label(named("facet.rights", value), speaking.get())
    kind = _KINDS.get(facet)
    if kind is None:
        return Label(value)
    own = _own(root).get(value, ()) if kind == "region" else ()
    return best(own or labels_of(kind, value, lexicon.languages), lexicon.languages) or Label(value)


def _own(root: Path) -> Mapping[str, tuple[Label, ...]]:
    """Labels of the client's groups; while his table is wrong a search goes on without them, and a sync says what is wrong."""
    try:
        return dict(own_regions(root).labels)
    except BadInput:
        return {}
