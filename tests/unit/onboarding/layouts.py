"""Layouts of fields as DAMs and people make them, each field with its right role.

They were written after the table of names; 73 of these 78 fields were proposed right before anything was added to it on their account.
"""

from collections.abc import Callable, Mapping, Sequence

from thesaury.onboarding.fields import FieldRole as R

Values = Sequence[str] | Callable[[int], str]
Layout = Mapping[str, tuple[Values, R]]
ROWS = 40

GERMAN_DAM: Layout = {
    "Asset-ID": (lambda i: f"A{i:05d}", R.ID),
    "Motivname": (lambda i: f"Waldrand am Abend {i}", R.TITLE),
    "Bildbeschreibung (intern)": (
        lambda i: f"Der Wagen steht am Waldrand und niemand ist zu sehen, Nummer {i}.",
        R.DESCRIPTION,
    ),
    "Verschlagwortung": (("Wald, Abend, Auto", "Stadt, Nacht, Bus, Licht", "Kind, Rad, Sommer"), R.TAGS),
    "Werbekampagne": (("Frühling 26", "Herbstlicht"), R.CAMPAIGN),
    "Absatzmärkte": (("DE, AT", "CH", "DE"), R.MARKET),
    "Freigegeben für Kanäle": (("Website, Social Media", "Print"), R.LICENSED_CHANNELS),
    "Nutzungsrechte Text": (
        ("Nur Website und Social Media, Deutschland, bis 31.12.2027", "Alle Medien, weltweit, unbegrenzt"),
        R.LICENCE,
    ),
    "Rechte gültig bis": (("31.12.2027", "30.06.2028"), R.VALID_UNTIL),
    "Rechte gültig ab": (("01.01.2026", "01.02.2026"), R.VALID_FROM),
    "Fotograf/in": (("Anna Bergmann", "Jo Sander"), R.CREATOR),
    "Bildnachweis (Pflicht)": (("Foto: Anna Bergmann", "Foto: Jo Sander"), R.CREDIT),
    "Produktgruppe": (("Wagen", "Rad"), R.PRODUCT),
    "Marke/Submarke": (("Veloa", "Veloa Kids"), R.BRAND),
    "Aufnahme am": (("01.05.2025", "02.05.2025"), R.CREATED),
    "Letzte Änderung": (("2025-06-01T10:00:00Z",), R.MODIFIED),
    "Dateiname Original": (lambda i: f"IMG_{i}.tif", R.FILE),
    "Bildformat": (("quer", "hoch"), R.ORIENTATION),
    "Freigabestatus": (("freigegeben", "in Prüfung"), R.STATUS),
    "Kommentar intern": (("Bitte neu zuschneiden.", ""), R.NOTE),
}

XMP: Layout = {
    "dc:identifier": (lambda i: f"x-{i:04d}", R.ID),
    "dc:title": (lambda i: f"Harbour at dawn {i}", R.TITLE),
    "dc:description": (lambda i: f"Boats leave the harbour before the fog has lifted, frame {i}.", R.DESCRIPTION),
    "dc:subject": (("harbour; boats; fog", "city; tram"), R.TAGS),
    "dc:creator": (("Mae Lindqvist", "Tom Okafor"), R.CREATOR),
    "dc:rights": (("© 2025 Harbour Co", "© 2024 Harbour Co"), R.COPYRIGHT),
    "photoshop:Credit": (("Harbour Co", "Press Pool"), R.CREDIT),
    "photoshop:City": (("Oslo", "Bergen"), R.PLACE),
    "photoshop:Country": (("Norway", "Sweden"), R.MARKET),
    "xmpRights:UsageTerms": (("Web and print, Europe, until 31 December 2027.",), R.LICENCE),
    "xmp:CreateDate": (("2025-03-01T10:11:12Z",), R.CREATED),
    "xmp:ModifyDate": (("2025-04-01T10:11:12Z",), R.MODIFIED),
    "Iptc4xmpExt:PersonInImage": (("Ola Nordmann", "Kari Nordmann"), R.PEOPLE),
    "photoshop:Instructions": (("Not for use in Norway before 1 May 2026.",), R.LICENCE),
}

