"""What the accept rules of every catalogue promise."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT
from thesaury.model.acceptance import AcceptRule
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import Catalogue

FULL = AcceptRule("https://v.example/ü", 0.95, 1 / 3, 214, 0.4, "learned/3", AT, "ana", "198 of 200 were right.")
EMPTY = AcceptRule("", 0.8, None, 0, 0.0, "labels/1", AT, "ben", "Nobody decided yet.")


class AcceptRulesSuite:
    def test_rules_are_read_again_by_scheme(self, catalogue: Catalogue):
        assert catalogue.accept_rules.all() == []
        for rule in (FULL, EMPTY):
            catalogue.accept_rules.put(rule)
        assert catalogue.accept_rules.all() == [EMPTY, FULL]

    def test_a_scheme_has_one_rule(self, catalogue: Catalogue):
        catalogue.accept_rules.put(FULL)
        renewed = replace(FULL, precision=0.9, threshold=None, pairs=3, annotator="learned/4", reason="Too few.")
        catalogue.accept_rules.put(renewed)
        assert catalogue.accept_rules.all() == [renewed]

    def test_a_dropped_rule_is_gone_and_another_is_said_to_be_missing(self, catalogue: Catalogue):
        for rule in (FULL, EMPTY):
            catalogue.accept_rules.put(rule)
        catalogue.accept_rules.drop("")
        assert catalogue.accept_rules.all() == [FULL]
        with pytest.raises(Usage, match="accept rule"):
            catalogue.accept_rules.drop("")
