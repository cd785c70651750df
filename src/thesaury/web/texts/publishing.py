"""Publishing: the room, and the channels in it."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "publishing.title": "Publishing",
    "publishing.tabs": "Publishing",
    "publishing.channels": "Channels",
    "publishing.systems": "Systems",
    "publishing.withdrawals": "Withdrawals",
    "publishing.webhooks": "Webhooks",
}

GERMAN: Phrases = {
    "publishing.title": "Veröffentlichen",
    "publishing.tabs": "Veröffentlichen",
    "publishing.channels": "Kanäle",
    "publishing.systems": "Systeme",
    "publishing.withdrawals": "Rückzüge",
    "publishing.webhooks": "Webhooks",
}
