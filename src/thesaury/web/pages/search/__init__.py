"""The search page and the saved searches."""
