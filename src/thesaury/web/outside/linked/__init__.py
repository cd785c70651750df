"""Concepts of our own at their own addresses: what an IRI below `concept_base` is, for people and for programs."""
