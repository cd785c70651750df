"""A query linked to the concepts it means: by the words of labels, by a dictionary, by vectors, by the company hits keep."""
