"""The settings of notices of rights: what each is called and what it means."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "setting.notices_smtp_security.starttls": "STARTTLS",
    "setting.notices_smtp_security.tls": "TLS",
    "setting.notices_smtp_security.none": "not at all",
    "setting.notices_digest": "Gather notices to one message a day",
    "setting.notices_digest.why": "Otherwise each is told at once.",
    "setting.notices_webhook": "Webhook",
    "setting.notices_webhook.why": "Address that notices are posted to, signed; empty for none.",
    "setting.notices_smtp": "Mail server",
    "setting.notices_smtp.why": "As host or host:port; empty for no e-mail.",
    "setting.notices_smtp_security": "Security of the way there",
    "setting.notices_smtp_security.why": "How the way to the mail server is secured.",
    "setting.notices_smtp_user": "Login there",
    "setting.notices_smtp_user.why": "Empty for none; the password is kept in the vault by a command.",
    "setting.notices_from": "Sender",
    "setting.notices_from.why": "From whom notices by e-mail come.",
    "setting.notices_to": "Recipients",
    "setting.notices_to.why": "Who gets notices by e-mail.",
    "setting.webhook_private_hosts": "Own hosts for webhooks",
    "setting.webhook_private_hosts.why": (
        "Hosts on your own network that outgoing webhooks may be sent to, as host or host:port, also without TLS. All others have to be "
        "public and speak https."
    ),
}

GERMAN: Phrases = {
    "setting.notices_smtp_security.starttls": "STARTTLS",
    "setting.notices_smtp_security.tls": "TLS",
    "setting.notices_smtp_security.none": "gar nicht",
    "setting.notices_digest": "Hinweise zu einer Nachricht am Tag sammeln",
    "setting.notices_digest.why": "Sonst wird jeder sofort gesagt.",
    "setting.notices_webhook": "Webhook",
    "setting.notices_webhook.why": "Adresse, an die Hinweise signiert geschickt werden; leer für keine.",
    "setting.notices_smtp": "Mailserver",
    "setting.notices_smtp.why": "Als Name oder Name:Port; leer für keine E-Mail.",
    "setting.notices_smtp_security": "Sicherung des Weges dorthin",
    "setting.notices_smtp_security.why": "Wie der Weg zum Mailserver gesichert ist.",
    "setting.notices_smtp_user": "Anmeldename dort",
    "setting.notices_smtp_user.why": "Leer für keinen; das Passwort liegt, per Befehl gesetzt, im Tresor.",
    "setting.notices_from": "Absender",
    "setting.notices_from.why": "Von wem Hinweise per E-Mail kommen.",
    "setting.notices_to": "Empfänger",
    "setting.notices_to.why": "Wer Hinweise per E-Mail bekommt.",
    "setting.webhook_private_hosts": "Eigene Rechner für Webhooks",
    "setting.webhook_private_hosts.why": (
        "Rechner im eigenen Netz, an die Webhooks geschickt werden dürfen, als Name oder Name:Port, auch ohne TLS. Alle anderen müssen "
        "öffentlich sein und https sprechen."
    ),
}
