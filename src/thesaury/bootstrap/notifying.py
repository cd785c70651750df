"""The channels for notices of rights, and the post, as the settings of a workspace name them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from thesaury.model.errors import Usage
from thesaury.model.reach import Reach
from thesaury.ports.notifying import Notifier
from thesaury.ports.posting import Post
from thesaury.ports.secrets import Secrets

if TYPE_CHECKING:
    from thesaury.config import Settings
    from thesaury.engines.notifying import MailServer

KEPT_AS = "rights/notices"
"""What the secrets `webhook` and `smtp` are kept under; no connection is called so."""


def notifiers(settings: "Settings", secrets: Secrets, reach: Reach | None = None) -> list[Notifier]:
    """The webhook, then e-mail, as far as they are set; what is wrong with a setting, and what leads further than `reach`, shows when
    something is sent."""
    found: list[Notifier] = []
    if settings.notices_webhook:
        from thesaury.engines.notifying import Webhook

        found.append(Webhook(settings.notices_webhook, _asked(secrets, "webhook"), reach))
    if settings.notices_smtp:
        from thesaury.engines.notifying import Mail

        password = _asked(secrets, "smtp")
        found.append(Mail(_mail_server(settings, reach), settings.notices_from, settings.notices_to, password))
    return found


def post(settings: "Settings", secrets: Secrets, reach: Reach | None = None) -> Post:
    """Letters by the mail server of notices. Raises Usage where the settings name none."""
    from thesaury.engines.notifying import Letters

    if not settings.notices_smtp:
        raise Usage("E-mail needs a mail server: set notices_smtp and notices_from in thesaury.toml.")
    return Letters(_mail_server(settings, reach), settings.notices_from, _asked(secrets, "smtp"))


def _mail_server(settings: "Settings", reach: Reach | None) -> "Callable[[], MailServer]":
    from thesaury.engines.notifying import MailServer

    security, user = settings.notices_smtp_security, settings.notices_smtp_user
    return partial(MailServer.of, settings.notices_smtp, security, user, reach)


def _asked(secrets: Secrets, name: str) -> Callable[[], str]:
    return lambda: secrets.get(KEPT_AS, name)
