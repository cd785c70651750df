"""The room of governance: what its pages share."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "governance.tabs": "Governance",
    "governance.compliance": "Compliance",
    "governance.proposals": "Proposals",
    "governance.check": "Check tags",
    "governance.profiles": "Profiles",
    "governance.brand": "Brand terms",
    "governance.cleanups": "Clean-up",
}

GERMAN: Phrases = {
    "governance.tabs": "Governance",
    "governance.compliance": "Einhaltung",
    "governance.proposals": "Vorschläge",
    "governance.check": "Schlagwörter prüfen",
    "governance.profiles": "Profile",
    "governance.brand": "Markenwörter",
    "governance.cleanups": "Bereinigung",
}