METAPROPERTIES: Layout = {
    "id": (lambda i: f"{i:08X}-00AA-4BCD", R.ID),
    "name": (lambda i: f"Summer table {i}", R.TITLE),
    "description": (lambda i: f"A table laid for a long summer lunch, picture {i}.", R.DESCRIPTION),
    "property_Campaign_Name": (("Long Lunch", "Cold Days"), R.CAMPAIGN),
    "property_Usage_Region": (("EMEA", "Germany", "France"), R.MARKET),
    "property_Media_Channels": (("Website", "Social media", "Print"), R.CHANNEL),
    "property_Asset_Sub_Type": (("Packshot", "Lifestyle"), R.ASSET_TYPE),
    "property_Rights_Expiry_Date": (("2027-12-31", "2026-06-30"), R.VALID_UNTIL),
    "property_Product_SKU": (lambda i: f"SKU-{i % 7}00", R.ARTICLE_NUMBER),
    "property_Target_Audience": (("Families", "Students"), R.AUDIENCE),
    "property_Photographer_Name": (("Ana Ruiz", "Ben Otte"), R.CREATOR),
    "dateCreated": (("2025-03-01T10:11:12Z",), R.CREATED),
    "dateModified": (("2025-03-02T10:11:12Z",), R.MODIFIED),
    "tags": (("table,summer", "lunch,garden,friends"), R.TAGS),
    "extension": (("jpg", "tif"), R.FILE_TYPE),
    "fileSize": (lambda i: str(100_000 + i * 7), R.FILE_SIZE),
    "width": (("6000",), R.DIMENSIONS),
    "height": (("4000",), R.DIMENSIONS),
    "isPublic": (("true", "false"), R.STATUS),
    "brandId": (("Veloa",), R.BRAND),
    "copyright": (("© Veloa",), R.COPYRIGHT),
}

SPANISH_SHEET: Layout = {
    "Código": (lambda i: f"ES{i:04d}", R.ID),
    "Título de la imagen": (lambda i: f"Plaza mayor {i}", R.TITLE),
    "Pie de foto": (lambda i: f"La plaza al caer la tarde, con las terrazas llenas, imagen {i}.", R.DESCRIPTION),
    "Palabras clave": (("plaza; tarde", "mercado; fruta"), R.TAGS),
    "Nombre de la campaña": (("Verano 26", "Vuelta"), R.CAMPAIGN),
    "Países": (("España; Portugal", "España"), R.MARKET),
    "Derechos de imagen": (("Web, España, hasta 2027", "Todos los medios"), R.LICENCE),
    "Fecha de caducidad de derechos": (("31/12/2027",), R.VALID_UNTIL),
    "Autor de la foto": (("Luz Marín", "Iker Sanz"), R.CREATOR),
    "Temporada": (("verano", "invierno"), R.SEASON),
    "Nombre del archivo": (lambda i: f"foto{i}.jpg", R.FILE),
    "Línea de producto": (("Sol", "Luna"), R.PRODUCT),
}

ITALIAN_SHEET: Layout = {
    "Codice immagine": (lambda i: f"IT{i:04d}", R.ID),
    "Titolo": (lambda i: f"Cortile {i}", R.TITLE),
    "Descrizione IT": (
        lambda i: f"Il cortile la mattina presto, prima che arrivi qualcuno, scatto {i}.",
        R.DESCRIPTION,
    ),
    "Descrizione EN": (lambda i: f"The yard early in the morning before anybody comes, shot {i}.", R.DESCRIPTION),
    "Parole chiave": (("cortile, mattina", "muro, luce, ombra"), R.TAGS),
    "Campagna pubblicitaria": (("Estate", "Inverno"), R.CAMPAIGN),
    "Mercati di riferimento": (("Italia", "Francia"), R.MARKET),
    "Canali": (("Website", "Stampa"), R.CHANNEL),
    "Scadenza diritti": (("31/12/2026",), R.VALID_UNTIL),
    "Fotografo": (("Ada Neri", "Ugo Galli"), R.CREATOR),
    "Liberatoria": (("sì", "no"), R.MODEL_RELEASE),
}

PORTAL = {
    **{name: name for name in ("id", "language", "tags", "brand", "product", "campaign", "market", "shoot", "file")},
    **{name: name for name in ("description", "usage_context", "copyright")},
    "name": "title",
    **dict.fromkeys(("description_en", "description_de", "description_fr"), "description"),
    "shoot_context": "text",
    "photographer": "creator",
    "usage_rights": "licence",
    "limited_until": "valid_until",
    "date_created": "created",
    "date_modified": "modified",
}
"""The demo brand's portal, Fennmoor's: what its fields are."""

BRACKWATER = {
    **{name: name for name in ("id", "description", "language", "tags", "campaign", "market", "file")},
    "name": "title",
    "photographer": "creator",
    "usage_rights": "licence",
    "date_created": "created",
}
"""The agency's first client."""


def rows(layout: Layout) -> list[dict[str, str]]:
    """Rows that have the layout."""
    return [{name: _value(values, i) for name, (values, _) in layout.items()} for i in range(ROWS)]


def _value(values: Values, i: int) -> str:
    return values(i) if callable(values) else values[i % len(values)]
