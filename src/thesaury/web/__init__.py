"""The pages and the JSON interface over one workspace: look, search, understand, and decide which assets are one."""
