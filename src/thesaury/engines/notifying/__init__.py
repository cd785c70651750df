"""Channels for notices of rights (a signed webhook, and e-mail by SMTP), and the sender of outgoing webhooks."""

from thesaury.engines.notifying.mail import Mail, MailServer
from thesaury.engines.notifying.webhook import Webhook

__all__ = ["Mail", "MailServer", "Webhook"]
