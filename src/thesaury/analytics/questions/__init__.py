"""The named questions: for each the text in SPARQL 1.1 (`NAME.rq`) and its definition (`NAME.toml`), read by `analytics.definitions`."""
