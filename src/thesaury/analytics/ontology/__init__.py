"""The classes and properties of our own, and the shapes that the data of the graph conforms to."""

from pathlib import Path

ONTOLOGY = Path(__file__).with_name("ontology.ttl")
"""Describes every class and property below `https://thesaury.example/ontology#` that is in the graph."""

SHAPES = Path(__file__).with_name("shapes.ttl")
"""In SHACL: what each kind of node has, of which datatype, and how often."""
