"""Small vocabularies of the sandbox's own projects."""
