"""The pages and the JSON interface over one workspace: look, search, understand; nothing here writes to it."""
