"""The review room: suggestions asset by asset, by concept, and what was decided."""
