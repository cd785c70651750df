"""What every store of service keys promises."""

import pytest

from tests.contract.catalogue_values import AT
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import Catalogue

LATER = "2026-01-03T03:04:05+00:00"


class ServiceKeysSuite:
    def test_a_key_is_found_by_its_digest_until_it_is_made_anew_or_dropped(self, catalogue: Catalogue):
        keys = catalogue.service_keys
        assert keys.all() == []
        keys.put("openrefine", "d1", AT)
        keys.put("ana", "d2", LATER)
        assert keys.all() == [("ana", LATER), ("openrefine", AT)]
        assert [keys.by_digest(digest) for digest in ("d1", "d2", "")] == ["openrefine", "ana", ""]
        keys.put("openrefine", "d3", LATER)
        assert [keys.by_digest(digest) for digest in ("d1", "d3")] == ["", "openrefine"]
        keys.drop("openrefine")
        assert keys.by_digest("d3") == ""
        with pytest.raises(Usage, match="openrefine"):
            keys.drop("openrefine")

    def test_a_key_opens_no_calendar_and_a_calendar_no_service(self, catalogue: Catalogue):
        catalogue.service_keys.put("a", "d1", AT)
        catalogue.calendar_feeds.put("b", "d2", AT)
        assert catalogue.calendar_feeds.by_digest("d1") == ""
        assert catalogue.service_keys.by_digest("d2") == ""
