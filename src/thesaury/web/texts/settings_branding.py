"""The settings of branding: names, colours and the logo."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "branding.lead": "Name, logo and colour of your house, on every page and on the sign-in page.",
    "branding.saved": "Saved; the pages show it from now on.",
    "branding.logo": "Logo",
    "branding.logo.now": "The logo as it is now",
    "branding.logo.why": (
        "SVG, PNG, JPEG or WebP, at most {kib} KiB. Square ones look best. It is cleaned of everything but the picture."
    ),
    "branding.logo.none": "Take the logo away",
    "branding.contrast": "Contrast",
    "branding.contrast.is": "{contrast}:1 at the weakest ground",
    "branding.on.light": "Light pages",
    "branding.on.dark": "Dark pages",
    "branding.refused.brand_accent": (
        "{colour} has a contrast of {contrast}:1 on light pages; words need {least}:1. Choose a darker one."
    ),
    "branding.refused.brand_accent_dark": (
        "{colour} has a contrast of {contrast}:1 on dark pages; words need {least}:1. Choose a lighter one."
    ),
    "setting.brand_name": "Name",
    "setting.brand_name.why": "What the pages are called instead of Thesaury; at most 40 characters.",
    "setting.brand_accent": "Accent colour on light pages",
    "setting.brand_accent.why": "Colour of buttons and links, such as #1d6b59; words in it need a contrast of 4.5:1.",
    "setting.brand_accent_dark": "Accent colour on dark pages",
    "setting.brand_accent_dark.why": "Empty for a lighter shade of the one above.",
}

GERMAN: Phrases = {
    "branding.lead": "Name, Logo und Farbe Ihres Hauses, auf jeder Seite und auf der Anmeldeseite.",
    "branding.saved": "Gespeichert; die Seiten zeigen es von jetzt an.",
    "branding.logo": "Logo",
    "branding.logo.now": "Das Logo, wie es jetzt ist",
    "branding.logo.why": (
        "SVG, PNG, JPEG oder WebP, höchstens {kib} KiB. Quadratische wirken am besten. Alles außer dem Bild "
        "wird entfernt."
    ),
    "branding.logo.none": "Das Logo entfernen",
    "branding.contrast": "Kontrast",
    "branding.contrast.is": "{contrast}:1 auf dem schwächsten Grund",
    "branding.on.light": "Helle Seiten",
    "branding.on.dark": "Dunkle Seiten",
    "branding.refused.brand_accent": (
        "{colour} hat auf hellen Seiten einen Kontrast von {contrast}:1; Wörter brauchen {least}:1. Wählen "
        "Sie eine dunklere."
    ),
    "branding.refused.brand_accent_dark": (
        "{colour} hat auf dunklen Seiten einen Kontrast von {contrast}:1; Wörter brauchen {least}:1. Wählen "
        "Sie eine hellere."
    ),
    "setting.brand_name": "Name",
    "setting.brand_name.why": "Wie die Seiten statt Thesaury heißen; höchstens 40 Zeichen.",
    "setting.brand_accent": "Akzentfarbe auf hellen Seiten",
    "setting.brand_accent.why": (
        "Farbe von Knöpfen und Verweisen, etwa #1d6b59; Wörter darin brauchen einen Kontrast von 4,5:1."
    ),
    "setting.brand_accent_dark": "Akzentfarbe auf dunklen Seiten",
    "setting.brand_accent_dark.why": "Leer für einen helleren Ton der Farbe darüber.",
}
