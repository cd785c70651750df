"""The Reconciliation Service API, versions 0.2 and 1.0-draft: other tools match the words of their tables with our concepts."""
