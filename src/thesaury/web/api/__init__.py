"""The JSON interface: one router for each capability."""
