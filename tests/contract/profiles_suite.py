"""What the profiles of every catalogue promise."""

from dataclasses import replace

import pytest

from thesaury.model.errors import Usage
from thesaury.model.profile import Profile, SchemeRule, Unknowns
from thesaury.ports.catalogue import Catalogue

SHOP = Profile(
    "shop Ü",
    (("market", ("DE", "AT")), ("type", ("packshot",))),
    (SchemeRule("https://v.example/colours", 1, 3), SchemeRule("https://v.example/things")),
    True,
    ("de", "en"),
    Unknowns.REFUSED,
)
PLAIN = Profile("plain")


class ProfilesSuite:
    def test_profiles_are_read_again_by_name(self, catalogue: Catalogue):
        profiles = catalogue.profiles
        assert profiles.all() == []
        for profile in (SHOP, PLAIN):
            profiles.put(profile)
        assert profiles.all() == [PLAIN, SHOP]
        assert (profiles.get("shop Ü"), profiles.get("shop")) == (SHOP, None)
        changed = replace(SHOP, closed=False, schemes=())
        profiles.put(changed)
        assert profiles.all() == [PLAIN, changed]

    def test_a_dropped_profile_is_gone_and_another_is_said_to_be_missing(self, catalogue: Catalogue):
        catalogue.profiles.put(PLAIN)
        catalogue.profiles.drop("plain")
        assert catalogue.profiles.all() == []
        with pytest.raises(Usage, match="profile"):
            catalogue.profiles.drop("plain")

    def test_a_profile_takes_the_place_of_the_one_that_was_read_alone(self, catalogue: Catalogue):
        profiles, renewed = catalogue.profiles, replace(PLAIN, closed=True)
        assert not profiles.exchange("plain", PLAIN, renewed)
        assert profiles.exchange("plain", None, PLAIN)
        assert not profiles.exchange("plain", None, renewed)
        assert not profiles.exchange("plain", renewed, None)
        assert profiles.exchange("plain", PLAIN, renewed)
        assert profiles.all() == [renewed]
        assert profiles.exchange("plain", renewed, None)
        assert profiles.all() == []
