"""Old words of other people's tables to approved concepts: candidates with a score, and what concepts say of themselves."""
