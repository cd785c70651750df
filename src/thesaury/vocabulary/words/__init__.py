"""The words of labels, tags and queries as they are compared: without case and accents, stemmed, misspelt."""
