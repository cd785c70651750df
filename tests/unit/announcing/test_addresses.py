"""Where a webhook may be sent, and where not."""

import ipaddress

import pytest

from thesaury.engines.notifying.addresses import Place, place_of
from thesaury.model.errors import Usage
from thesaury.model.reach import allowed

NOWHERE = [
    "127.0.0.1",
    "127.9.9.9",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "100.100.100.200",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "240.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "::8.8.8.8",
    "64:ff9b::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::8.8.8.8",
    "2002:7f00:1::",
    "2002:808:808::",
    "2001:0:808:808::1",
]
PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]
NEVER = ["169.254.169.254", "fe80::1", "168.63.129.16", "fd00:ec2::254", "0.0.0.0", "::ffff:169.254.169.254", "ff02::1"]


@pytest.mark.parametrize("text", NOWHERE)
def test_what_is_not_public_is_not_reached(text: str):
    assert not allowed(ipaddress.ip_address(text), False)


@pytest.mark.parametrize("text", PUBLIC)
def test_what_is_public_is_reached(text: str):
    assert allowed(ipaddress.ip_address(text), False)


@pytest.mark.parametrize(
    "text", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "::1", "fd12::1", "8.8.8.8", "::ffff:10.0.0.1"]
)
def test_an_allowed_host_may_lie_on_the_own_network(text: str):
    assert allowed(ipaddress.ip_address(text), True)


@pytest.mark.parametrize("text", NEVER)
def test_credentials_of_the_machine_are_never_reached(text: str):
    assert not allowed(ipaddress.ip_address(text), True)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://cms.example/hooks?a=b", Place(True, "cms.example", 443, "/hooks?a=b", False)),
        ("https://CMS.Example.:8443", Place(True, "cms.example", 8443, "/", False)),
        ("https://bücher.example/", Place(True, "xn--bcher-kva.example", 443, "/", False)),
        ("http://inside.example/x", Place(False, "inside.example", 80, "/x", True)),
        ("http://10.0.0.7:9000/x", Place(False, "10.0.0.7", 9000, "/x", True)),
        ("https://[::1]:9/x", Place(True, "::1", 9, "/x", True)),
    ],
)
def test_an_address_is_read_whole(address: str, place: Place):
    assert place_of(address, ["Inside.example", "10.0.0.7:9000", "[::1]:9"]) == place


@pytest.mark.parametrize(
    "address",
    [
        "",
        "cms.example",
        "//cms.example/x",
        "ftp://cms.example/",
        "file:///etc/passwd",
        "http://cms.example/",
        "http://10.0.0.7/x",
        "http://10.0.0.7:9001/x",
        "https://",
        "https://user:pw@cms.example/",
        "https://user@cms.example/",
        "https://cms.example/#part",
        "https://cms.example/a b",
        "https://cms.example/\n",
        "https://cms.example/\x00",
        "https://cms.example:99999/",
        "https://[::1",
        "https://cms.example/" + "x" * 2_000,
        "https://" + "x" * 70 + "ü.example/",
        "https://\u202ecms.example/",
        "https://a..b/",
        "https://.cms.example/",
        "https://" + "x" * 64 + ".example/",
    ],
)
def test_what_is_no_address_of_a_webhook_is_refused_with_a_sentence(address: str):
    with pytest.raises(Usage, match=r"This cannot be the address of a webhook: .+\."):
        place_of(address, ["10.0.0.7:9000"])
