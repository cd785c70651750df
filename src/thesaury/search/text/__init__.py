"""The words of queries that are misspelt, and those the workspace knows."""
