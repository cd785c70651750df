"""The picker in other programs and pages: where it may stand, how a person connects it, and how long that lasts."""
