"""The learned engine: candidates from words, precedents and the graph, and one ranker that has learned whom to believe."""
