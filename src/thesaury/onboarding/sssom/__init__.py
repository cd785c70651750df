"""Mappings as SSSOM/TSV, the Simple Standard for Sharing Ontological Mappings, in and out."""
