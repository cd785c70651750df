"""Bynder: assets, metaproperties as vocabularies, additive write-back, usage and events of one portal."""
