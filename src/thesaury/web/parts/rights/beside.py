"""What is known beside a licence text, as the fields of its intake hold it."""

from collections.abc import Mapping
from datetime import date

from thesaury.pipeline.rights.intake import Beside

LOCALES = ("", "en-GB", "en-US", "de-DE", "fr-FR")
"""By which the days of a text may be read; the first: 03/04/2027 stays open."""


def beside_of(fields: Mapping[str, str]) -> Beside:
    """What was typed beside the text; a day that is none is left out."""
    locale = fields.get("locale", "")
    licensor, contract = fields.get("licensor", "").strip(), fields.get("contract", "").strip()
    alone = fields.get("standing", "alone") == "alone"
    return Beside(locale if locale in LOCALES else "", _day(fields.get("dated", "")), licensor, contract, alone)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
