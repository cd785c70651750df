"""People and tokens of the workspace, for administrators."""
