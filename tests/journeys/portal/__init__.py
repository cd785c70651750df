"""The portal over the whole demo brand, in a real browser."""
