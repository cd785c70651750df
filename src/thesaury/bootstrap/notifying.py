"""The channels for notices of rights, as the settings of a workspace name them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from thesaury.ports.notifying import Notifier
from thesaury.ports.secrets import Secrets

if TYPE_CHECKING:
    from thesaury.config import Settings

KEPT_AS = "rights/notices"
"""What the secrets `webhook` and `smtp` are kept under; no connection is called so."""


def notifiers(settings: "Settings", secrets: Secrets) -> list[Notifier]:
    """The webhook, then e-mail, as far as they are set; what is wrong with a setting shows when something is sent."""
    found: list[Notifier] = []
    if settings.notices_webhook:
        from thesaury.engines.notifying import Webhook

        found.append(Webhook(settings.notices_webhook, _asked(secrets, "webhook")))
    if settings.notices_smtp:
        from thesaury.engines.notifying import Mail, MailServer

        server = partial(
            MailServer.of, settings.notices_smtp, settings.notices_smtp_security, settings.notices_smtp_user
        )
        found.append(Mail(server, settings.notices_from, settings.notices_to, _asked(secrets, "smtp")))
    return found


def _asked(secrets: Secrets, name: str) -> Callable[[], str]:
    return lambda: secrets.get(KEPT_AS, name)
