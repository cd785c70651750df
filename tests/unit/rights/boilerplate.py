"""Sentences that say nothing about permission, restrictions that do, and both put together: what tests and benchmarks try."""

from collections.abc import Iterator
from datetime import date

from tests.unit.rights.mutations import ENDS
from tests.unit.rights.texts import parsed, permits
from thesaury.model.use import Use

SENTENCES = (
    "This Agreement is governed by the laws of Germany.",
    "The courts of Hamburg shall have exclusive jurisdiction.",
    "Neither party shall be liable for indirect or consequential damages.",
    "The Licensee shall pay a licence fee of EUR 2,400 plus VAT, payable within 30 days of receipt of the invoice.",
    "This agreement may only be amended in writing.",
    "The Photographer warrants that he is the sole author of the photographs.",
    "The parties shall keep the terms of this Agreement confidential.",
    "Let me know if you have any questions.",
    "Hope you are well.",
    "Es gilt deutsches Recht.",
    "Gerichtsstand ist München.",
    "Die Haftung für leichte Fahrlässigkeit ist ausgeschlossen.",
    "Das Honorar beträgt 1.800 EUR zzgl. 19 % MwSt. und ist innerhalb von 14 Tagen zahlbar.",
    "Mündliche Nebenabreden bestehen nicht.",
    "Vielen Dank für Ihre Nachricht.",
    "Le présent contrat est soumis au droit français.",
    "Les tribunaux de Lyon sont seuls compétents.",
    "Toute modification du présent contrat doit faire l'objet d'un avenant écrit.",
    "Merci pour votre message.",
    "Any use not expressly granted is reserved.",
)
RESTRICTIONS = (
    "only in France",
    "except in Germany",
    "subject to written approval",
    "provided that we agree",
    "save in Germany",
    "unless revoked",
    "not on the website",
    "until 31 December 2020",
    "for 30 days",
    "with our prior consent",
    "if the fee is paid",
    "not in Germany",
    "revocable at any time",
    "terminable on notice",
    "for employees only",
    "nur in Frankreich",
    "außer in Deutschland",
    "nicht in Deutschland",
    "bis 31.12.2020",
    "sofern bezahlt wird",
    "vorbehaltlich Freigabe",
    "nur mit Zustimmung",
    "sauf en Allemagne",
    "uniquement en France",
    "sous réserve d'accord préalable",
    "jusqu'au 31 décembre 2020",
    "pas sur le site internet",
    "à condition que nous soyons d'accord",
)
GRANT = "Website, worldwide, perpetual."
"""What is permitted by itself, with every one of the sentences, and with none of the restrictions."""


def website(text: str) -> bool:
    """Whether a text permits the use that the grant permits by itself."""
    return permits(parsed(text, {}), Use("website", ("DE",), date(2027, 1, 1)))


def clause_ends(text: str) -> list[int]:
    """Where another sentence may stand: behind each clause, or behind all of it."""
    return [found.end() for found in ENDS.finditer(text)] or [len(text)]


def with_sentence(text: str, place: int, sentence: str) -> str:
    """A sentence put behind one of the clauses, by its place counted round."""
    ends = clause_ends(text)
    at = ends[place % len(ends)]
    return f"{text[:at]} {sentence} {text[at:]}"


def spliced() -> Iterator[tuple[str, str]]:
    """Every restriction in every place of every sentence that stands beside a grant, with what was put where."""
    for sentence in SENTENCES:
        words = sentence.rstrip(".").split()
        for restriction in RESTRICTIONS:
            for at in range(1, len(words) + 1):
                told = f"{' '.join([*words[:at], restriction, *words[at:]])}."
                yield told, f"{GRANT} {told}"
