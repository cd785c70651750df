"""The settings of a workspace: what a person may choose, where it comes from, and what a change needs."""
