"""What was done with assets and around them, as RDF statements: one module for each kind of thing, one named graph for each.

The assets themselves are in `analytics.statements`; the classes and properties of our own are described in `analytics.ontology`.
"""
