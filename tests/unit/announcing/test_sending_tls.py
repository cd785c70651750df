"""Over TLS the certificate has to be one of the name, though the connection goes to an address that was looked at."""

import datetime
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.fakes.hook_receiver import Receiver, receiving
from thesaury.engines.notifying import posting_to
from thesaury.engines.notifying.standard_webhook import StandardWebhooks
from thesaury.model.webhook import Delivery, Endpoint, EventKind

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE = Delivery("msg_1", "e", EventKind.TEST, "{}", "")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of cms.example, signed by itself, with its key."""
    key, today = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "cms.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("cms.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    private = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    path = tmp_path_factory.mktemp("tls") / "cms.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def receiver(certificate: Path) -> Iterator[Receiver]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with receiving(tls=context) as made:
        yield made


def sent(receiver: Receiver, host: str) -> tuple[int, str]:
    sender = StandardWebhooks(["cms.example", "shop.example"], lambda name, port: ["127.0.0.1"], seconds=5)
    told = sender.send(Endpoint("e", f"https://{host}:{receiver.server_port}/"), MESSAGE, [SECRET])
    return told.status, told.message


def test_a_certificate_that_nobody_vouches_for_is_refused(receiver: Receiver):
    status, message = sent(receiver, "cms.example")
    assert (status, receiver.got) == (0, [])
    assert message.startswith("Its certificate is not one for cms.example that can be trusted (self-signed")


def test_a_certificate_has_to_be_of_the_name_that_was_asked_for(
    receiver: Receiver, certificate: Path, monkeypatch: pytest.MonkeyPatch
):
    trusting = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(posting_to, "_trusted", lambda: trusting)
    assert sent(receiver, "cms.example") == (204, "")
    assert receiver.got[0].headers["host"] == f"cms.example:{receiver.server_port}"
    status, message = sent(receiver, "shop.example")
    assert (status, len(receiver.got)) == (0, 1)
    assert "shop.example" in message
