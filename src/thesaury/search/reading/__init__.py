"""What was typed into the search box, read: words, phrases, exclusions, and fields with their values."""
