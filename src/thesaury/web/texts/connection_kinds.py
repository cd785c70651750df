"""What kinds of systems can be connected: their manifests say it in English, and each is known again by that."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "beneath.kind.brandfolder": (
        "The assets of one brandfolder with tags, labels and custom fields; concepts go back as controlled custom field values or tags."
    ),
    "beneath.kind.bynder": "Assets, metaproperties as vocabularies, additive write-back, usage and signed events of one portal.",
    "beneath.kind.cloudinary": (
        "The assets of one product environment with tags, context and structured metadata; concepts go back as values of a metadata "
        "field, or as tags."
    ),
    "beneath.kind.contentful": (
        "Publishes assets with title and alternative text in each locale, concepts in the organisation's taxonomy, rights in an entry "
        "beside the asset; tells which entries use them."
    ),
    "beneath.kind.drupal": (
        "Publishes assets by JSON:API as media with their file, texts of one language and terms with the concept's IRI; tells which "
        "nodes use them."
    ),
    "beneath.kind.folder.title": "Folder of pictures",
    "beneath.kind.folder": "Pictures on a disk or a share, with the metadata inside them and in their XMP sidecars.",
    "beneath.kind.poolparty": (
        "One project of a PoolParty server: its approved concepts, its extractor, its list of suggestions, and a SPARQL 1.1 graph "
        "store."
    ),
    "beneath.kind.smintio": (
        "Bought content with every licence term, and the assets of every DAM behind a portal; concepts go back through that DAM."
    ),
    "beneath.kind.strapi": (
        "Publishes assets as entries with texts in every language, rights, concepts and their file; tells which entries of the site use "
        "them."
    ),
    "beneath.kind.table.title": "Table of records",
    "beneath.kind.table": "A CSV, TSV, XLSX or JSON Lines export of any system, with or without the pictures beside it.",
    "beneath.kind.wagtail": (
        "Publishes assets of a channel as images of one Wagtail site, with their concepts, and reports the pages that use them."
    ),
    "beneath.kind.wordpress": (
        "Pictures that may be used in the media library of a site, with their concepts, texts and rights, gone when the rights are; a "
        "plugin brings the picker into the editor."
    ),
}

GERMAN: Phrases = {
    "beneath.kind.brandfolder": (
        "Die Medien eines Brandfolders mit Schlagwörtern, Labels und eigenen Feldern; Begriffe gehen als festgelegte Feldwerte oder als "
        "Schlagwörter zurück."
    ),
    "beneath.kind.bynder": (
        "Medien, Metaproperties als Vokabulare, ergänzendes Zurückschreiben, Nutzung und signierte Ereignisse eines Portals."
    ),
    "beneath.kind.cloudinary": (
        "Die Medien einer Produktumgebung mit Schlagwörtern, Kontext und strukturierten Metadaten; Begriffe gehen als Werte eines "
        "Metadatenfelds oder als Schlagwörter zurück."
    ),
    "beneath.kind.contentful": (
        "Veröffentlicht Medien mit Titel und Alternativtext in jeder Sprache, Begriffe in der Taxonomie der Organisation, Rechte in "
        "einem Eintrag neben dem Medium; sagt, welche Einträge sie verwenden."
    ),
    "beneath.kind.drupal": (
        "Veröffentlicht Medien über JSON:API mit ihrer Datei, Texten in einer Sprache und Begriffen mit ihrer IRI; sagt, welche Inhalte "
        "sie verwenden."
    ),
    "beneath.kind.folder.title": "Ordner mit Bildern",
    "beneath.kind.folder": "Bilder auf einer Festplatte oder Freigabe, mit den Metadaten in ihnen und in ihren XMP-Dateien.",
    "beneath.kind.poolparty": (
        "Ein Projekt eines PoolParty-Servers: seine freigegebenen Begriffe, sein Extraktor, seine Vorschlagsliste und ein Graphspeicher "
        "mit SPARQL 1.1."
    ),
    "beneath.kind.smintio": (
        "Gekaufte Inhalte mit allen Lizenzbedingungen und die Medien jedes DAM hinter einem Portal; Begriffe gehen über dieses DAM "
        "zurück."
    ),
    "beneath.kind.strapi": (
        "Veröffentlicht Medien als Einträge mit Texten in jeder Sprache, Rechten, Begriffen und ihrer Datei; sagt, welche Einträge der "
        "Website sie verwenden."
    ),
    "beneath.kind.table.title": "Tabelle",
    "beneath.kind.table": "Ein Export aus irgendeinem System als CSV, TSV, XLSX oder JSON Lines, mit oder ohne die Bilder daneben.",
    "beneath.kind.wagtail": (
        "Veröffentlicht Medien eines Kanals als Bilder einer Wagtail-Website, mit ihren Begriffen, und meldet die Seiten, die sie "
        "verwenden."
    ),
    "beneath.kind.wordpress": (
        "Bilder, die verwendet werden dürfen, in der Mediathek einer Website, mit Begriffen, Texten und Rechten, und fort, wenn die "
        "Rechte enden; ein Plugin bringt den Picker in den Editor."
    ),
}
