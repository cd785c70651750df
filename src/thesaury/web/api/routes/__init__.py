"""The operations of the interface: one router for each capability."""
