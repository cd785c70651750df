"""Small talk that bounds a grant together: every phrase of the table works, and what is no bound stays none."""

from collections.abc import Iterator
from datetime import date

import pytest

from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding import decide
from thesaury.rights.parsing import parse
from thesaury.rights.parsing.lexicon import table

USE = Use("website", ("DE",), date(2026, 6, 1))
GRANT = "Website, Germany, until 31 December 2030"
FOLLOWED = {"region": "France", "channel": "website"}


def permits(text: str) -> bool:
    return decide(parse(text), USE).verdict is Verdict.PERMIT


def phrases() -> Iterator[str]:
    """Every word that opens a phrase, and every one that ends it, with the first one of the other half."""
    for entry in table("bounds")["bound"]:
        opens, ends = entry.get("opens", [""]), entry["ends"]
        behind = FOLLOWED[entry["followed"][0]] if "followed" in entry else ""
        for opened, ended in {*((opens[0], end) for end in ends), *((one, ends[0]) for one in opens)}:
            yield f"{opened} {ended} {behind}".strip()


def test_the_grant_alone_is_one():
    assert permits(GRANT)


def test_no_phrase_of_the_table_is_read_past():
    assert [phrase for phrase in phrases() if permits(f"{GRANT}. {phrase}.")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Website in one country: Germany, until 31 December 2030",
        "Territory: Germany. Media: website. Period: until 31 December 2030.",
        "Photo by the photographer Jane Doe. Website, Germany, until 31 December 2030.",
        "The rights are granted by the licensor. Website, Germany, until 31 December 2030.",
        "Copyright remains with the photographer. Website, Germany, until 31 December 2030.",
        "Website, Germany, until 31 December 2030. No restrictions.",
        "Restrictions: no TV. Website, Germany, until 31 December 2030.",
        "Restrictions:\nno TV\nWebsite, Germany, until 31 December 2030",
        "Website, social media (not paid), Germany, until 31 December 2030",
        "**Website**, Germany, until 31 December 2030",
        "- Website\n- Germany\n- until 31 December 2030",
        "First publication: 1 March 2026. Website, Germany, 24 months from first publication.",
        "Website: yes\nTV: no\nGermany, until 31 December 2030",
        "All media but TV, Germany, until 31 December 2030",
        "Only: website, Germany, until 31 December 2030",
    ],
)
def test_what_is_no_bound_is_read(text: str):
    assert permits(text)


@pytest.mark.parametrize(
    "text",
    [
        "Website, TV, Germany, until 31 December 2030. Print only.",
        "[ ] Website, Germany, until 31 December 2030",
        "TV: yes\nWebsite:\nGermany, until 31 December 2030",
        "All media, Germany, until 31 December 2030. -Website",
        "All media, Germany, until 31 December 2030. ≠ website",
        "Website*, Germany, until 31 December 2030",
        "> Website, TV, Germany, until 31 December 2030\nTV is fine.",
        "Such as website, Germany, until 31 December 2030",
        "Agency: website, Germany, until 31 December 2030",
        "Website, Germany, until 31 December 2030, restricted",
        "Website, Germany, until 31 December 2030. Territory: one.",
        "Website, Germany, until 31 December 2030. Release: 1 May 2027.",
        "With prior approval: TV, website, Germany, until 31 December 2030",
        "All media but website, Germany, until 31 December 2030",
    ],
)
def test_marks_and_labels_that_bound_are_not_read_past(text: str):
    assert not permits(text)
