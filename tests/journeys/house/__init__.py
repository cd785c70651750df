"""Home, the page of an asset, and the settings, over a real workspace."""
