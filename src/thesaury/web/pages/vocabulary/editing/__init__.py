"""The pages on which vocabularies are edited: one concept, the choice of another, the draft that all editors share, and publishing it."""
