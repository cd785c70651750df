"""Brand terms over vocabularies: what a client calls things, what a word means to it alone, and which words it does not use."""
