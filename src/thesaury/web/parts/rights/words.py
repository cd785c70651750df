"""The names of the rights tables in words: channels, regions, purposes, parties, limits, duties, axes and reasons."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache

from babel.dates import format_date

from thesaury.model.licensing import ANY, WORLD, Limit
from thesaury.model.remembering import remembered
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.labels import LANGUAGES, labels_of, tabled, territories
from thesaury.rights.vocabulary.regions import Regions
from thesaury.web.texts import named, number, phrase, speaking

_DAYS = {"en": "d MMMM y", "de": "d. MMMM y"}
"""How a day is written: its number first, as it is in licences."""
_TWO_PLACES = frozenset({"georgia"})
"""Names of a country that are those of a part of another one too: a person has to give the code."""
_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
_WORLDWIDE = frozenset({"worldwide", "world", "weltweit", "monde entier"})


def channel(name: str) -> str:
    """`social_paid` is Social media, paid."""
    return phrase("rights.any.channel") if name == ANY else _labelled("channel", name)


def purpose(name: str) -> str:
    """`commercial_promotion` is Commercial promotion; any: the ordinary purposes."""
    return phrase("rights.any.purpose") if name == ANY else _labelled("purpose", name)


def party(name: str) -> str:
    """`agencies_on_behalf` is Agencies working for the licensee."""
    return phrase("rights.any.party") if name == ANY else named("rights.party", name)


def region(code: str) -> str:
    """`DE` is Germany (DE); groups, and parts of countries, keep their own name."""
    if code in (WORLD, ANY):
        return phrase("rights.world")
    name = _labelled("region", code) if labels_of("region", code, ("en",)) else code
    return name if name == code else phrase("rights.region.named", name=name, code=code)


def region_code(written: str, regions: Regions) -> str:
    """The code of a region as a person typed it, a code or a name in English, German or French; empty where nobody knows it
    or it may be two places."""
    code = regions.canonical(written)
    if regions.known(code):
        return code
    wanted = written.strip().casefold()
    if wanted in _WORLDWIDE:
        return WORLD
    named = [code for code in _places().get(wanted, ()) if regions.known(code)]
    return named[0] if len(named) == 1 and wanted not in _TWO_PLACES else ""


@cache
def _places() -> Mapping[str, frozenset[str]]:
    """The codes of countries, areas and parts of countries by their names in small letters, in all languages of the tables."""
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, name in territories(language).items():
            found.setdefault(name.casefold(), set()).add(code)
    for code, labels in tabled("part").items():
        for label in labels:
            found.setdefault(label.text.casefold(), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


def regions_offered(known: Regions) -> tuple[tuple[str, str], ...]:
    """The codes of the world, groups and countries with their names, groups first: what a person may pick from."""
    return _offered(known, speaking.get())


@remembered(16)
def _offered(known: Regions, language: str) -> tuple[tuple[str, str], ...]:
    """In this language, which is the one that is spoken: names are kept for each apart."""
    groups = sorted(name for name in known.stays if not name.isdigit())
    countries = sorted(known.countries, key=region)
    return ((WORLD, phrase("rights.world")), *((name, name) for name in groups), *((c, region(c)) for c in countries))


def axis(name: str) -> str:
    """The name of an axis."""
    return named("rights.axis", name)


def reason(name: str) -> str:
    """Why a passage needs a person, as a sentence."""
    return named("rights.reason", name)


def limit(kind: str) -> str:
    """The name of a kind of limit."""
    return named("rights.limit", kind)


def limit_sentence(one: Limit) -> str:
    """ "At most 5,000 copies, for Brochure"; a cap whose number is not known says so."""
    most = phrase("rights.most.unknown") if one.max is None else number(one.max)
    told = phrase("rights.most", number=most, kind=within(limit(one.kind)))
    return (
        phrase("rights.most.channels", told=told, channels=listed(map(channel, one.channels))) if one.channels else told
    )


def in_words(sentence: str) -> str:
    """A sentence of the engine with the names of the tables in words: social_paid becomes Social media, paid. It is English, and so are
    the names in it, whatever language the page is in."""
    spoken = speaking.set("en")
    try:
        return _NAME.sub(lambda found: _called(found[0]), sentence)
    finally:
        speaking.reset(spoken)


def within(name: str) -> str:
    """A name as it stands within a sentence: English writes it small there, German does not."""
    return name.lower() if speaking.get() == "en" else name


def _called(name: str) -> str:
    tables = shipped()
    if tables.channels.known(name):
        return channel(name)
    if name in tables.purposes:
        return purpose(name)
    return party(name) if name in tables.parties.leaves else limit(name) if name in tables.limits else name


def listed(names: Iterable[str]) -> str:
    """Names in a line."""
    return ", ".join(names)


def day(moment: date | None) -> str:
    """A day as people read it in the language spoken, a moment with its hour and offset."""
    if moment is None:
        return ""
    language = speaking.get()
    written = format_date(moment, _DAYS.get(language, "long"), locale=language)
    return f"{written}, {moment:%H:%M %z}".rstrip() if isinstance(moment, datetime) else written


def moment(written: str) -> str:
    """A moment in ISO 8601 as people read it; what is none stays as it is."""
    try:
        return day(datetime.fromisoformat(written)).replace(" +0000", " UTC")
    except ValueError:
        return written


def _labelled(kind: str, name: str) -> str:
    """The label of the tables in the language spoken, else in English, else the name itself made readable."""
    language = speaking.get()
    own = {label.language: label.text for label in labels_of(kind, name, (language, "en"))}
    return own.get(language) or own.get("en") or named(f"rights.{kind}", name)
