"""What the brand terms of every catalogue promise."""

from dataclasses import replace

from thesaury.model.brand_term import BrandStanding, BrandTerm
from thesaury.ports.catalogue import Catalogue

AT = "2026-12-01T03:04:05+00:00"
TODAY = "2026-12-01"
APPLE = BrandTerm("Apple", BrandStanding.PREFERRED, "en", "https://c.example/us", exact=True, by="ada", at=AT)
CHEAP = BrandTerm(
    "cheap", BrandStanding.FORBIDDEN, "en", "", "affordable", "Sounds poor.", "2026-12-03", "see guide", by="ada", at=AT
)


class BrandTermsSuite:
    def test_a_term_is_kept_as_it_is_until_it_is_dropped(self, catalogue: Catalogue):
        terms = catalogue.brand_terms
        assert (terms.all(), terms.in_force()) == ([], [])
        german = replace(APPLE, language="de")
        terms.change([CHEAP, APPLE, german], [], TODAY)
        assert terms.all() == [german, APPLE, CHEAP]
        changed = replace(APPLE, standing=BrandStanding.APPROVED, exact=False)
        terms.change([changed], [german.key, ("never", "there")], TODAY)
        assert terms.all() == [changed, CHEAP]

    def test_what_begins_later_is_in_force_once_its_day_has_come(self, catalogue: Catalogue):
        terms = catalogue.brand_terms
        terms.change([CHEAP, APPLE], [], TODAY)
        assert terms.in_force() == [APPLE]
        terms.enforce("2026-12-02")
        assert terms.in_force() == [APPLE]
        terms.enforce("2026-12-03")
        assert terms.in_force() == [APPLE, CHEAP]
        terms.change([replace(CHEAP, since="2027-01-01")], [], "2026-12-04")
        assert terms.in_force() == [APPLE]
