"""What the secrets of every catalogue promise."""

from thesaury.ports.catalogue import Catalogue

CANARY = "canary-Zaunkönig-\ud800-🎒"


class SecretsSuite:
    def test_a_secret_is_read_again_and_one_that_is_not_there_is_empty(self, catalogue: Catalogue):
        secrets = catalogue.secrets
        assert (secrets.get("dam", "token"), secrets.names("dam")) == ("", ())
        secrets.put("dam", {"token": CANARY, "id": "x" * 10_000})
        secrets.put("shop", {"token": "other"})
        assert (secrets.get("dam", "token"), secrets.get("shop", "token")) == (CANARY, "other")
        assert secrets.get("dam", "id") == "x" * 10_000
        assert secrets.names("dam") == ("id", "token")

    def test_putting_replaces_and_an_empty_value_removes(self, catalogue: Catalogue):
        secrets = catalogue.secrets
        secrets.put("dam", {"a": "1", "b": "2", "c": "3"})
        secrets.put("dam", {"a": "new", "b": "", "unheard of": ""})
        secrets.put("dam", {})
        assert [secrets.get("dam", name) for name in "abc"] == ["new", "", "3"]
        assert secrets.names("dam") == ("a", "c")

    def test_of_two_who_put_a_first_secret_both_have_the_one_that_was_first(self, catalogue: Catalogue):
        secrets = catalogue.secrets
        assert [secrets.put_first("dam", "key", value) for value in ("one", "two")] == ["one", "one"]
        assert secrets.get("dam", "key") == "one"

    def test_nothing_shows_a_secret(self, catalogue: Catalogue):
        catalogue.secrets.put("dam", {"token": CANARY})
        for shown in (catalogue, catalogue.secrets):
            assert "Zaunk" not in f"{shown!r} {shown}"
