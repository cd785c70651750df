"""A protocol test server that answers like Brandfolder, written from its OpenAPI definition and contract alone."""
