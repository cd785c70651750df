"""How people call concept schemes: by IRI, by title, and “no scheme” for the concepts that are in none."""

from collections.abc import Sequence

from thesaury.model.errors import Usage
from thesaury.vocabulary.thesaurus import Thesaurus

NO_SCHEME = ""
"""Stands for the IRI of a scheme where a concept is in none."""

_CALLED = "no scheme"
_MOST = 12


def scheme_title(iri: str, thesaurus: Thesaurus, languages: Sequence[str] = ()) -> str:
    """What to call a scheme before a reader of these languages; the end of its IRI if it has no title."""
    return thesaurus.label(iri, languages) if iri else _CALLED


def scheme_called(name: str, thesaurus: Thesaurus) -> str:
    """The IRI of the scheme with this IRI or title, whatever its case. Raises Usage, with the right names, for none or several."""
    titles = _titles(thesaurus)
    if name in titles:
        return name
    wanted = name.strip().casefold()
    called = sorted(iri for iri, names in titles.items() if wanted in names)
    if len(called) == 1:
        return called[0]
    if called:
        raise Usage(f"Several schemes are called {name!r}: {', '.join(called)}. Name one by its IRI.")
    known = sorted(scheme_title(iri, thesaurus) for iri in titles)
    more = f" and {len(known) - _MOST} more" if len(known) > _MOST else ""
    raise Usage(f"There is no concept scheme {name!r}. Schemes here: {', '.join(known[:_MOST])}{more}.")


def _titles(thesaurus: Thesaurus) -> dict[str, set[str]]:
    """Every scheme, also one that only its concepts name, with all its titles, folded."""
    named = {iri for concept in thesaurus for iri in concept.schemes}
    titles = {iri: {scheme_title(iri, thesaurus).casefold()} for iri in (*sorted(named), NO_SCHEME)}
    for scheme in thesaurus.schemes():
        own = titles.setdefault(scheme.iri, {scheme_title(scheme.iri, thesaurus).casefold()})
        own |= {title.text.casefold() for title in scheme.titles}
    return titles
