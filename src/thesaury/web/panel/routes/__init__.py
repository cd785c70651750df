"""The operations of the panel interface."""
