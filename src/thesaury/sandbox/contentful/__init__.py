"""Contentful: a protocol test server of its management interface and taxonomy, written from public documentation and the contract alone."""
