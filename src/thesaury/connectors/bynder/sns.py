"""The envelope of Amazon SNS in which Bynder's events come: what was signed, by whose certificate, and where that may lie."""

import base64
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from thesaury.model.errors import BadInput, Refused

AMAZON = re.compile(r"https://sns\.[a-z]{2}(?:-[a-z]+)+-[0-9]\.amazonaws\.com(?:\.cn)?/[^\s\\@]*", re.ASCII)
"""The only addresses a certificate or a confirmation may come from."""
# On the same hosts anybody with an account can have his own words given back, a certificate among them; only this file is Amazon's.
_CERTIFICATE = re.compile(r"[^?#]*/SimpleNotificationService-\w+\.pem", re.ASCII)

CONFIRMATION, NOTIFICATION, GOODBYE = "SubscriptionConfirmation", "Notification", "UnsubscribeConfirmation"
_SIGNED = {
    NOTIFICATION: ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    CONFIRMATION: ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
    GOODBYE: ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}
Envelope = Mapping[str, str]
Fetch = Callable[[str], bytes]


def checked(envelope: Envelope, trusted: re.Pattern[str], fetch: Fetch) -> None:
    """Raises Refused unless the envelope was signed with a certificate from a trusted address; nothing else is ever fetched."""
    if envelope.get("Type") not in _SIGNED:
        raise BadInput(f"An envelope of the kind {envelope.get('Type', '(none)')!r} cannot be understood.")
    address = trusted_address(envelope, "SigningCertURL", trusted)
    if not _CERTIFICATE.fullmatch(address):
        raise Refused("The event names a certificate that is none of Amazon SNS. It was not followed.")
    try:
        signature = base64.b64decode(envelope.get("Signature", ""), validate=True)
    except ValueError as error:
        raise Refused("The signature of the event is no base64. It does not come from Amazon SNS.") from error
    _verified(fetch(address), signature, signed_text(envelope), envelope.get("SignatureVersion", ""))


def trusted_address(envelope: Envelope, name: str, trusted: re.Pattern[str]) -> str:
    """An address of the envelope. Raises Refused when it is not where such addresses have to be."""
    address = envelope.get(name, "")
    if not trusted.fullmatch(address):
        raise Refused(f"The event names an address that is none of Amazon SNS ({name}). It was not followed.")
    return address


def signed_text(envelope: Envelope) -> bytes:
    """What the signature is of: the members there are, each on a line after its name, in the order of their names."""
    names = [name for name in _SIGNED[envelope["Type"]] if name in envelope]
    return "".join(f"{name}\n{envelope[name]}\n" for name in names).encode("utf-8", "surrogatepass")


def _verified(pem: bytes, signature: bytes, signed: bytes, version: str) -> None:
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    algorithms: dict[str, hashes.HashAlgorithm] = {"1": hashes.SHA1(), "2": hashes.SHA256()}
    if version not in algorithms:
        raise Refused(f"The event has a signature of version {version or '(none)'}; known are 1 and 2.")
    try:
        certificate = x509.load_pem_x509_certificate(pem)
        key = certificate.public_key()
    except ValueError as error:
        raise Refused("The certificate of the event cannot be read.") from error
    now = datetime.now(UTC)
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise Refused("The certificate of the event is not valid now.")
    if not isinstance(key, RSAPublicKey):
        raise Refused("The certificate of the event has no RSA key, as those of Amazon SNS have.")
    try:
        key.verify(signature, signed, PKCS1v15(), algorithms[version])
    except InvalidSignature as error:
        raise Refused(
            "The signature of the event does not hold. It was changed or does not come from Amazon SNS."
        ) from error
