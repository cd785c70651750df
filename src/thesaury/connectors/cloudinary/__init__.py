"""Cloudinary: assets with tags, context and structured metadata; concepts go back as entries of a metadata field's datasource."""
