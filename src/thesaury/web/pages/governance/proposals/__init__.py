"""The pages of proposals: the list, worked through by keyboard, and one proposal with all that speaks for it and was said of it."""
