"""The demo brand as somebody who means harm, or only writes long words and another script, would have filled it in."""

from dataclasses import replace
from itertools import count

from tests.journeys.portal.furnishing import Said
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.asset import Licence, Record, Text
from thesaury.model.concept import Concept, Label
from thesaury.pipeline import keep_vocabulary
from thesaury.ports.source import Page

COMPOUND = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsverpackung"
SCRIPT = "<script>window.ran = 1</script>"
IMAGE = '"><img src=x onerror="window.ran = 1">'
ARABIC = "تغليف مستدام للمنتجات"
HEBREW = "אריזה בת קיימא"
EMOJI = "🌱📦👩🏽‍🌾 refill 🇩🇪"
LONG = "A title that does not come to its end " * 8
CONTROL = "bell\x07 null-like\x01 line\u2028break \u202eback"
WORDS = (
    (COMPOUND, "de"),
    (ARABIC, "ar"),
    (SCRIPT, "en"),
    (HEBREW, "he"),
    (IMAGE, ""),
    (EMOJI, "en"),
    (LONG[:300], "en"),
    (CONTROL, ""),
    ("'); window.ran = 1; ('", ""),
)
HOSTILE = Said(
    person=f"{HEBREW} {IMAGE}"[:80],
    campaign=f"{COMPOUND}{SCRIPT}",
    search=f"{ARABIC} {SCRIPT}"[:80],
    sentence=f"{COMPOUND} {SCRIPT} {IMAGE} {ARABIC}",
    label=f"{COMPOUND}{IMAGE}",
)


def spoil(workspace: EmbeddedWorkspace) -> None:
    """Put hostile words into every record of `studio` and into the labels of every third concept."""
    number = count()
    known = workspace.catalogue.records.records("studio", "", 500)
    spoilt = tuple(_record(record, next(number)) for _, record in known)
    workspace.catalogue.records.store_page("studio", Page(spoilt, "", True))
    for version in workspace.catalogue.vocabularies.current():
        vocabulary = workspace.catalogue.vocabularies.get(version.name)
        concepts = tuple(_concept(one, n) if n % 3 == 0 else one for n, one in enumerate(vocabulary.concepts))
        keep_vocabulary(workspace, replace(vocabulary, concepts=concepts), f"{SCRIPT}.ttl")


def _word(number: int) -> tuple[str, str]:
    return WORDS[number % len(WORDS)]


def _record(record: Record, number: int) -> Record:
    word, language = _word(number)
    kept = tuple(text for text in record.texts if text.field != "title")
    licence = Licence(f"{COMPOUND} {IMAGE}. Website until 31 December 2027. {SCRIPT} {HEBREW}", (("owner", SCRIPT),))
    return replace(
        record,
        etag=f"{record.etag}-spoilt",
        texts=(Text("title", word, language), Text("headline", _word(number + 1)[0], _word(number + 1)[1]), *kept),
        tags=(*record.tags, word, SCRIPT, COMPOUND),
        properties=(*(p for p in record.properties if p[0] != "campaign"), ("campaign", (_word(number + 2)[0],))),
        licences=(licence,),
    )


def _concept(concept: Concept, number: int) -> Concept:
    word = _word(number // 3)[0]
    said = word if word != CONTROL else EMOJI
    preferred = tuple(sorted(Label(f"{said} {number}", label.language) for label in concept.preferred))
    return replace(concept, preferred=preferred, definitions=(Label(f"{SCRIPT}{IMAGE}{COMPOUND}", "en"),))
