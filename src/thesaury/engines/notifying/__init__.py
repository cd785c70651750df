"""Channels for notices of rights (a signed webhook, and e-mail by SMTP), letters, and the sender of outgoing webhooks."""

from thesaury.engines.notifying.mail import Letters, Mail
from thesaury.engines.notifying.smtp import MailServer
from thesaury.engines.notifying.webhook import Webhook

__all__ = ["Letters", "Mail", "MailServer", "Webhook"]
