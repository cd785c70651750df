"""Addresses that show pages with something on them, room by room; what a page needs is made where it is not there."""
