"""Training of the default ranker that is shipped, and how well it does on collections it has not seen."""
