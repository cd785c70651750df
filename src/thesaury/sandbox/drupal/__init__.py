"""Drupal: a protocol test server of its JSON:API, written from public documentation and the contract alone."""
