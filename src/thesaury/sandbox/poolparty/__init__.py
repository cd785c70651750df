"""A protocol test server that answers like a PoolParty Semantic Suite, with a SPARQL 1.1 graph store beside it."""
