"""Proposals as people work with them: gathered from tags and texts, talked about, decided, sent, and followed until the term is here."""
