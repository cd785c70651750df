"""Reasons that were kept in one language are told in another, word for word where they name what the client wrote."""

import pytest

from thesaury.onboarding.fields import FieldRole
from thesaury.onboarding.reasons import LANGUAGES, Reason, Share, Spoken, sentence, wordings
from thesaury.onboarding.retelling import retold

REASONS = (
    Reason("named", ("Produit",)),
    Reason("days", (Share(1.0),)),
    Reason("seldom", (Share(0.14),)),
    Reason("several", ("|",)),
    Reason("written", (Spoken("fr"),)),
    Reason("taken", ("Titel", FieldRole.SEASON)),
    Reason("own_name", ("Ligne", FieldRole.PRODUCT)),
    Reason("own_capital", (Share(0.97),)),
    Reason("own_near", ("N° 7. Eau",)),
    Reason("nothing_near", ("N° 7. Eau",)),
    Reason("nothing_code"),
    Reason("twin", ("Mots", "Mots (6)")),
    Reason("twin_later", ("Mots", "6")),
)


@pytest.mark.parametrize("reasons", [(one,) for one in REASONS] + [REASONS[-12:]], ids=lambda reasons: reasons[0].code)
def test_a_reason_says_the_same_in_every_language(reasons: tuple[Reason, ...]):
    told = {language: " ".join(sentence(one, language) for one in reasons) for language in LANGUAGES}
    assert {language: retold(told["en"], language) for language in LANGUAGES} == told
    assert {language: retold(told["de"], language) for language in LANGUAGES} == told


def test_every_reason_for_a_mapping_is_told():
    for code, said in wordings("matches", "en").items():
        told = said.format("lin lavé", "washed linen")
        assert retold(told, "de") == wordings("matches", "de")[code].format("lin lavé", "washed linen")


def test_what_is_no_reason_of_ours_stays():
    assert retold("Somebody said so. Both are called “lin”.", "de") == "Somebody said so. Both are called “lin”."
    assert retold("Both are called “lin”.", "fr") == "Both are called “lin”."
    assert retold("", "de") == ""
