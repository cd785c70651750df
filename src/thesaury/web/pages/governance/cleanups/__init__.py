"""`/governance/cleanups`: plans that bring approved terms into the systems in the place of free tags."""
