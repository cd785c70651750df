"""The addresses, one router for each capability."""
