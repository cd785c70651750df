"""Regions as concepts: parts below countries, countries below areas and groups; who is disputed is related and never narrower."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from thesaury.model.concept import Concept, Label
from thesaury.model.licensing import WORLD
from thesaury.rights.odrl.profile import named
from thesaury.rights.parsing.words_for import words_for
from thesaury.rights.vocabulary.client import OwnRegions
from thesaury.rights.vocabulary.labels import LANGUAGES, every_territory, tabled
from thesaury.rights.vocabulary.regions import Regions

_SCHEME = named("scheme", "region")


def region_concepts(regions: Regions, today: date, own: OwnRegions) -> Iterator[Concept]:
    """Every country, area, group and named part of a country, with its members of this day.

    What has no name in CLDR and none in our tables (parts of countries, mostly) is left out; a client's group without a label is
    called by its code.
    """
    called = _called(regions, own)
    words = _words(own)
    sets = {name: regions.places(name, today) or frozenset() for name in regions.stays}
    beside = _disputes(regions, called, today)
    for code, preferred in called.items():
        broader = _broader(code, sets, called)
        related = beside.get(code, {})
        yield Concept(
            named("region", code),
            schemes=(_SCHEME,),
            preferred=preferred,
            alternative=_alternatives(code, preferred, words.get(code, ())),
            notes=tuple(sorted(Label(note, "en") for note in (*_was(code, regions, today), *related.values()))),
            notations=(code,),
            broader=tuple(sorted(named("region", one) for one in broader)),
            related=tuple(sorted(named("region", one) for one in related)),
        )


def _called(regions: Regions, own: OwnRegions) -> dict[str, tuple[Label, ...]]:
    """Preferred labels by code of all that has one."""
    everywhere, groups = every_territory(), dict(tabled("region")) | dict(own.labels)
    found = {code: everywhere[code] for code in (*regions.countries, *regions.stays) if code in everywhere}
    for name in regions.stays:
        if not name.isdigit():
            found[name] = groups.get(name) or (Label(name, "en"),)
    return dict(sorted((found | dict(tabled("part"))).items()))


def _broader(code: str, sets: Mapping[str, frozenset[str]], called: Iterable[str]) -> set[str]:
    """What lies nearest above: the country of a part; of an area the smallest areas around it; of a country these and its groups.

    A group is no part of an area, even where all of its members are: its disputed ones may not be.
    """
    if code not in sets and "-" in code:
        return {code.split("-")[0]}
    members = sets.get(code, frozenset({code}))
    areas = {name for name in called if name.isdigit() and name != code and members < sets.get(name, frozenset())}
    if code in sets and not code.isdigit():
        return set()
    nearest = {name for name in areas if not any(sets[other] < sets[name] for other in areas)}
    groups = {name for name in called if code not in sets and not name.isdigit() and code in sets.get(name, ())}
    return nearest | groups


def _disputes(regions: Regions, called: Iterable[str], today: date) -> dict[str, dict[str, str]]:
    """For each region, those it is disputed with and the note that says so; both sides are named."""
    found: dict[str, dict[str, str]] = {}
    known = frozenset(called)
    for group in known & regions.stays.keys() - {WORLD}:
        for country in regions.disputed(group, today) & known:
            note = f"{country} is disputed in {group}: some count it in and some do not. A person decides."
            found.setdefault(group, {})[country] = found.setdefault(country, {})[group] = note
    return found


def _was(code: str, regions: Regions, today: date) -> Iterator[str]:
    """Who has left the group, or comes later."""
    for stay in regions.stays.get(code, ()):
        if not stay.disputed and not stay.on(today):
            ends = (f"from {stay.since}" if stay.since else "", f"until {stay.until}" if stay.until else "")
            yield f"{stay.country} was or will be in {code} {' '.join(filter(None, ends))}, not on {today}."


def _words(own: OwnRegions) -> dict[str, tuple[Label, ...]]:
    """What licences call a client's groups; nobody says in which language."""
    found: dict[str, tuple[Label, ...]] = {}
    for words, name in own.called:
        found[name] = (*found.get(name, ()), Label(words))
    return found


def _alternatives(code: str, preferred: Iterable[Label], own: Iterable[Label]) -> tuple[Label, ...]:
    taken = {(label.language, label.text.casefold()) for label in preferred}
    read = (Label(words, language) for language in LANGUAGES for words in words_for("region", code, language))
    return _without_doubles(one for one in (*own, *read) if (one.language, one.text.casefold()) not in taken)


def _without_doubles(labels: Iterable[Label]) -> tuple[Label, ...]:
    kept: dict[tuple[str, str], Label] = {}
    for label in sorted(labels):
        kept.setdefault((label.language, label.text.casefold()), label)
    return tuple(sorted(kept.values()))
