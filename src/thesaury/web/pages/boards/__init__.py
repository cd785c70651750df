"""Moodboards: from a brief to pictures that may be used, put together, discussed, shared and exported."""
