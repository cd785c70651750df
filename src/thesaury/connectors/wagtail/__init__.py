"""Wagtail: assets as images with their concepts, through API v3 and the app `thesaury_wagtail`."""
