"""Concepts found in what is known of an asset; reviewed by people, learned from."""
