"""The page of one asset, and its pictures."""
