"""The projects a new server has: the demo brand's vocabulary or a file, a small one in more languages, and a hidden one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from thesaury.sandbox.poolparty.exchange import Format, format_of_file, parsed
from thesaury.sandbox.poolparty.model import read_model
from thesaury.sandbox.poolparty.names import ALT, CONCEPT, PREF, RELATED, TOP_OF, TYPE
from thesaury.sandbox.poolparty.project import Card, Project
from thesaury.sandbox.poolparty.search_calls import Space
from thesaury.sandbox.poolparty.thesaurus import LISTS, text_term
from thesaury.sandbox.poolparty.thesaurus_calls import LIST_QUERY

DEMO = Card(
    uuid="1E14D5A2-0F3B-4C61-9A57-2B8E6D90F431",
    supplement="fennmoor",
    title="Fennmoor marketing vocabulary",
    description="How the brand team speaks of pictures. House word: murvelith.",
    uri="https://vocabulary.fennmoor.example",
    default_language="en",
    languages=("en", "de", "fr"),
    groups=("Fennmoor",),
    concept_prefix="https://vocabulary.fennmoor.example/concept/",
    canary="murvelith",
    subject="marketing",
)
PIGMENTARY = Card(
    uuid="5C0B7E19-6D24-4A8F-8E33-91F7A4D2C608",
    supplement="colours",
    title="Pigmentary colours",
    description="Paints and shades. House word: tandoquill.",
    uri="https://words.pigmentary.example/colours",
    default_language="en",
    languages=("en", "de", "fr", "sl", "it", "es", "pt", "nl", "sv", "pl", "cs", "fi"),
    groups=("Pigmentary",),
    concept_prefix="https://words.pigmentary.example/colours/",
    canary="tandoquill",
    id_generation="manual",
)
HIDDEN = Card(
    uuid="9F61C3D8-2E57-4B0A-B1C4-7D3E5A90162B",
    supplement="vaultwood",
    title="Ostrumbane merger words",
    description="Sealed.",
    uri="https://sealed.vaultwood.example/words",
    default_language="en",
    languages=("en",),
    groups=("Sealed",),
    concept_prefix="https://sealed.vaultwood.example/words/",
    canary="ostrumbane",
)
SPACES = (
    Space("fennmoor-space", "Fennmoor pictures", DEMO.uuid),
    Space("colours-space", "Pigmentary pages", PIGMENTARY.uuid, private=True),
)
SHADES = 200
_HUB = (
    *(
        ("en", "shade card"),
        ("de", "Farbtonkarte"),
        ("fr", "nuancier"),
        ("sl", "barvna karta"),
        ("it", "cartella colori"),
    ),
    *(("es", "carta de colores"), ("pt", "catálogo de cores"), ("nl", "kleurenkaart"), ("sv", "färgkarta")),
    *(("pl", "wzornik kolorów"), ("cs", "vzorník barev"), ("fi", "värikartta")),
)


def first_projects(vocabulary: Path | None, now: datetime) -> list[Project]:
    """The three projects, the visible ones with a fresh extraction model."""
    demo = _demo(vocabulary, now)
    colours = _project(PIGMENTARY, _triples("pigmentary.ttl"), now)
    _add_shades(colours)
    for project in (demo, colours):
        project.model, project.built = read_model(project.thesaurus, now, project.revision), now
    return [demo, colours, _project(HIDDEN, _triples("vaultwood.ttl"), now)]


def _demo(vocabulary: Path | None, now: datetime) -> Project:
    if vocabulary is None:
        content = (files("thesaury.sandbox.brand") / "vocabulary.ttl").read_bytes()
        project = _project(DEMO, parsed(content, _turtle()), now)
    else:
        triples = parsed(vocabulary.read_bytes(), format_of_file(vocabulary.name) or _turtle())
        project = _project(_card_for(vocabulary, triples), triples, now)
    query = f"SELECT DISTINCT ?concept WHERE {{ ?concept <{TOP_OF}> ?scheme }}"
    project.thesaurus.add(LISTS, f"{project.card.uri}/list/top", LIST_QUERY, text_term(query))
    return project


def _card_for(vocabulary: Path, triples: list[Any]) -> Card:
    concepts = [t.subject.value for t in triples if t.predicate.value == TYPE and t.object.value == CONCEPT]
    shared = _shared_start(min(concepts, default=""), max(concepts, default=""))
    base = shared[: max(shared.rfind("/"), shared.rfind("#")) + 1]
    counts = Counter(t.object.language for t in triples if t.predicate.value == PREF and t.object.language)
    languages = tuple(language for language, _ in counts.most_common()) or ("en",)
    default = "en" if "en" in languages else languages[0]
    return replace(
        DEMO,
        supplement=vocabulary.stem,
        title=f"Vocabulary {vocabulary.stem}",
        uri=base.rstrip("/#"),
        languages=languages,
        default_language=default,
        concept_prefix=base,
    )


def _shared_start(first: str, last: str) -> str:
    length = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:length]


def _project(card: Card, triples: list[Any], now: datetime) -> Project:
    project = Project(card, now)
    project.thesaurus.load(triples)
    return project


def _triples(name: str) -> list[Any]:
    return parsed((files("thesaury.sandbox.poolparty.data") / name).read_bytes(), _turtle())


def _turtle() -> Format:
    return Format("TURTLE", "text/turtle", False)


def _add_shades(project: Project) -> None:
    base, thesaurus = project.card.concept_prefix, project.thesaurus
    hub = base + "shade-card"
    thesaurus.add("concepts", hub, TYPE, CONCEPT)
    thesaurus.relate(hub, TOP_OF, base + "shades")
    for language, label in _HUB:
        thesaurus.add("concepts", hub, PREF, text_term(label, language))
        thesaurus.add("concepts", hub, ALT, text_term(f"{label} {SHADES}", language))
    for number, labels in enumerate(_shades(), 1):
        shade = f"{base}shade-{number:03d}"
        thesaurus.add("concepts", shade, TYPE, CONCEPT)
        thesaurus.relate(shade, TOP_OF, base + "shades")
        thesaurus.relate(shade, RELATED, hub)
        for language, label in labels:
            thesaurus.add("concepts", shade, PREF, text_term(label, language))


def _shades() -> Iterator[list[tuple[str, str]]]:
    words = (("en", "shade"), ("de", "Farbton"), ("fr", "teinte"), ("sl", "odtenek"))
    for number in range(1, SHADES + 1):
        yield [(language, f"{word} {number}") for language, word in words]
