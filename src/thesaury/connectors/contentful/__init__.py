"""Contentful: assets with texts in every locale, concepts of the organisation in its taxonomy, rights in an entry beside them."""
