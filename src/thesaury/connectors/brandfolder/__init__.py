"""Brandfolder: assets with custom fields, tags and labels; controlled values as vocabularies; write-back, events and insight exports."""
