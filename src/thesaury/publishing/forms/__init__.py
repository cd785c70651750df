"""Forms in which a feed is read: what is published, as values of JSON, or as the bytes of a document. Nothing is looked up here."""
