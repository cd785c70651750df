"""Other tools match their tables with the vocabulary."""
