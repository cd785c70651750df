"""Controlled vocabularies: SKOS and tables in, checked rule by rule; hierarchy, versions compared, and SKOS out."""
