"""Finding assets by words and by meaning, over every source at once, with the reason for each hit."""
