"""Messages in the envelope of Amazon SNS, signed with a test certificate that the sandbox serves."""

import base64
import json
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from thesaury.sandbox.bynder import ids

_NOTIFICATION = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
_CONFIRMATION = ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
CONFIRMATION, NOTIFICATION = "SubscriptionConfirmation", "Notification"


def topic(portal: str) -> str:
    """The name of a portal's topic."""
    return f"arn:aws:sns:eu-central-1:000000000000:{portal}-webhooks"


def confirmation(portal: str, base: str, token: str, moment: datetime, version: str) -> dict[str, Any]:
    """The first message of a subscription: who wants the others fetches its SubscribeURL."""
    arn = topic(portal)
    return signed(
        {
            "Type": CONFIRMATION,
            "MessageId": secrets.token_hex(16),
            "Token": token,
            "TopicArn": arn,
            "Message": f"You have chosen to subscribe to the topic {arn}.\nVisit the SubscribeURL to confirm.",
            "SubscribeURL": f"{base}/sns/?Action=ConfirmSubscription&TopicArn={arn}&Token={token}",
            "Timestamp": _stamp(moment),
        },
        base,
        version,
    )


def notification(
    portal: str, base: str, event: str, content: dict[str, Any], moment: datetime, version: str
) -> dict[str, Any]:
    """An event: its name is the subject, its content JSON text."""
    message = {
        "Type": NOTIFICATION,
        "MessageId": ids.five(ids.grouped(secrets.token_hex(16))),
        "TopicArn": topic(portal),
        "Subject": event,
        "Message": json.dumps(content),
        "Timestamp": _stamp(moment),
        "UnsubscribeURL": f"{base}/sns/?Action=Unsubscribe&SubscriptionArn={topic(portal)}:1",
    }
    return signed(message, base, version)


def signed(message: dict[str, Any], base: str, version: str) -> dict[str, Any]:
    """The message with its signature: version 1 signs a SHA-1 digest of the canonical text, version 2 a SHA-256 one."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    digest = hashes.SHA1() if version == "1" else hashes.SHA256()
    signature = _identity()[0].sign(canonical(message), padding.PKCS1v15(), digest)
    return {
        **message,
        "SignatureVersion": version,
        "Signature": base64.b64encode(signature).decode(),
        "SigningCertURL": f"{base}/sns/SimpleNotificationService-sandbox.pem",
    }


def canonical(message: dict[str, Any]) -> bytes:
    """What is signed: names and values of the message, a line each, in the order of the names."""
    names = _NOTIFICATION if message["Type"] == NOTIFICATION else _CONFIRMATION
    return "".join(f"{name}\n{message[name]}\n" for name in names if name in message).encode()


def certificate() -> bytes:
    """The certificate of the signing key, as PEM."""
    return bytes(_identity()[1])


@cache
def _identity() -> tuple[Any, bytes]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import NameOID

    key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.sandbox.localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3_650))
        .not_valid_after(now + timedelta(days=3_650))
        .sign(key, hashes.SHA256())
    )
    return key, made.public_bytes(serialization.Encoding.PEM)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
