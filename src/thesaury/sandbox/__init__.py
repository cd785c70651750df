"""Protocol test servers of outside systems and the demo brand; imports nothing of the rest."""
