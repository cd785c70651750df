"""A small vocabulary in three languages, and briefs read with it."""

from datetime import date
from functools import cache

from thesaury.engines.langid import LangidDetector
from thesaury.model.brief import Brief, Said, Wanting
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.recommendation.briefing import Reader
from thesaury.vocabulary.thesaurus import Thesaurus

TABLE = """
kitchen        | kitchen | Küche | cuisine
bathroom       | bathroom | Badezimmer | salle de bains
shop           | shop | Laden | magasin
supermarket    | supermarket; supermarket shelf | Supermarkt | supermarché
children       | children; kid; child | Kinder; Kind | enfants; enfant
families       | family | Familien; Familie | familles; famille
parents        | parents | Eltern | parents
teachers       | teachers; teacher | Lehrkräfte; Lehrer; Lehrerin | enseignants; enseignant
classroom      | classroom | Klassenzimmer | salle de classe
school         | school | Schule | école
back-to-school | back to school; school start | Schulanfang; Schulstart | rentrée; rentrée scolaire
lunch-box      | lunch box | Brotdose | boîte à goûter
sweets         | sweets; candy | Süßigkeiten | bonbons
christmas      | Christmas | Weihnachten | Noël
plastic        | plastic | Kunststoff; Plastik | plastique
packaging      | packaging | Verpackung | emballage
refill < packaging | refill pouch; refill | Nachfüllbeutel | recharge
dog            | dog | Hund | chien
lumo           | Lumo | Lumo | Lumo
photo          | photograph; photo | Foto; Aufnahme | photographie; photo
france         | France | Frankreich | France
newsletter     | newsletter | Newsletter | lettre d'information
landscape      | landscape | Landschaft | paysage
lesson         | lesson | Unterricht | leçon
car            | car | Auto | voiture
breakfast      | breakfast | Frühstück | petit-déjeuner
autumn         | autumn | Herbst | automne
"""


@cache
def thesaurus() -> Thesaurus:
    """The vocabulary of the table."""
    concepts = []
    for line in TABLE.strip().splitlines():
        name, *labels = (cell.strip() for cell in line.split("|"))
        iri, _, broader = (part.strip() for part in name.partition("<"))
        told = [
            [Label(text.strip(), language) for text in cell.split(";")]
            for language, cell in zip(("en", "de", "fr"), labels, strict=True)
        ]
        first, more = tuple(sorted(one[0] for one in told)), tuple(sorted(x for one in told for x in one[1:]))
        concepts.append(Concept(f"urn:{iri}", (), first, more, broader=(f"urn:{broader}",) if broader else ()))
    return Thesaurus([Vocabulary("small", (), tuple(sorted(concepts, key=lambda one: one.iri)))])


@cache
def reader() -> Reader:
    """A reader by labels alone."""
    return Reader(thesaurus(), LangidDetector(), today=date(2026, 11, 29))


def read(text: str, title: str = "") -> Brief:
    """The brief of a text."""
    return reader().read(text, title)


def named(brief: Brief, *wanting: Wanting) -> set[str]:
    """The concepts wanted so, without the beginning of their IRIs."""
    return {one.concept.removeprefix("urn:") for one in brief.of(*wanting)}


def values(said: tuple[Said, ...]) -> set[str]:
    """The values alone."""
    return {one.value for one in said}


def codes(brief: Brief) -> set[str]:
    """The codes of the notes."""
    return {code for code, _ in brief.notes}
