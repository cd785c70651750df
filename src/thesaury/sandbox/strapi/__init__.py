"""Strapi: a protocol test server of its REST interface, written from the contract and from what a Strapi 5.54 was seen to answer."""
