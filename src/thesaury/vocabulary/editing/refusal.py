"""The failure of an edit."""

from thesaury.model.errors import BadInput


class EditRefused(BadInput):
    """This edit would break the vocabulary, or changes nothing; the sentence says why and what to do."""
