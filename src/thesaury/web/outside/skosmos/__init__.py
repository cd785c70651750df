"""The read interface of Skosmos, so that what was written for it (Annif, catalogues, widgets of libraries) reads our vocabularies too."""
