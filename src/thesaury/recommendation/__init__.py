"""From a brief to concepts, and from concepts to approved, usable assets."""
