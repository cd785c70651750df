"""Pull, push and reconcile over durable flows."""
