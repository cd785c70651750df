"""Addresses that foreign systems say, before a link leads there."""

import pytest

from thesaury.connectors.texts import web_address


@pytest.mark.parametrize(
    ("said", "base", "address"),
    [
        ("https://cms.example/a", "", "https://cms.example/a"),
        ("HTTP://cms.example/a", "", "HTTP://cms.example/a"),
        ("//images.example/a.jpg", "", "https://images.example/a.jpg"),
        ("/uploads/a.jpg", "https://cms.example/", "https://cms.example/uploads/a.jpg"),
        (" /uploads/a.jpg", "https://cms.example", "https://cms.example/uploads/a.jpg"),
        ("/uploads/a.jpg", "", ""),
        ("javascript:alert(1)", "https://cms.example", ""),
        ("data:text/html,x", "", ""),
        ("", "https://cms.example", ""),
    ],
)
def test_only_addresses_of_the_web_are_led_to(said: str, base: str, address: str):
    assert web_address(said, base) == address
