"""Settings as pages and programs change them: which there are, what a change of each needs, and how it is kept."""
